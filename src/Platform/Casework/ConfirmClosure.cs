using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: the days to contest are over, and silence confirms.</summary>
public record ConfirmClosure(Guid RequestId);

public static class ConfirmClosureHandler
{
    public static ClosureConfirmed Handle(ConfirmClosure command, [WriteModel] Request request, DateTimeOffset now)
    {
        if (request.Status is not RequestStatus.Closed || request.IsConfirmed)
            throw new Refused("confirmation.nothing-to-confirm");
        if (now.Day() <= request.ContestBy) throw new Refused("confirmation.still-time");
        return new(now, request.Matter);
    }
}
