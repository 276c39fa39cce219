using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">superseded, no-longer-needed, out-of-competence, or issued-by-mistake.</param>
/// <param name="Reasons">Sealed.</param>
public record WithdrawDirective(Guid DirectiveId, string Ground, string Reasons);

public static class WithdrawDirectiveHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["superseded", "no-longer-needed", "out-of-competence", "issued-by-mistake"];

    /// <summary>Nothing more is asked of anybody; where the effect was verified before, it stays.</summary>
    [WolverinePost("/api/directives/{directiveId}/withdraw"), EmptyResponse]
    public static DirectiveWithdrawn Handle(
        WithdrawDirective command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        if (directive.Parts.All(part => part.IsEnded)) throw new Refused("directive.nothing-to-withdraw");
        if (!Grounds.Contains(command.Ground))
            throw new Refused("directive.ground-not-listed") { Status = 422 };
        var reasons = OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("directive.withdrawn-without-reasons") { Status = 422 };
        return new(now, actor.Code, command.Ground, reasons);
    }
}
