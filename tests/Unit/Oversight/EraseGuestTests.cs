using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class EraseGuestTests
{
    [Fact]
    public void A_guests_name_is_gone_and_the_minutes_stay()
    {
        var erased = Erase("asked");
        GivenMeeting.Fold([.. GivenMeeting.UntilClosed, erased]).Guests.ShouldBe([GivenMeeting.Guest]);
        Then.Refusal("guest.erased-already", () => Erase("asked", [.. GivenMeeting.UntilClosed, erased]));
        Then.Refusal("guest.ground-not-listed", () => Erase("tea"), 422);
        Then.Refusal("guest.unknown", () => Erase("asked", GivenMeeting.UntilRunning), 422);
    }

    private static GuestErased Erase(string ground, object[]? past = null) => EraseGuestHandler.Decide(
        new(Given.Id, GivenMeeting.Guest, ground), GivenMeeting.Fold(past ?? GivenMeeting.UntilClosed),
        GivenMeeting.Writer, Given.On(9));
}
