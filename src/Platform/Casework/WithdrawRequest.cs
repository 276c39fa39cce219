using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

public record WithdrawRequest(Guid RequestId, string? Words = null);

public static class WithdrawRequestHandler
{
    /// <summary>Until it is decided, the applicant may take a request back.</summary>
    [WolverinePost("/api/requests/{requestId}/withdraw"), EmptyResponse]
    public static IEnumerable<object> Handle(
        WithdrawRequest command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (!request.IsUndecided)
            throw new Refused("withdrawal.already-decided");
        var withdrawn = new RequestWithdrawn(now, request.Matter, Sealed.OfWords(request.Applicant, command.Words));
        var closed = new RequestClosed(now, request.Matter, "", Closure.Withdrawn, now.Day());
        return request.Draw is { } draw
            ? [withdrawn, AbortDrawHandler.Abort(draw, request, AbortDrawHandler.Withdrawn, now), closed]
            : [withdrawn, closed];
    }
}
