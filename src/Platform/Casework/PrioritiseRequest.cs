using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Moves the file into a queue of another priority: 0 ordinary, 1 or 2 before it.</summary>
/// <param name="Ground">From the closed list by which a later file may pass earlier ones.</param>
public record PrioritiseRequest(Guid RequestId, int Priority, string Ground);

public static class PrioritiseRequestHandler
{
    /// <summary>Moves a file into a queue of another priority, on a ground of the closed list.</summary>
    [WolverinePost("/api/requests/{requestId}/prioritise"), EmptyResponse]
    public static RequestPrioritised Handle(
        PrioritiseRequest command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        if (actor.Department != request.Matter.Department)
            throw new Refused("priority.other-department") { Status = 403 };
        if (!request.IsOpen || request.Decision is not null) throw new Refused("priority.already-decided");
        if (command.Priority is < 0 or > 2) throw new Refused("priority.out-of-range") { Status = 422 };
        if (command.Priority == request.Priority) throw new Refused("priority.unchanged");
        if (!Overtaken.Grounds.Contains(command.Ground)) throw new Refused("priority.ground-not-listed") { Status = 422 };
        return new(now, request.Matter, actor.Code, command.Priority, command.Ground);
    }
}
