using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Present">By public code.</param>
public record RecordAttendance(Guid MeetingId, IReadOnlyList<string> Present);

public static class RecordAttendanceHandler
{
    /// <summary>Minutes who of the staff is there; who comes later is recorded later.</summary>
    [WolverinePost("/api/meetings/{meetingId}/attendance"), EmptyResponse]
    public static AttendanceRecorded Handle(
        RecordAttendance command, [WriteModel] Meeting meeting, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        meeting.OnlyForItsWriter(actor);
        var fresh = command.Present.Select(code => code.Trim()).Distinct().Except(meeting.Present).ToList();
        if (fresh.Count == 0) throw new Refused("attendance.nobody-new") { Status = 422 };
        if (fresh.FirstOrDefault(code => !CallMeetingHandler.IsOfTheStaff(code, handbook)) is { } unknown)
            throw new Refused("attendance.officer-unknown", unknown) { Status = 422 };
        return new(now, fresh, actor.Code);
    }
}
