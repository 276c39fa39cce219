using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Department">Who gets more time; the others keep their due date.</param>
/// <param name="Days">Working days from the due date, or from today where that has passed; 1 to 120.</param>
/// <param name="Reasons">Sealed.</param>
public record ExtendDirective(Guid DirectiveId, string Department, int Days, string Reasons);

public static class ExtendDirectiveHandler
{
    private const int MostDays = 120;

    /// <summary>The governorate gives a department more time. How often it did is counted in public.</summary>
    [WolverinePost("/api/directives/{directiveId}/extend"), EmptyResponse]
    public static DirectiveExtended Handle(
        ExtendDirective command, [WriteModel] Directive directive, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var part = directive.Of(command.Department);
        part.OnlyWhileOpen();
        if (command.Days is < 1 or > MostDays)
            throw new Refused("directive.extension-days-wrong", MostDays) { Status = 422 };
        var reasons = OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("directive.extension-without-reasons") { Status = 422 };
        return new(now, part.Department, actor.Code, command.Days,
            part.Extended(now.Day(), command.Days).DueBy(handbook.Calendar), reasons);
    }
}
