using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the due date passed, and the department has not reported.</summary>
public record EscalateDirective(Guid DirectiveId, string Department);

public static class EscalateDirectiveHandler
{
    /// <summary>First to who follows it up; where that changes nothing, to the head of the governorate.</summary>
    public static DirectiveEscalated Handle(
        EscalateDirective command, [WriteModel] Directive directive, Handbook handbook, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        if (part.EscalatesTo(handbook.Calendar, now.Day()) is not { } level)
            throw new Refused("directive.escalation-not-due");
        return new(now, part.Department, part.Due, part.Executor, level,
            level == 1 ? directive.Owner : HeadOf(handbook) ?? directive.Owner);
    }

    /// <summary>The manager of the governorate itself.</summary>
    internal static string? HeadOf(Handbook handbook) => handbook.Officers.Values
        .Where(officer => officer.IsServing && officer.Roles.Contains("manager")
            && handbook.Departments.GetValueOrDefault(officer.Department) is { Kind: "governorate" })
        .Select(officer => officer.Code).Order(StringComparer.Ordinal).FirstOrDefault();
}
