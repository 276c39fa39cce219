using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Integrity;

/// <param name="Words">What whoever holds the receipt shall read; sealed.</param>
public record AnswerTip(Guid TipId, string Words);

public static class AnswerTipHandler
{
    /// <summary>You write to whoever gave the tip.</summary>
    [WolverinePost("/api/tips/{tipId}/answer"), EmptyResponse]
    public static TipAnswered Handle(
        AnswerTip command, [WriteModel(nameof(AnswerTip.TipId))] Tip tip, Actor actor, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("tip.answer-empty") { Status = 422 };
        if (command.Words.Length > SubmitTipHandler.Longest)
            throw new Refused("tip.answer-too-long", SubmitTipHandler.Longest) { Status = 422 };
        return new(now, actor.Code, Sealed.Of(Subjects.Integrity, command.Words.Trim()));
    }
}
