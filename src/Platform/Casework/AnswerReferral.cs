using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

public record AnswerReferral(Guid RequestId, int Referral, Opinion Opinion, string Words);

public static class AnswerReferralHandler
{
    /// <summary>Only the department that was asked answers.</summary>
    [WolverinePost("/api/requests/{requestId}/answer-referral"), EmptyResponse]
    public static ReferralAnswered Handle(
        AnswerReferral command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        if (!request.OpenReferrals.TryGetValue(command.Referral, out var department))
            throw new Refused("referral.not-open", command.Referral);
        if (actor.Department != department) throw new Refused("referral.asked-of-another", department) { Status = 403 };
        request.OnlyForWhoStayed(actor);
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("referral.answer-empty") { Status = 422 };
        return new(now, request.Matter, command.Referral, actor.Code, department, command.Opinion,
            Sealed.Of(request.Applicant, command.Words.Trim()));
    }
}
