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
        // A day off declared meanwhile counts even before the file was re-dated by it.
        var due = request.DatesBy(handbook.Calendar).LegalLimit ?? request.LegalLimit;
        if (due is not { } limit || now.Day() <= limit)
            throw new Refused("breach.still-time");
        return new(now, request.Matter, limit, request.Officer, SuperiorOf(request, handbook), "apology");
    }

    /// <summary>
    /// The officer's superior; where there is none, and for a file that nobody holds, the manager of the department,
    /// else of the one above it. Never the officer himself, and nobody who has left.
    /// </summary>
    private static string? SuperiorOf(Request request, Handbook handbook)
    {
        if (request.Officer is { } officer && handbook.Officers.GetValueOrDefault(officer)?.Supervisor is { } superior
            && handbook.Officers.GetValueOrDefault(superior) is { IsServing: true }) return superior;
        var seen = new HashSet<string>();
        for (var department = request.Matter.Department; department is not null && seen.Add(department);
             department = handbook.Departments.GetValueOrDefault(department)?.Parent)
        {
            var manager = handbook.Officers.Values
                .Where(other => other.IsServing && other.Department == department && other.Roles.Contains("manager")
                    && other.Code != request.Officer)
                .MinBy(other => other.Code, StringComparer.Ordinal);
            if (manager is not null) return manager.Code;
        }

        return null;
    }
}
