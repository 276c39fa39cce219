using EGov.Casework;
using Marten.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How the draws of one service in one department went: counts, and no file.</summary>
public class DrawCount
{
    /// <summary>Department and service, by their codes.</summary>
    public string Id { get; set; } = "";
    public string Department { get; set; } = "";
    public string Service { get; set; } = "";
    public int Requested { get; set; }
    public int Executed { get; set; }

    /// <summary>Of those executed: where everybody contributed who was named.</summary>
    public int Complete { get; set; }

    /// <summary>Of those executed: where the platform's key alone contributed, and no applicant.</summary>
    public int OnThePlatformAlone { get; set; }

    /// <summary>By contributor, how often it had not contributed by the deadline.</summary>
    public Dictionary<string, int> Missing { get; set; } = [];

    /// <summary>By reason, how often a draw ended without a result, or could not begin.</summary>
    public Dictionary<string, int> Aborted { get; set; } = [];

    /// <summary>By ground, how often a manager gave a file to somebody without a draw.</summary>
    public Dictionary<string, int> PastDraw { get; set; } = [];
}

public partial class DrawCountProjection : MultiStreamProjection<DrawCount, string>
{
    public DrawCountProjection()
    {
        Name = "DrawCounts";
        Identity<DrawRequested>(e => IdOf(e.Matter));
        Identity<DrawExecuted>(e => IdOf(e.Matter));
        Identity<DrawAborted>(e => IdOf(e.Matter));
        Identities<RequestAssigned>(e => e.PastDraw is null ? [] : [IdOf(e.Matter)]);
    }

    public static void Apply(DrawRequested e, DrawCount view) => Of(view, e.Matter).Requested++;

    public static void Apply(DrawExecuted e, DrawCount view)
    {
        Of(view, e.Matter).Executed++;
        if (e.Missing.Count == 0) view.Complete++;
        if (e.Contributions.Count == 1 && e.Nonce is null) view.OnThePlatformAlone++;
        foreach (var name in e.Missing) Add(view.Missing, name);
    }

    public static void Apply(DrawAborted e, DrawCount view) => Add(Of(view, e.Matter).Aborted, e.Reason);

    public static void Apply(RequestAssigned e, DrawCount view) => Add(Of(view, e.Matter).PastDraw, e.PastDraw!);

    private static string IdOf(Matter matter) => $"{matter.Department}/{matter.Service}";

    private static DrawCount Of(DrawCount view, Matter matter)
    {
        (view.Department, view.Service) = (matter.Department, matter.Service);
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
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/draws")]
    public static async Task<Answer<IReadOnlyList<DrawCount>>> Get(
        string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counts = await AllAsync(session, cancellation);
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
        IQuerySession session, CancellationToken cancellation) =>
        await session.Query<DrawCount>().OrderBy(count => count.Id).ToListAsync(cancellation);
}
