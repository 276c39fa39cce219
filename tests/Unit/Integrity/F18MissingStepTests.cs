using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F18MissingStepTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_file_that_is_closed_without_a_step_it_needs_is_a_reason_to_look()
    {
        var file = Run(_given, notified: false);
        var signal = _given.One("F18");
        (signal.Request, signal.Officer, signal.N, signal.Value).ShouldBe((file, "ENV-014", 4, 0.75));
    }

    [Fact]
    public void One_with_every_step_in_its_turn_is_not()
    {
        Run(_given);
        _given.Of("F18").ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_prepares_where_one_may_decide_alone()
    {
        var alone = new GivenCases(terms => terms with { FourEyes = false });
        Run(alone, prepared: false);
        alone.Of("F18").ShouldBeEmpty();
        Run(_given, prepared: false);
        _given.One("F18").Value.ShouldBe(0.75);
    }

    [Fact]
    public void A_step_out_of_its_turn_is_as_good_as_none()
    {
        _given.Set("F18", ($"required:{GivenCases.Asked}:visit", 1), ($"required:{GivenCases.Asked}:decided", 2));
        var file = _given.Filed();
        _given.Decided(file, _given.Now, "ENV-014");
        Visit(_given, file);
        _given.Closed(file, _given.Now, "ENV-014");
        _given.One("F18").Value.ShouldBe(0.5);
    }

    [Fact]
    public void A_withdrawn_file_needs_nothing_and_an_imported_one_only_what_is_named_for_it()
    {
        _given.Closed(_given.Filed(), _given.Now, "", Closure.Withdrawn);
        _given.Closed(_given.Filed(channel: "import"), _given.Now, "ENV-014");
        _given.Of("F18").ShouldBeEmpty();

        _given.Set("F18", ($"required:{GivenCases.Asked}:prepared/visit", 1));
        var imported = _given.Filed(channel: "import");
        Visit(_given, imported);
        _given.Closed(imported, _given.Now, "ENV-014");
        _given.Of("F18").ShouldBeEmpty();
        _given.Closed(_given.Filed(channel: "import"), _given.Now, "ENV-014");
        _given.One("F18").Value.ShouldBe(0);
    }

    private static void Visit(GivenCases given, Guid file) =>
        given.Add(file, new StepRecorded(given.Now, GivenCases.Matter, "visit.site", "ENV-014", null, false));

    private static Guid Run(GivenCases given, bool prepared = true, bool notified = true)
    {
        var file = given.Filed();
        given.Taken(file, given.Now, "ENV-014");
        given.Ready(file, given.Now, "ENV-014");
        if (prepared) given.Prepared(file, given.Now, "ENV-021");
        given.Decided(file, given.Now, "ENV-014");
        if (notified)
            given.Add(file, new DecisionNotified(given.Now, GivenCases.Matter, "ENV-014", "portal", given.Now.Day()));
        given.Closed(file, given.Now, "ENV-014");
        return file;
    }
}
