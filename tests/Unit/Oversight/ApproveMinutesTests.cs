using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ApproveMinutesTests
{
    [Fact]
    public void By_somebody_who_was_there_and_neither_wrote_nor_closed_them()
    {
        Approve(Who.Manager).Officer.ShouldBe("ENV-900");
        Then.Refusal("minutes.your-own", () => Approve(GivenMeeting.Writer), 403);
        Then.Refusal("minutes.your-own", () => Approve(GivenMeeting.Chair), 403);
        Then.Refusal("minutes.you-were-not-there", () => Approve(Who.Officer), 403);
        Then.Refusal("minutes.nothing-to-approve", () => Approve(Who.Manager, GivenMeeting.UntilRunning));
    }

    private static MinutesApproved Approve(Actor by, object[]? past = null) => ApproveMinutesHandler.Handle(
        new(Given.Id), GivenMeeting.Fold(past ?? GivenMeeting.UntilClosed), by, Given.On(5));
}
