using Marten;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the directive that a resolution became is effective in every department.</summary>
public record SettleResolution(Guid ResolutionId);

public static class SettleResolutionHandler
{
    public static Task<Directive?> LoadAsync(
        SettleResolution command, Resolution resolution, IQuerySession session, CancellationToken cancellation) =>
        DirectResolutionHandler.OfAsync(resolution, session, cancellation);

    /// <summary>Each effect was verified by a second person, so nobody needs to say it once more.</summary>
    public static ResolutionSettled Handle(
        SettleResolution command, [WriteModel] Resolution resolution, Directive? directive, DateTimeOffset now)
    {
        if (!resolution.IsOpen || !IsSettledBy(directive)) throw new Refused("resolution.not-settled");
        return new(now, directive!.Id, directive.Number);
    }

    public static bool IsSettledBy(Directive? directive) => directive is { Parts.Count: > 0 }
        && directive.Parts.All(part => part.Status is DirectiveStatus.Effective);
}
