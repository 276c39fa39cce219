using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Asks the applicant something that the decision needs. A running clock stops only by this.</summary>
public record AskApplicant(Guid RequestId, string Question);

public static class AskApplicantHandler
{
    /// <summary>Asks the applicant something; a running clock stops until the answer, or the last day for it.</summary>
    [WolverinePost("/api/requests/{requestId}/ask"), EmptyResponse]
    public static InformationRequested Handle(
        AskApplicant command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now) =>
        Decide(command, request, handbook, actor, now,
            handbook.Calendar.AddWorkingDays(now.Day(), handbook.TermsOf(request).AnswerWindowDays));

    /// <summary>For a question taken over from another system's log, which tells the day it set itself.</summary>
    public static InformationRequested Decide(
        AskApplicant command, Request request, Handbook handbook, Actor actor, DateTimeOffset now, DateOnly answerBy)
    {
        request.OnlyForItsOfficer(actor);
        if (request.Status is not (RequestStatus.Submitted or RequestStatus.Ready))
            throw new Refused("question.not-now");
        if (string.IsNullOrWhiteSpace(command.Question)) throw new Refused("question.empty") { Status = 422 };
        var stopped = request with { Stops = [.. request.Stops, new ClockStop(now.Day())] };
        var (limit, promise) = stopped.DatesBy(handbook.Calendar);
        return new(now, request.Matter, actor.Code, Sealed.Of(request.Applicant, command.Question.Trim()), answerBy,
            ClockStopped: request.ReadyAt is not null, limit, promise);
    }
}
