using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>What a directive says, but for the line, which is the resolution's.</summary>
/// <param name="Effect">What shall be different then; sealed.</param>
/// <param name="Evidence">By what that is to be seen; sealed.</param>
/// <param name="Days">Working days that the departments have; 1 to 250.</param>
/// <param name="Verifier">As in a directive.</param>
public record DirectResolution(
    Guid ResolutionId, IReadOnlyList<string> Departments, string Effect, string Evidence, int Days,
    string? Verifier = null, string? Support = null);

public static class DirectResolutionHandler
{
    public static Task<Directive?> LoadAsync(
        DirectResolution command, Resolution resolution, IQuerySession session, CancellationToken cancellation) =>
        OfAsync(resolution, session, cancellation);

    /// <summary>A resolution becomes a directive, in one act; it is done when that is effective everywhere.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/direct"), EmptyResponse]
    public static ResolutionBecameDirective Handle(
        DirectResolution command, [WriteModel] Resolution resolution, Directive? before, IDocumentSession session,
        Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("directive", actor);
        var (became, issued) = Decide(command, id, resolution, before, handbook, actor, now);
        session.Events.StartStream<Directive>(id, issued);
        return became;
    }

    /// <param name="before">The directive that it became once, which must have been withdrawn.</param>
    public static (ResolutionBecameDirective, DirectiveIssued) Decide(
        DirectResolution command, Guid id, Resolution resolution, Directive? before, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        resolution.OnlyWhileOpen();
        if (resolution.Status is ResolutionStatus.Reported) throw new Refused("resolution.awaits-verification");
        if (before is { Withdrawn: null }) throw new Refused("resolution.directed-already", before.Number);
        var issued = IssueDirectiveHandler.Decide(
            new(command.Departments, resolution.Line, command.Effect, command.Evidence, command.Days, null,
                command.Verifier, command.Support),
            id, handbook, actor, now) with
        { Resolution = resolution.Number };
        return (new(now, id, issued.Number, actor.Code), issued);
    }

    /// <summary>The directive that a resolution became, if it did.</summary>
    public static async Task<Directive?> OfAsync(
        Resolution resolution, IQuerySession session, CancellationToken cancellation) =>
        resolution.Directive is { } directive ? await session.LoadAsync<Directive>(directive, cancellation) : null;
}
