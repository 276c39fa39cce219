using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F11AgainstCriteriaTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void An_outcome_against_the_criteria_that_nobody_agreed_to_is_a_reason_to_look()
    {
        var file = Complete();
        _given.Decided(file, _given.Now, "ENV-014", Outcome.Granted, computed: Outcome.Refused);
        _given.One("F11").Officer.ShouldBe("ENV-014");
    }

    [Fact]
    public void So_is_one_that_was_agreed_to_by_the_same_person()
    {
        var file = Complete();
        _given.Prepared(file, _given.Now, "ENV-014");
        _given.Decided(file, _given.Now, "ENV-014", Outcome.Granted, computed: Outcome.Refused,
            agreed: new("court-order", "ENV-014"));
        _given.One("F11").EvidenceTotal.ShouldBe(2);
    }

    [Fact]
    public void So_is_a_required_criterion_without_an_answer()
    {
        var file = Complete();
        _given.Decided(file, _given.Now, "ENV-014", answers: [.. Past.Answers(Outcome.Granted).Take(2)]);
        _given.One("F11").Value.ShouldBe(1);
    }

    [Fact]
    public void So_is_an_outcome_that_is_called_computed_and_does_not_follow_from_the_answers()
    {
        var file = Complete();
        _given.Decided(file, _given.Now, "ENV-014", answers: Past.Answers(Outcome.Refused));
        _given.One("F11").Request.ShouldBe(file);
    }

    [Fact]
    public void An_override_on_a_ground_and_by_two_is_lawful()
    {
        var file = Complete();
        _given.Prepared(file, _given.Now, "ENV-021");
        _given.Decided(file, _given.Now, "ENV-014", Outcome.Granted, computed: Outcome.Refused,
            agreed: new("court-order", "ENV-021"));
        _given.Decided(Complete(), _given.Now, "ENV-014", Outcome.Refused);
        _given.EndOfDay();
        _given.Of("F11").ShouldBeEmpty();
    }

    [Fact]
    public void Lawful_overrides_that_one_officer_alone_takes_again_and_again_are_a_reason_to_look_at_the_officer()
    {
        _given.Files(80);
        Override(6);
        _given.EndOfDay();
        var signal = _given.One("F11");
        (signal.Officer, signal.Request, signal.EvidenceTotal).ShouldBe(("ENV-014", null, 6));
    }

    [Fact]
    public void Those_that_one_officer_alone_draws_up_are_too_whoever_decides_them()
    {
        for (var i = 0; i < 100; i++)
            _given.File(GivenCases.Staff[i % 5], preparer: GivenCases.Staff[(i + 1) % 5]);
        for (var i = 0; i < 10; i++) Override("ENV-021", GivenCases.Staff[2 + (i % 3)]);
        _given.EndOfDay();
        _given.One("F11").Officer.ShouldBe("ENV-021");
    }

    [Fact]
    public void Overrides_of_several_services_count_together()
    {
        string[] services = [GivenCases.Asked, "gravel-extraction", "tree-felling"];
        foreach (var service in services)
            for (var i = 0; i < 45; i++)
                _given.File(i % 9 == 0 ? "ENV-014" : GivenCases.Staff[1 + (i % 4)], service: service);
        for (var i = 0; i < 9; i++) Override("ENV-021", "ENV-014", services[i % 3]);
        _given.EndOfDay();
        var signal = _given.One("F11");
        (signal.Officer, signal.Service, signal.Department).ShouldBe(("ENV-014", null, "environment"));
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        _given.Files(10);
        Override(6);
        _given.EndOfDay();
        _given.Of("F11").ShouldBeEmpty();
    }

    private void Override(int many)
    {
        for (var i = 0; i < many; i++) Override("ENV-021", "ENV-014");
    }

    private void Override(string preparer, string decider, string service = GivenCases.Asked)
    {
        var file = Complete(service);
        _given.Prepared(file, _given.Now, preparer);
        _given.Decided(file, _given.Now, decider, Outcome.Granted, computed: Outcome.Refused,
            agreed: new("exception-in-law", preparer));
        _given.Now = _given.Now.AddHours(1);
    }

    private Guid Complete(string service = GivenCases.Asked)
    {
        var file = _given.Filed(service: service);
        _given.Taken(file, _given.Now, "ENV-014");
        _given.Ready(file, _given.Now, "ENV-014");
        return file;
    }
}
