using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Tells the applicant. The days to appeal count from here.</summary>
/// <param name="Channel">portal, desk, or letter.</param>
public record NotifyDecision(Guid RequestId, string Channel = "portal");

public static class NotifyDecisionHandler
{
    /// <summary>Tells the applicant the decision; the days to appeal count from here.</summary>
    [WolverinePost("/api/requests/{requestId}/notice"), EmptyResponse]
    public static DecisionNotified Handle(
        NotifyDecision command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (actor.Code != request.Officer && actor.Code != request.Decision?.Officer)
            throw new Refused("notice.not-for-this-officer") { Status = 403 };
        request.OnlyForWhoStayed(actor);
        if (request.Status is not RequestStatus.Decided) throw new Refused("notice.nothing-decided");
        if (command.Channel is not ("portal" or "desk" or "letter"))
            throw new Refused("notice.channel-unknown") { Status = 422 };
        return new(now, request.Matter, actor.Code, command.Channel,
            now.Day().AddDays(handbook.TermsOf(request).AppealWindowDays));
    }
}
