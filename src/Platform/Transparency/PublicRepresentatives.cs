using EGov.Integrity;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How many people file for many others, and how much comes through them: counts, and nobody.</summary>
/// <param name="AsOf">As the public was told then; none: what is counted now.</param>
/// <param name="From">First day of the window; none before anything was counted.</param>
/// <param name="Least">From how many applicants on somebody counts as filing for many.</param>
/// <param name="Minimum">Below so many decided files no share is given.</param>
/// <param name="Fewest">Where some file for many, but fewer than these, neither number nor share is given.</param>
/// <param name="Province">All departments together.</param>
/// <param name="Departments">By code.</param>
public sealed record PublicRepresentatives(
    DateTimeOffset? AsOf, DateOnly? From, DateOnly? Until, int? Least, int Minimum, int Fewest,
    RepresentedFiles? Province, IReadOnlyList<RepresentedFiles> Departments);

/// <param name="Department">None for the province.</param>
/// <param name="Decided">Files that were decided in the window, for the first time.</param>
/// <param name="Represented">The share that somebody filed for the applicant.</param>
/// <param name="ManyFilers">How many there are who file for many; none where that is not told.</param>
/// <param name="ThroughThem">The share that came through them; none where that is not told.</param>
/// <param name="IsWithheld">Too few file for many here; or the sum would give another department away.</param>
public sealed record RepresentedFiles(
    string? Department, int Decided, Share? Represented, int? ManyFilers, Share? ThroughThem, bool IsWithheld);

public static class PublicRepresentativesEndpoint
{
    /// <summary>One or two are told by no number: whoever knows them would read of them.</summary>
    public const int Fewest = 3;

    private static readonly IReadOnlyList<CsvColumn<RepresentedFiles>> Columns =
    [
        new("department", line => line.Department ?? "province"),
        new("decided", line => line.Decided),
        new("represented", line => line.Represented?.Value),
        new("representedLow", line => line.Represented?.Low),
        new("representedHigh", line => line.Represented?.High),
        new("manyFilers", line => line.ManyFilers),
        new("throughThem", line => line.ThroughThem?.Value),
        new("throughThemLow", line => line.ThroughThem?.Low),
        new("throughThemHigh", line => line.ThroughThem?.High),
        new("isWithheld", line => line.IsWithheld),
    ];

    /// <summary>How many contacts file for many people, and the share of files that comes through them.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/representatives")]
    public static async Task<Answer<PublicRepresentatives>> Get(
        string? asOf, string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counted = await CountAsync(PerformanceQuery.MomentOf(asOf), session, cancellation);
        return Answers.Table(http, form, counted, TableOf(counted), "representatives");
    }

    internal static Table TableOf(PublicRepresentatives counted) =>
        Table.Of(Columns, [.. Province(counted), .. counted.Departments]);

    public static async Task<PublicRepresentatives> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var last = await LogHead.LastAsync(session, asOf, cancellation);
        var counted = await session.Query<RepresentationDay>().Where(day => day.Sequence <= last)
            .OrderByDescending(day => day.Sequence).Select(day => day.Sequence).FirstOrDefaultAsync(cancellation);
        var told = await session.Query<RepresentationDay>().Where(day => day.Sequence == counted)
            .ToListAsync(cancellation);
        return Of(told) with { AsOf = asOf };
    }

    public static PublicRepresentatives Of(IReadOnlyList<RepresentationDay> counts)
    {
        var province = counts.FirstOrDefault(count => count.Office == RepresentationDay.Province);
        var offices = counts.Where(count => count != province).OrderBy(count => count.Office, StringComparer.Ordinal)
            .ToList();
        var withheld = offices.Where(IsFew).Select(count => count.Office).ToHashSet(StringComparer.Ordinal);
        // One withheld alone is the province less all others: the smallest of those goes with it.
        if (withheld.Count == 1 && offices.Where(count => count.Contacts > 0 && !withheld.Contains(count.Office))
                .MinBy(count => count.Contacts) is { } beside)
            withheld.Add(beside.Office);
        return new(null, province?.From, province?.Until, province?.Least, Statistics.Minimum, Fewest,
            province is null ? null : Line(province, null, IsFew(province)),
            [.. offices.Select(count => Line(count, count.Office, withheld.Contains(count.Office)))]);
    }

    private static bool IsFew(RepresentationDay count) => count.Contacts is > 0 and < Fewest;

    private static RepresentedFiles Line(RepresentationDay count, string? department, bool isWithheld) => new(
        department, count.Decided, Statistics.WilsonOrNone(count.Represented, count.Decided),
        isWithheld ? null : count.Contacts,
        isWithheld ? null : Statistics.WilsonOrNone(count.Brought, count.Decided), isWithheld);

    private static IEnumerable<RepresentedFiles> Province(PublicRepresentatives counted) =>
        counted.Province is { } line ? [line] : [];
}
