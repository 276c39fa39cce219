using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">The answer; sealed.</param>
/// <param name="Cites">The clauses in force that give it, such as G-7K3M-92QF/2; it may be none.</param>
public record AnswerGuidance(Guid GuidanceId, string Words, IReadOnlyList<string>? Cites = null);

public static class AnswerGuidanceHandler
{
    /// <summary>Answers a question for which no new rule is needed.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/answer"), EmptyResponse]
    public static GuidanceAnswered Handle(
        AnswerGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        if (note.Status is not GuidanceStatus.Asked) throw new Refused("guidance.nothing-to-answer");
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("guidance.answer-empty") { Status = 422 };
        var cites = handbook.Cite(command.Cites, note.Question!.Department, now.Day());
        return new(now, actor.Code, words, [.. cites.Select(cited => cited.Clause)]);
    }
}
