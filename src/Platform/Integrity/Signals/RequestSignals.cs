using EGov.Casework;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>Why somebody looked into your file, and what came of it.</summary>
/// <param name="Found">The day on which it was found.</param>
/// <param name="Disposition">explained, data-error, referred, or confirmed.</param>
public sealed record RequestSignal(
    string Indicator, Text Title, Text Rule, DateOnly Found, string Disposition, string Ground, DateOnly DisposedOn);

public static class RequestSignalsEndpoint
{
    /// <summary>
    /// Reasons to look into your request that an integrity officer has looked into, with what came of each.
    /// </summary>
    [WolverineGet("/api/requests/{trackingNumber}/signals")]
    public static async Task<IReadOnlyList<RequestSignal>> Get(
        string trackingNumber, [FromHeader(Name = "Request-Secret")] string? secret, IQuerySession session,
        MasterKey master, Actor actor, CancellationToken cancellation)
    {
        var mine = await MyRequestsEndpoint.FindAsync(trackingNumber, secret, session, master, actor, cancellation);
        return await OfAsync(mine.Id, session, cancellation);
    }

    /// <summary>Only what was looked into: a suspicion that nobody has weighed is told to nobody.</summary>
    public static async Task<IReadOnlyList<RequestSignal>> OfAsync(
        Guid request, IQuerySession session, CancellationToken cancellation)
    {
        var signals = await session.Query<Signal>().Where(signal => signal.Request == request)
            .OrderBy(signal => signal.Number).ToListAsync(cancellation);
        var reviews = (await session.LoadManyAsync<SignalReview>(cancellation, [.. signals.Select(one => one.Id)]))
            .ToDictionary(review => review.Id);
        return
        [
            .. from signal in signals
               let latest = reviews.GetValueOrDefault(signal.Id)?.Latest
               where latest is not null
               let indicator = Indicator.Find(signal.Indicator)!
               select new RequestSignal(indicator.Code, indicator.Title, indicator.Rule, signal.Found,
                   latest.Disposition, latest.Ground, latest.At.Day()),
        ];
    }
}
