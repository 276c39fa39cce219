using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: a question has waited past its day.</summary>
public record RemindGuidance(Guid GuidanceId);

public static class RemindGuidanceHandler
{
    /// <summary>The head of the governorate is told, once.</summary>
    public static GuidanceReminded Handle(
        RemindGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Handbook handbook, DateTimeOffset now)
    {
        if (note.WatchFrom is not { } from || now.Day() < from) throw new Refused("guidance.reminder-not-due");
        return new(now, note.Question!.Due, Governorate.HeadOf(handbook));
    }
}
