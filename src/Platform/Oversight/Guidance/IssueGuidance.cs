using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="From">The first day on which it holds: today or later, within a year.</param>
/// <param name="Heard">Needed where a department said something: what became of that. Public.</param>
public record IssueGuidance(Guid GuidanceId, DateOnly From, Text? Heard = null);

public static class IssueGuidanceHandler
{
    private const int FarthestDays = 366;

    /// <summary>Puts a draft into force that somebody else wrote, once departments had their time.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/issue"), EmptyResponse]
    public static GuidanceIssued Handle(
        IssueGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        var draft = note.OpenDraft();
        Verification.MustBeByAnother(actor, draft.Authors, handbook);
        var today = now.Day();
        if (today <= draft.CommentUntil && !draft.IsAtOnce)
            throw new Refused("guidance.comments-open", draft.CommentUntil);
        if (command.From < today) throw new Refused("guidance.not-backwards") { Status = 422 };
        if (command.From > today.AddDays(FarthestDays) || command.From <= note.Latest?.From)
            throw new Refused("guidance.day-wrong", FarthestDays) { Status = 422 };
        var heard = OfficialWords.LineOrNone(command.Heard);
        if (draft.Commented.Count > 0 && heard is null)
            throw new Refused("guidance.comments-unanswered", draft.Commented.Count) { Status = 422 };
        return new(now, note.Editions.Count + 1, draft.Draft, actor.Code, command.From, heard);
    }
}
