using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F19LateAcceptedTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void An_answer_after_its_last_day_that_led_to_a_grant_is_a_reason_to_look()
    {
        var file = Answer(after: 11, Outcome.Granted);
        var signal = _given.One("F19");
        (signal.Request, signal.Officer, signal.EvidenceTotal).ShouldBe((file, "ENV-014", 2));
    }

    [Fact]
    public void One_in_time_and_one_that_led_to_nothing_are_not()
    {
        Answer(after: 10, Outcome.Granted);
        Answer(after: 12, Outcome.Refused);
        _given.Of("F19").ShouldBeEmpty();
    }

    private Guid Answer(int after, Outcome outcome)
    {
        var file = _given.Filed();
        _given.Taken(file, _given.Now, "ENV-014");
        _given.Ready(file, _given.Now, "ENV-014");
        _given.Stopped(file, _given.Now, "ENV-014");
        _given.Supplied(file, _given.Now.AddDays(after));
        _given.Decided(file, _given.Now.AddDays(after + 1), "ENV-014", outcome);
        _given.Now = _given.Now.AddDays(after + 2);
        return file;
    }
}
