using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the calendar changed while the department had something to do.</summary>
public record RedateDirective(Guid DirectiveId, string Department);

public static class RedateDirectiveHandler
{
    public static DirectiveRedated Handle(
        RedateDirective command, [WriteModel] Directive directive, Handbook handbook, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        if (!part.IsMovedBy(handbook.Calendar)) throw new Refused("directive.not-moved");
        return new(now, part.Department, handbook.Calendar.Version, part.DueBy(handbook.Calendar));
    }
}
