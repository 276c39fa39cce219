using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="IsAgainst">Whether your department wants the draft changed.</param>
/// <param name="Words">What it thinks; sealed.</param>
public record CommentGuidance(Guid GuidanceId, bool IsAgainst, string Words);

public static class CommentGuidanceHandler
{
    /// <summary>Your department says what it thinks of the draft, until the last day that this has.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/comment"), EmptyResponse]
    public static GuidanceCommented Handle(
        CommentGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Actor actor, DateTimeOffset now)
    {
        var draft = note.OpenDraft();
        if (!draft.Text.Binds(actor.Department!)) throw new Refused("guidance.not-yours") { Status = 403 };
        if (now.Day() > draft.CommentUntil) throw new Refused("guidance.comments-closed", draft.CommentUntil);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("guidance.comment-empty") { Status = 422 };
        return new(now, draft.Draft, actor.Department!, actor.Code, command.IsAgainst, words);
    }
}
