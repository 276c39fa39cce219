using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <param name="Stars">1 to 5.</param>
public record RateRequest(Guid RequestId, int Stars);

public static class RateRequestHandler
{
    /// <summary>The applicant says, once, how well a closed request was served.</summary>
    [WolverinePost("/api/requests/{requestId}/rate"), EmptyResponse]
    public static RequestRated Handle(RateRequest command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (request.Status is not RequestStatus.Closed) throw new Refused("rating.not-closed");
        if (request.IsRated) throw new Refused("rating.already-given");
        if (command.Stars is < 1 or > 5) throw new Refused("rating.out-of-range") { Status = 422 };
        return new(now, request.Matter, command.Stars);
    }
}
