using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">superseded, no-longer-needed, out-of-competence, or entered-by-mistake.</param>
/// <param name="Reasons">Sealed.</param>
public record WithdrawLetter(Guid LetterId, string Ground, string Reasons);

public static class WithdrawLetterHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["superseded", "no-longer-needed", "out-of-competence", "entered-by-mistake"];

    /// <summary>Your office wants nothing more of it. Its number stays its own: a register has no gaps.</summary>
    [WolverinePost("/api/letters/{letterId}/withdraw"), EmptyResponse]
    public static LetterWithdrawn Handle(
        WithdrawLetter command, [WriteModel("letterId")] OfficialLetter letter, Actor actor, DateTimeOffset now)
    {
        if (actor.Department != letter.Office)
            throw new Refused("letter.withdrawn-by-its-office") { Status = 403 };
        if (letter.Status is LetterStatus.Effective or LetterStatus.Withdrawn)
            throw new Refused("letter.nothing-to-withdraw");
        if (!Grounds.Contains(command.Ground)) throw new Refused("letter.ground-not-listed") { Status = 422 };
        var reasons = OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("letter.withdrawn-without-reasons") { Status = 422 };
        return new(now, actor.Code, command.Ground, reasons);
    }
}
