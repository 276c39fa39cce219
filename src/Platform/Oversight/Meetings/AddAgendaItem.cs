using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Line">What the public reads of it.</param>
public record AddAgendaItem(Guid MeetingId, Text Line);

public static class AddAgendaItemHandler
{
    /// <summary>Puts something last on the agenda, before the meeting or while it runs.</summary>
    [WolverinePost("/api/meetings/{meetingId}/agenda"), EmptyResponse]
    public static AgendaItemAdded Handle(
        AddAgendaItem command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        if (meeting.Status is not (MeetingStatus.Called or MeetingStatus.Running))
            throw new Refused("meeting.agenda-closed");
        if (meeting.Agenda.Count >= CallMeetingHandler.MostItems)
            throw new Refused("meeting.agenda-full", CallMeetingHandler.MostItems);
        return new(now, OfficialWords.Line(command.Line), actor.Code);
    }
}
