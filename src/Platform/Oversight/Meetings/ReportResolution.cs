using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What was done; sealed.</param>
public record ReportResolution(Guid ResolutionId, string Words);

public static class ReportResolutionHandler
{
    public static Task<Directive?> LoadAsync(
        ReportResolution command, Resolution resolution, IQuerySession session, CancellationToken cancellation) =>
        DirectResolutionHandler.OfAsync(resolution, session, cancellation);

    /// <summary>You answer for it and say that it is done. Whether it is, somebody else says.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/report"), EmptyResponse]
    public static ResolutionReported Handle(
        ReportResolution command, [WriteModel] Resolution resolution, Directive? directive, Actor actor,
        DateTimeOffset now)
    {
        if (actor.Code.Length == 0 || actor.Code != resolution.Owner)
            throw new Refused("resolution.not-its-owner") { Status = 403 };
        resolution.OnlyWhileOpen();
        if (resolution.Status is ResolutionStatus.Reported) throw new Refused("resolution.reported-already");
        if (directive?.Parts.Any(part => !part.IsEnded) is true)
            throw new Refused("resolution.directive-runs", directive.Number);
        return new(now, OfficialWords.Seal(command.Words)
            ?? throw new Refused("resolution.report-empty") { Status = 422 }, actor.Code);
    }
}
