using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Executor">The public code of an officer or manager of your department.</param>
public record AssignDirective(Guid DirectiveId, string Executor);

public static class AssignDirectiveHandler
{
    /// <summary>You say who of your department carries it out.</summary>
    [WolverinePost("/api/directives/{directiveId}/assign"), EmptyResponse]
    public static DirectiveAssigned Handle(
        AssignDirective command, [WriteModel] Directive directive, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var part = directive.Own(actor);
        part.OnlyWhileOpen();
        if (part.Status is DirectiveStatus.Issued) throw new Refused("directive.not-acknowledged");
        if (handbook.Officers.GetValueOrDefault(command.Executor) is not { IsServing: true } executor
            || executor.Department != part.Department
            || !(executor.Roles.Contains("officer") || executor.Roles.Contains("manager")))
            throw new Refused("directive.executor-unknown", command.Executor) { Status = 422 };
        if (command.Executor == directive.Verifier)
            throw new Refused("directive.executor-verifies", command.Executor);
        if (command.Executor == part.Executor) throw new Refused("directive.executor-already", command.Executor);
        return new(now, part.Department, command.Executor, actor.Code);
    }
}
