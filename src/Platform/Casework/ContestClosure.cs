using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The applicant says that the file should not have been closed. It opens again at once.</summary>
public record ContestClosure(Guid RequestId, string Grounds);

public static class ContestClosureHandler
{
    /// <summary>The applicant contests a closure, and the file opens again at once.</summary>
    [WolverinePost("/api/requests/{requestId}/contest"), EmptyResponse]
    public static IEnumerable<object> Handle(
        ContestClosure command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (request.Status is not RequestStatus.Closed) throw new Refused("contest.not-closed");
        if (request.Closure is Closure.Withdrawn) throw new Refused("contest.withdrawn-by-applicant");
        if (request.IsConfirmed || now.Day() > request.ContestBy) throw new Refused("contest.window-closed");
        if (string.IsNullOrWhiteSpace(command.Grounds)) throw new Refused("contest.grounds-empty") { Status = 422 };

        var again = request with { ReadyAt = now, Stops = [], ExtensionDays = 0 };
        var (limit, promise) = (again with { CalendarVersionWhenReady = handbook.Calendar.Version }).DatesBy(handbook.Calendar);
        return
        [
            new ClosureContested(now, request.Matter, Sealed.Of(request.Applicant, command.Grounds.Trim()),
                request.Decision is { } decided
                    ? new(decided.At.Day(), decided.WorkingDays, decided.OnTime, decided.Outcome)
                    : null),
            new RequestReopened(now, request.Matter, handbook.Calendar.Version, limit, promise),
        ];
    }
}
