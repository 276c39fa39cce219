using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the due date is near, and the department has not reported.</summary>
public record RemindDirective(Guid DirectiveId, string Department);

public static class RemindDirectiveHandler
{
    /// <summary>Once for each due date.</summary>
    public static DirectiveReminded Handle(
        RemindDirective command, [WriteModel] Directive directive, Handbook handbook, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        if (!part.IsToBeReminded(handbook.Calendar, now.Day())) throw new Refused("directive.reminder-not-due");
        return new(now, part.Department, part.Due, part.Executor);
    }
}
