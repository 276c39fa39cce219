using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RecordGuestTests
{
    [Fact]
    public void A_guest_has_a_key_of_his_own()
    {
        var guest = Record(" A farmer ");
        Then.Words(guest.Name).ShouldBe("A farmer");
        guest.Name.Subject.ShouldBe(guest.Guest);
        Record("Another").Guest.ShouldNotBe(guest.Guest);
        Then.Refusal("guest.name-wrong", () => Record(" "), 422);
        Then.Refusal("meeting.not-its-writer", () => Record("A farmer", GivenMeeting.Chair), 403);
        Then.Refusal("guest.too-many", () => Record("One more", past:
            [.. GivenMeeting.UntilRunning, .. Enumerable.Repeat(GivenMeeting.Came, 200)]));
    }

    private static GuestRecorded Record(string name, Actor? by = null, object[]? past = null) =>
        RecordGuestHandler.Handle(new(Given.Id, name), GivenMeeting.Fold(past ?? GivenMeeting.UntilRunning),
            by ?? GivenMeeting.Writer, Given.On(3));
}
