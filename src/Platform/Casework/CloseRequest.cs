using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Closes a file whose decision the applicant has been told.</summary>
/// <param name="Closure">resolved or refused, as decided. Nothing else closes a file: what is not ours is transferred.</param>
public record CloseRequest(Guid RequestId, Closure Closure);

public static class CloseRequestHandler
{
    /// <summary>Closes a file whose decision was told, as it was decided.</summary>
    [WolverinePost("/api/requests/{requestId}/close"), EmptyResponse]
    public static RequestClosed Handle(
        CloseRequest command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (actor.Code != request.Officer && actor.Code != request.Decision?.Officer)
            throw new Refused("closure.not-for-this-officer") { Status = 403 };
        request.OnlyForWhoStayed(actor);
        if (command.Closure is Closure.OutOfCompetence or Closure.Transferred)
            throw new Refused("closure.needs-a-transfer");
        if (request.Status is not RequestStatus.Notified) throw new Refused("closure.not-notified");
        if (command.Closure != (request.Decision!.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved))
            throw new Refused("closure.not-as-decided");
        return new(now, request.Matter, actor.Code, command.Closure,
            now.Day().AddDays(handbook.TermsOf(request).ContestWindowDays));
    }
}
