using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Writer">By public code: one of the governor's staff, and not the chair.</param>
public record NameMeetingWriter(Guid MeetingId, string Writer);

public static class NameMeetingWriterHandler
{
    /// <summary>Somebody else writes the minutes from now on.</summary>
    [WolverinePost("/api/meetings/{meetingId}/writer"), EmptyResponse]
    public static MeetingWriterNamed Handle(
        NameMeetingWriter command, [WriteModel] Meeting meeting, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (meeting.Status is not (MeetingStatus.Called or MeetingStatus.Running))
            throw new Refused("meeting.minutes-closed");
        MustBeAbleTo(command.Writer, meeting.Chair, handbook);
        return new(now, command.Writer, actor.Code);
    }

    public static void MustBeAbleTo(string writer, string chair, Handbook handbook)
    {
        if (writer == chair) throw new Refused("meeting.chair-writes") { Status = 422 };
        if (handbook.Officers.GetValueOrDefault(writer) is not { IsServing: true } found
            || !found.Roles.Contains("governor"))
            throw new Refused("meeting.writer-unknown", writer) { Status = 422 };
    }
}
