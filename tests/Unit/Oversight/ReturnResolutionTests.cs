using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReturnResolutionTests
{
    [Fact]
    public void What_a_second_person_has_not_seen_is_open_again()
    {
        var resolution = GivenMeeting.Resolution(GivenMeeting.Reported, Return("Half of it."));
        (resolution.Status, resolution.IsOpen).ShouldBe((ResolutionStatus.Returned, true));
        Then.Refusal("resolution.return-without-reasons", () => Return(" "), 422);
    }

    private static ResolutionReturned Return(string reasons) => ReturnResolutionHandler.Handle(
        new(Given.Id, reasons), GivenMeeting.Resolution(GivenMeeting.Reported), GivenMeeting.Handbook,
        GivenDirective.Second, Given.On(10));
}
