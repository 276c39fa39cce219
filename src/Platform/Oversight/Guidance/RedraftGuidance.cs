using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>Drafts an answer to a question, a better draft, or the next edition of a note.</summary>
/// <param name="Text">All of it is public from now on; of each text one of the two languages may be empty.</param>
/// <param name="CommentDays">Working days in which departments may say what they think; 0 to 60.</param>
/// <param name="Haste">Needed below five days: why there is no more time. Public.</param>
public record RedraftGuidance(Guid GuidanceId, GuidanceText Text, int CommentDays, Text? Haste = null);

public static class RedraftGuidanceHandler
{
    /// <summary>A new draft of a note takes the place of one that is open; comments begin anew.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/draft"), EmptyResponse]
    public static GuidanceRedrafted Handle(
        RedraftGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        note.OnlyUnlessRepealed();
        var text = GuidanceWords.Demand(command.Text, handbook);
        var (until, haste) = DraftGuidanceHandler.TimeFor(command.CommentDays, command.Haste, handbook, now);
        return new(now, note.Drafts + 1, text, actor.Code, command.CommentDays, handbook.Calendar.Version, until,
            haste);
    }
}
