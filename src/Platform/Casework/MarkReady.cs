using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The file is complete: the clock starts.</summary>
public record MarkReady(Guid RequestId);

public static class MarkReadyHandler
{
    /// <summary>Says that the file is complete: the clock starts.</summary>
    [WolverinePost("/api/requests/{requestId}/ready"), EmptyResponse]
    public static RequestReady Handle(
        MarkReady command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        if (request.ReadyAt is not null) throw new Refused("ready.already");
        if (request.Status is not RequestStatus.Submitted) throw new Refused("ready.question-open");
        var terms = handbook.TermsOf(request);
        if (FactsGiven.Missing(terms, request) is { } missing) throw new Refused("ready.fact-missing", missing.Title);

        DateOnly Due(int days) => handbook.Calendar.AddWorkingDays(now.Day(), days);
        return new(now, request.Matter, actor.Code, handbook.Calendar.Version, terms.LegalLimitDays, terms.PromiseDays,
            Due(terms.LegalLimitDays), Due(terms.PromiseDays));
    }
}
