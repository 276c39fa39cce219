using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AddAgendaItemTests
{
    [Fact]
    public void A_line_comes_last_until_the_minutes_are_closed()
    {
        var added = Add(GivenMeeting.UntilRunning);
        GivenMeeting.Fold([.. GivenMeeting.UntilRunning, added]).Agenda.ShouldBe([GivenMeeting.Line, Given.Any]);
        Then.Refusal("meeting.agenda-closed", () => Add(GivenMeeting.UntilClosed));
        Then.Refusal("meeting.agenda-full",
            () => Add([GivenMeeting.Call(agenda: [.. Enumerable.Repeat(Given.Any, 40)])]));
    }

    private static AgendaItemAdded Add(object[] past) => AddAgendaItemHandler.Handle(
        new(Given.Id, Given.Any), GivenMeeting.Fold(past), GivenMeeting.Writer, Given.On(3));
}
