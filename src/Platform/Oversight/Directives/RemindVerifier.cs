using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: a report has waited long for a second person.</summary>
public record RemindVerifier(Guid DirectiveId, string Department);

public static class RemindVerifierHandler
{
    /// <summary>Once for each report.</summary>
    public static VerifierReminded Handle(
        RemindVerifier command, [WriteModel] Directive directive, Handbook handbook, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        if (!part.IsVerdictOverdue(handbook.Calendar, now.Day())) throw new Refused("directive.verdict-not-due");
        return new(now, part.Department, part.ReportedAt!.Value.Day(), directive.Verifier ?? directive.Owner);
    }
}
