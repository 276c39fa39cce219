using JasperFx.Events;
using Marten;
using Marten.Events;

namespace EGov.Transparency;

/// <summary>The events that figures of oversight are counted from, in the order of the log.</summary>
internal static class OversightEvents
{
    public static async Task<IReadOnlyList<IEvent>> ReadAsync(
        this IQuerySession session, IReadOnlyList<Type> types, DateTimeOffset? asOf, CancellationToken cancellation) =>
        await session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(types.ToArray())).By(asOf)
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);

    /// <summary>The place of the last of them in the log; 0 where there is none.</summary>
    public static long Last(this IReadOnlyList<IEvent> events) => events.Count == 0 ? 0 : events[^1].Sequence;
}
