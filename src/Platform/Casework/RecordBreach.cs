using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: the legal limit passed yesterday, and no decision was taken.</summary>
public record RecordBreach(Guid RequestId);

public static class RecordBreachHandler
{
    /// <summary>It goes up the line, and an apology is owed until somebody gives it or more.</summary>
    public static LimitBreached Handle(
        RecordBreach command, [WriteModel] Request request, Handbook handbook, DateTimeOffset now)
    {
        if (!request.IsRunning || request.BreachedLimit is not null)
            throw new Refused("breach.not-running");
        if (request.DatesBy(handbook.Calendar).LegalLimit is not { } limit || now.Day() <= limit)
            throw new Refused("breach.still-time");
        return new(now, request.Matter, limit, request.Officer, SuperiorOf(request, handbook), "apology");
    }

    /// <summary>The officer's superior; for a file that nobody holds, the department's manager.</summary>
    private static string? SuperiorOf(Request request, Handbook handbook) =>
        request.Officer is { } officer && handbook.Officers.GetValueOrDefault(officer)?.Supervisor is { } superior
            ? superior
            : handbook.Officers.Values
                .Where(other => other.Department == request.Matter.Department && other.Roles.Contains("manager"))
                .Select(other => other.Code)
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();
}
