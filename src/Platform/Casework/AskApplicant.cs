using EGov.Privacy;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Asks the applicant something that the decision needs. A running clock stops only by this.</summary>
public record AskApplicant(Guid RequestId, string Question);

public static class AskApplicantHandler
{
    [Authorize(Roles = "officer"), WolverinePost("/api/requests/{requestId}/ask"), EmptyResponse]
    public static InformationRequested Handle(
        AskApplicant command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        if (request.Status is not (RequestStatus.Submitted or RequestStatus.Ready))
            throw new Refused("question.not-now");
        if (string.IsNullOrWhiteSpace(command.Question)) throw new Refused("question.empty") { Status = 422 };
        var answerBy = handbook.Calendar.AddWorkingDays(now.Day(), handbook.TermsOf(request).AnswerWindowDays);
        var stopped = request with { Stops = [.. request.Stops, new ClockStop(now.Day())] };
        var (limit, promise) = stopped.DatesBy(handbook.Calendar);
        return new(now, request.Matter, actor.Code, Sealed.Of(request.Applicant, command.Question.Trim()), answerBy,
            ClockStopped: request.ReadyAt is not null, limit, promise);
    }
}
