using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Reasons">What is missing; sealed.</param>
public record ReturnLetter(Guid LetterId, string Reasons);

public static class ReturnLetterHandler
{
    /// <summary>You have not seen the effect: it is still to be brought about. The due date stays.</summary>
    [WolverinePost("/api/letters/{letterId}/return"), EmptyResponse]
    public static LetterReturned Handle(
        ReturnLetter command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        letter.OnlyForItsVerifier(actor, handbook);
        var reasons = OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("letter.return-without-reasons") { Status = 422 };
        return new(now, actor.Code, reasons);
    }
}
