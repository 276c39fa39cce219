using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>What had been recorded by a moment: what the public was told then.</summary>
internal static class Recorded
{
    public static IQueryable<IEvent> By(this IQueryable<IEvent> events, DateTimeOffset? asOf) =>
        asOf is { } moment ? events.Where(e => e.Timestamp <= moment) : events;
}
