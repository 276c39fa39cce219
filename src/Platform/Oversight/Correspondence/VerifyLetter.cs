using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What you have seen; sealed.</param>
public record VerifyLetter(Guid LetterId, string? Words = null);

public static class VerifyLetterHandler
{
    /// <summary>You have seen the effect: the letter is done.</summary>
    [WolverinePost("/api/letters/{letterId}/verify"), EmptyResponse]
    public static LetterEffectVerified Handle(
        VerifyLetter command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        letter.OnlyForItsVerifier(actor, handbook);
        return new(now, actor.Code, OfficialWords.Seal(command.Words),
            Math.Max(0, handbook.Calendar.WorkingDaysBetween(letter.Date!.Value, letter.ReportedAt!.Value.Day())),
            letter.IsReportedOnTime);
    }
}
