using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Department">Whose report is verified.</param>
/// <param name="Words">What you have seen; sealed.</param>
public record VerifyDirective(Guid DirectiveId, string Department, string? Words = null);

public static class VerifyDirectiveHandler
{
    /// <summary>You have seen the effect: for this department the directive is done.</summary>
    [WolverinePost("/api/directives/{directiveId}/verify"), EmptyResponse]
    public static DirectiveVerified Handle(
        VerifyDirective command, [WriteModel] Directive directive, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var part = directive.OnlyForItsVerifier(actor, command.Department, handbook);
        return new(now, part.Department, actor.Code, OfficialWords.Seal(command.Words),
            handbook.Calendar.WorkingDaysBetween(directive.IssuedAt.Day(), part.ReportedAt!.Value.Day()),
            part.IsReportedOnTime);
    }
}
