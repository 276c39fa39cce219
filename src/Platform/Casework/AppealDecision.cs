using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

public record AppealDecision(Guid RequestId, string Grounds);

public static class AppealDecisionHandler
{
    /// <summary>Only a decision that was told can be appealed, once, until the last day it named.</summary>
    [WolverinePost("/api/requests/{requestId}/appeal"), EmptyResponse]
    public static DecisionAppealed Handle(
        AppealDecision command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (request.WasAppealed) throw new Refused("appeal.already-made");
        if (request.Status is not (RequestStatus.Notified or RequestStatus.Closed) || request.Decision is null)
            throw new Refused("appeal.nothing-to-appeal");
        if (now.Day() > request.AppealBy) throw new Refused("appeal.window-closed");
        if (string.IsNullOrWhiteSpace(command.Grounds)) throw new Refused("appeal.grounds-empty") { Status = 422 };
        return new(now, request.Matter, Sealed.Of(request.Applicant, command.Grounds.Trim()));
    }
}
