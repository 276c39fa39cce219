using EGov.Casework;
using JasperFx.Events;
using Marten.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How the draws of one service in one department went: counts, and no file.</summary>
/// <param name="Complete">Of those executed: where everybody contributed who was named.</param>
/// <param name="OnThePlatformAlone">
/// Of those executed: where the platform's key alone contributed, and no applicant.
/// </param>
/// <param name="Missing">By contributor, how often it had not contributed by the deadline.</param>
/// <param name="Aborted">By reason, how often a draw ended without a result, or could not begin.</param>
/// <param name="PastDraw">By ground, how often a manager gave a file to somebody without a draw.</param>
public sealed record DrawCount(
    string Department, string Service, int Requested, int Executed, int Complete, int OnThePlatformAlone,
    IReadOnlyDictionary<string, int> Missing, IReadOnlyDictionary<string, int> Aborted,
    IReadOnlyDictionary<string, int> PastDraw);

/// <summary>What one day added to them; each day is kept, so that any past one can be counted up to.</summary>
public class DrawDay
{
    /// <summary>Department and service, by their codes, and the day.</summary>
    public string Id { get; set; } = "";
    public string Department { get; set; } = "";
    public string Service { get; set; } = "";

    /// <summary>On which it was recorded.</summary>
    public DateOnly Day { get; set; }
    public int Requested { get; set; }
    public int Executed { get; set; }
    public int Complete { get; set; }
    public int OnThePlatformAlone { get; set; }
    public Dictionary<string, int> Missing { get; set; } = [];
    public Dictionary<string, int> Aborted { get; set; } = [];
    public Dictionary<string, int> PastDraw { get; set; } = [];
}

public partial class DrawDayProjection : MultiStreamProjection<DrawDay, string>
{
    public DrawDayProjection()
    {
        Name = "DrawDays";
        Identity<IEvent<DrawRequested>>(e => IdOf(e.Data.Matter, e));
        Identity<IEvent<DrawExecuted>>(e => IdOf(e.Data.Matter, e));
        Identity<IEvent<DrawAborted>>(e => IdOf(e.Data.Matter, e));
        Identities<IEvent<RequestAssigned>>(e => e.Data.PastDraw is null ? [] : [IdOf(e.Data.Matter, e)]);
    }

    public static void Apply(IEvent<DrawRequested> e, DrawDay view) => Of(view, e.Data.Matter, e).Requested++;

    public static void Apply(IEvent<DrawExecuted> e, DrawDay view)
    {
        Of(view, e.Data.Matter, e).Executed++;
        if (e.Data.Missing.Count == 0) view.Complete++;
        if (e.Data.Contributions.Count == 1 && e.Data.Nonce is null) view.OnThePlatformAlone++;
        foreach (var name in e.Data.Missing) Add(view.Missing, name);
    }

    public static void Apply(IEvent<DrawAborted> e, DrawDay view) =>
        Add(Of(view, e.Data.Matter, e).Aborted, e.Data.Reason);

    public static void Apply(IEvent<RequestAssigned> e, DrawDay view) =>
        Add(Of(view, e.Data.Matter, e).PastDraw, e.Data.PastDraw!);

    private static string IdOf(Matter matter, IEvent e) =>
        $"{matter.Department}/{matter.Service}/{e.Timestamp.Day():yyyy-MM-dd}";

    private static DrawDay Of(DrawDay view, Matter matter, IEvent e)
    {
        (view.Department, view.Service, view.Day) = (matter.Department, matter.Service, e.Timestamp.Day());
        return view;
    }

    private static void Add(Dictionary<string, int> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;
}

public static class DrawCountsEndpoint
{
    /// <summary>
    /// How draws went, by department and service: whole, without somebody, ended without a result, passed by.
    /// </summary>
    /// <param name="asOf">As it was at the end of a day, yyyy-MM-dd.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/draws")]
    public static async Task<Answer<IReadOnlyList<DrawCount>>> Get(
        DateOnly? asOf, string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counts = await AllAsync(asOf, session, cancellation);
        return Answers.Table(http, form, counts, TableOf(counts), "draws");
    }

    internal static Table TableOf(IReadOnlyList<DrawCount> counts) => Table.Of<DrawCount>(
        [
            new("department", count => count.Department),
            new("service", count => count.Service),
            new("requested", count => count.Requested),
            new("executed", count => count.Executed),
            new("complete", count => count.Complete),
            new("onThePlatformAlone", count => count.OnThePlatformAlone),
            new("missing", count => count.Missing.Values.Sum()),
            new("aborted", count => count.Aborted.Values.Sum()),
            new("pastDraw", count => count.PastDraw.Values.Sum()),
        ],
        counts);

    public static async Task<IReadOnlyList<DrawCount>> AllAsync(
        DateOnly? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var last = asOf ?? DateOnly.MaxValue;
        return Of(await session.Query<DrawDay>().Where(day => day.Day <= last).ToListAsync(cancellation));
    }

    public static IReadOnlyList<DrawCount> Of(IEnumerable<DrawDay> days) =>
    [
        .. days.GroupBy(day => (day.Department, day.Service))
            .OrderBy(same => same.Key.Department, StringComparer.Ordinal)
            .ThenBy(same => same.Key.Service, StringComparer.Ordinal)
            .Select(same => new DrawCount(same.Key.Department, same.Key.Service, same.Sum(day => day.Requested),
                same.Sum(day => day.Executed), same.Sum(day => day.Complete), same.Sum(day => day.OnThePlatformAlone),
                Sum(same.SelectMany(day => day.Missing)), Sum(same.SelectMany(day => day.Aborted)),
                Sum(same.SelectMany(day => day.PastDraw)))),
    ];

    private static SortedDictionary<string, int> Sum(IEnumerable<KeyValuePair<string, int>> counts) => new(
        counts.GroupBy(one => one.Key).ToDictionary(same => same.Key, same => same.Sum(one => one.Value)),
        StringComparer.Ordinal);
}
