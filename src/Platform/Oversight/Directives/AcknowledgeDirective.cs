using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record AcknowledgeDirective(Guid DirectiveId);

public static class AcknowledgeDirectiveHandler
{
    /// <summary>Your department has read it and takes it on.</summary>
    [WolverinePost("/api/directives/{directiveId}/acknowledge"), EmptyResponse]
    public static DirectiveAcknowledged Handle(
        AcknowledgeDirective command, [WriteModel] Directive directive, Actor actor, DateTimeOffset now)
    {
        var part = directive.Own(actor);
        part.OnlyWhileOpen();
        if (part.Status is not DirectiveStatus.Issued) throw new Refused("directive.already-acknowledged");
        return new(now, part.Department, actor.Code);
    }
}
