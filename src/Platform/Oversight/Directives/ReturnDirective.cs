using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Department">Whose report is returned.</param>
/// <param name="Reasons">What is missing; sealed.</param>
public record ReturnDirective(Guid DirectiveId, string Department, string Reasons);

public static class ReturnDirectiveHandler
{
    /// <summary>You have not seen the effect: the department has it to do again. Its due date stays.</summary>
    [WolverinePost("/api/directives/{directiveId}/return"), EmptyResponse]
    public static DirectiveReturned Handle(
        ReturnDirective command, [WriteModel] Directive directive, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var part = directive.OnlyForItsVerifier(actor, command.Department, handbook);
        var reasons = OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("directive.return-without-reasons") { Status = 422 };
        return new(now, part.Department, actor.Code, reasons);
    }
}
