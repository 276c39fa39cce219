using EGov.Privacy;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How often personal data was erased, refused to be, or held by law: acts, and no person.</summary>
/// <param name="AsOf">Only what had been recorded by then is counted; none: what is recorded now.</param>
/// <param name="Items">A line a month, act and ground; the latest month first.</param>
/// <param name="Bases">On which legal bases data may be erased.</param>
/// <param name="Holds">On which grounds the law keeps it for a while.</param>
public sealed record PublicErasures(
    DateTimeOffset? AsOf, IReadOnlyList<ErasureCount> Items, IReadOnlyList<NamedGround> Bases,
    IReadOnlyList<NamedGround> Holds);

/// <param name="Month">Year and month of the province's calendar, such as 1405-08.</param>
/// <param name="Act">erased, refused, or held.</param>
/// <param name="Ground">Code of the basis or of the ground of a hold; none where only the person had asked.</param>
/// <param name="Requests">On how many requests the erased data stood.</param>
/// <param name="Values">In how many sealed values.</param>
public sealed record ErasureCount(string Month, string Act, string? Ground, int Count, int Requests, int Values);

public sealed record NamedGround(string Code, Text Name);

public static class PublicErasuresEndpoint
{
    /// <summary>Erasures of personal data by month and legal basis, refusals and legal holds; counts alone.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; csv, jsonl, xlsx or parquet: a line a month, act and ground. Or by Accept.</param>
    [WolverineGet("/api/public/erasures")]
    public static async Task<Answer<PublicErasures>> Get(
        string? asOf, string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counted = await CountAsync(PerformanceQuery.MomentOf(asOf), session, cancellation);
        return Answers.Table(http, form, counted, TableOf(counted), "erasures");
    }

    internal static Table TableOf(PublicErasures counted) => Table.Of<ErasureCount>(
        [
            new("month", line => line.Month),
            new("act", line => line.Act),
            new("ground", line => line.Ground),
            new("count", line => line.Count),
            new("requests", line => line.Requests),
            new("values", line => line.Values),
        ],
        counted.Items);

    public static async Task<PublicErasures> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var acts = (await session.Events.QueryAllRawEvents()
                .Where(e => e.EventTypesAre(typeof(SubjectErased), typeof(ErasureRefused), typeof(LegalHoldPlaced)))
                .By(asOf).ToListAsync(cancellation))
            .Select(e => e.Data).ToList();
        return new(asOf,
            Count(acts.OfType<SubjectErased>(), acts.OfType<ErasureRefused>(), acts.OfType<LegalHoldPlaced>()),
            [.. ErasureBasis.All.Select(basis => new NamedGround(basis.Code, basis.Name))],
            [.. HoldGround.All.Select(ground => new NamedGround(ground.Code, ground.Name))]);
    }

    public static IReadOnlyList<ErasureCount> Count(
        IEnumerable<SubjectErased> erased, IEnumerable<ErasureRefused> refused, IEnumerable<LegalHoldPlaced> held) =>
    [
        .. erased.Select(e => Line(e, "erased", e.Basis, e.Requests, e.Values))
            .Concat(refused.Select(e => Line(e, "refused", e.Basis)))
            .Concat(held.Select(e => Line(e, "held", e.Ground)))
            .GroupBy(line => (line.Month, line.Act, line.Ground))
            .Select(same => new ErasureCount(
                same.Key.Month, same.Key.Act, same.Key.Ground, same.Sum(line => line.Count),
                same.Sum(line => line.Requests), same.Sum(line => line.Values)))
            .OrderByDescending(line => line.Month, StringComparer.Ordinal)
            .ThenBy(line => line.Act, StringComparer.Ordinal).ThenBy(line => line.Ground, StringComparer.Ordinal),
    ];

    private static ErasureCount Line(IHappened e, string act, string? ground, int requests = 0, int values = 0)
    {
        var day = e.At.Day();
        return new(JalaliMonths.In((day, day))[0].Name, act, ground, 1, requests, values);
    }
}
