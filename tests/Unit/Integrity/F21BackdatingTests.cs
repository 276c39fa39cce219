using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F21BackdatingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void An_act_that_was_written_down_long_after_its_date_is_a_reason_to_look()
    {
        var file = _given.Filed();
        _given.Add(file, Step(_given.Now.AddHours(1)), "officer:ENV-014", _given.Now.AddHours(4));
        var signal = _given.One("F21");
        (signal.Request, signal.Officer, signal.Value).ShouldBe((file, "ENV-014", 3));
    }

    [Fact]
    public void So_is_one_that_is_dated_before_what_was_written_before_it()
    {
        var file = _given.Filed();
        _given.Add(file, Step(_given.Now.AddMinutes(50)), "officer:ENV-014");
        _given.Add(file, Step(_given.Now.AddMinutes(20)), "officer:ENV-021", _given.Now.AddMinutes(51));
        _given.One("F21").Officer.ShouldBe("ENV-021");
    }

    [Fact]
    public void What_its_service_tolerates_is_not()
    {
        var tolerant = new GivenCases(terms => terms with { Tolerance = 24 });
        var file = tolerant.Filed();
        tolerant.Add(file, Step(tolerant.Now.AddHours(1)), "officer:ENV-014", tolerant.Now.AddHours(24));
        tolerant.Of("F21").ShouldBeEmpty();
    }

    [Fact]
    public void Nor_is_what_two_wrote_at_once()
    {
        var file = _given.Filed();
        _given.Add(file, Step(_given.Now.AddMinutes(4)), "officer:ENV-014");
        _given.Add(file, Step(_given.Now.AddMinutes(2)), "officer:ENV-021");
        _given.Of("F21").ShouldBeEmpty();
    }

    [Fact]
    public void What_another_system_recorded_was_written_there()
    {
        var file = _given.Filed(channel: "import");
        _given.Add(file, Step(_given.Now.AddDays(1)), "officer:ENV-014", _given.Now.AddDays(400));
        _given.Of("F21").ShouldBeEmpty();
    }

    [Fact]
    public void An_applicant_is_no_officer()
    {
        var file = _given.Filed();
        _given.Add(file, new DecisionAppealed(_given.Now, GivenCases.Matter, Past.Words("No.")), "citizen",
            _given.Now.AddHours(9));
        _given.One("F21").Officer.ShouldBeNull();
    }

    [Fact]
    public void A_visit_may_be_written_down_on_the_working_day_after_it()
    {
        var file = _given.Filed();
        var visit = new StepRecorded(_given.Now, GivenCases.Matter, "visit", "ENV-014", null, false);
        _given.Add(file, visit, "officer:ENV-014", _given.Now.AddDays(1));
        _given.Of("F21").ShouldBeEmpty();
        _given.Add(file, visit with { At = _given.Now.AddHours(1) }, "officer:ENV-014", _given.Now.AddDays(3));
        _given.One("F21").Officer.ShouldBe("ENV-014");
    }

    private static RequestExtended Step(DateTimeOffset at) =>
        new(at, GivenCases.Matter, "ENV-014", "complexity", 5, at.Day(), at.Day());
}
