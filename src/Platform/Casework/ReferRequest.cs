using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Asks another department for its opinion. The file stays here and the clock runs.</summary>
/// <param name="Days">Working days within which the answer is asked.</param>
public record ReferRequest(Guid RequestId, string Department, string Question, int Days = 10);

public static class ReferRequestHandler
{
    /// <summary>Asks another department for its opinion; the file stays and the clock runs.</summary>
    [WolverinePost("/api/requests/{requestId}/refer"), EmptyResponse]
    public static RequestReferred Handle(
        ReferRequest command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        request.OnlyWhileReady();
        if (!handbook.Departments.ContainsKey(command.Department))
            throw new Refused("referral.department-unknown", command.Department) { Status = 422 };
        if (command.Department == request.Matter.Department) throw new Refused("referral.to-itself");
        if (request.OpenReferrals.Values.Contains(command.Department))
            throw new Refused("referral.already-asked", command.Department);
        if (string.IsNullOrWhiteSpace(command.Question)) throw new Refused("referral.question-empty") { Status = 422 };
        if (command.Days is < 1 or > 60) throw new Refused("referral.days-out-of-range") { Status = 422 };
        return new(now, request.Matter, request.Referrals + 1, actor.Code, command.Department,
            Sealed.Of(request.Applicant, command.Question.Trim()),
            handbook.Calendar.AddWorkingDays(now.Day(), command.Days));
    }
}
