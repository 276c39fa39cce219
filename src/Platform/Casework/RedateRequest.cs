using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: the calendar changed while the clock was running.</summary>
public record RedateRequest(Guid RequestId);

public static class RedateRequestHandler
{
    public static DeadlineRedated Handle(
        RedateRequest command, [WriteModel] Request request, Handbook handbook, DateTimeOffset now)
    {
        if (!request.IsMovedBy(handbook.Calendar)) throw new Refused("redating.not-affected");
        var (limit, promise) = request.DatesBy(handbook.Calendar);
        return new(now, request.Matter, handbook.Calendar.Version, limit!.Value, promise!.Value);
    }
}
