using EGov.Privacy;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How many openings are kept from their applicants now, and how many were: counts, and no file.</summary>
/// <param name="AsOf">Only what had been recorded by then is counted; none: what is recorded now.</param>
/// <param name="Asked">Withholdings ever asked for.</param>
/// <param name="Approved">Of these, agreed to by a second person.</param>
/// <param name="Refused">Of these, refused by a second person.</param>
/// <param name="Waiting">Of these, not answered yet.</param>
/// <param name="InForce">Of those agreed to, not ended yet.</param>
/// <param name="OpeningsWithheld">Openings that their applicants do not see yet.</param>
/// <param name="OpeningsAppeared">Openings that were withheld and are seen now.</param>
/// <param name="LastDay">The day on which the last of those in force ends.</param>
public sealed record WithheldOpenings(
    DateTimeOffset? AsOf, int Asked, int Approved, int Refused, int Waiting, int InForce, int OpeningsWithheld,
    int OpeningsAppeared, DateOnly? LastDay, IReadOnlyList<WithheldByBasis> ByBasis);

/// <param name="Basis">The law it rests on, by its code.</param>
public sealed record WithheldByBasis(string Basis, int Asked, int Approved, int InForce);

public static class WithheldOpeningsEndpoint
{
    private static readonly Type[] Types =
    [
        typeof(WithholdingAsked), typeof(WithholdingApproved), typeof(WithholdingRefused), typeof(WithholdingExtended),
        typeof(WithheldFileOpened),
    ];

    /// <summary>How many openings of files are withheld from their applicants, by the law they rest on.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, a line a law. Accept says it as well.</param>
    [WolverineGet("/api/public/withheld-openings")]
    public static async Task<Answer<WithheldOpenings>> Get(
        string? asOf, string? format, IQuerySession session, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counted = await CountAsync(PerformanceQuery.MomentOf(asOf), session, now, cancellation);
        return Answers.Table(http, form, counted, TableOf(counted), "withheld-openings");
    }

    public static async Task<WithheldOpenings> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, DateTimeOffset now, CancellationToken cancellation)
    {
        if (asOf is not { } moment)
            return Of(await session.Query<Withholding>().ToListAsync(cancellation), now.Day());
        var events = await session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(Types)).By(moment)
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var then = events.GroupBy(e => e.StreamId)
            .Select(stream => stream.Aggregate(new Withholding(), (before, e) => before.Evolve(e))).ToList();
        return Of(then, moment.Day()) with { AsOf = moment };
    }

    internal static Table TableOf(WithheldOpenings counted) => Table.Of<WithheldByBasis>(
        [
            new("basis", line => line.Basis),
            new("asked", line => line.Asked),
            new("approved", line => line.Approved),
            new("inForce", line => line.InForce),
        ],
        counted.ByBasis);

    public static WithheldOpenings Of(IReadOnlyList<Withholding> all, DateOnly today) => new(
        null, all.Count, all.Count(one => one.Until is not null), all.Count(one => one.IsRefused),
        all.Count(one => one is { Until: null, IsRefused: false }), all.Count(one => one.IsInForce(today)),
        all.Where(one => one.IsInForce(today)).Sum(one => one.Openings.Count),
        all.Where(one => !one.IsInForce(today)).Sum(one => one.Openings.Count),
        all.Where(one => one.IsInForce(today)).Max(one => one.Until),
        [
            .. all.GroupBy(one => one.Basis).OrderBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => new WithheldByBasis(same.Key, same.Count(), same.Count(one => one.Until is not null),
                    same.Count(one => one.IsInForce(today)))),
        ]);
}
