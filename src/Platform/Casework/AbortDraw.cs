using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>
/// The platform's own: a draw that is under way cannot be carried out. If need be another one follows.
/// </summary>
/// <param name="Reason">One of those that the platform gives: pool-changed, not-published, key-changed.</param>
public record AbortDraw(Guid RequestId, string Reason);

public static class AbortDrawHandler
{
    public const string NobodyEligible = "nobody-eligible", PoolChanged = "pool-changed",
        NotPublished = "not-published", KeyChanged = "key-changed", Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> Reasons =
        [NobodyEligible, PoolChanged, NotPublished, KeyChanged, Withdrawn];

    /// <summary>
    /// Never because of who would be drawn: only for an officer of the pool who is no longer eligible, a request that
    /// was not published in time, or a key of the platform that is not the one named.
    /// </summary>
    public static DrawAborted Handle(
        AbortDraw command, [WriteModel] Request request, Handbook handbook, DateTimeOffset now)
    {
        if (request.Draw is not { } draw) throw new Refused("draw.nothing-to-abort");
        var isSo = command.Reason switch
        {
            PoolChanged => !DrawPolicy.Holds(draw.Requested, request, handbook),
            NotPublished => now > draw.Requested.Deadline,
            _ => command.Reason == KeyChanged,
        };
        return isSo ? Abort(draw, request, command.Reason, now) : throw new Refused("draw.no-reason-to-abort");
    }

    internal static DrawAborted Abort(RunningDraw draw, Request request, string reason, DateTimeOffset now) =>
        new(now, request.Matter, draw.Requested.Draw, reason, []);
}
