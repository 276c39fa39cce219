using System.Runtime.CompilerServices;
using EGov.Privacy;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>A contact that files for others, in figures: no name, no telephone, no file.</summary>
/// <param name="RepresentativeId">
/// What the contact is called here: the same every day, and from it nobody finds who it is.
/// </param>
/// <param name="Applicants">For how many people; where no national number is known, each file is another's.</param>
/// <param name="Files">Files that were decided in the window.</param>
/// <param name="Waiting">Files that wait for their decision.</param>
/// <param name="Granted">How many were granted of those whose record says how they were decided.</param>
/// <param name="Expected">How many of these would be, were each as likely as the files of its service.</param>
/// <param name="TimeRatio">
/// Median over the files of t / median t of the queue; below 1: sooner than others. None where no queue is large
/// enough.
/// </param>
/// <param name="Timed">On how many files that rests.</param>
/// <param name="First">First day on which something was filed, in the window.</param>
/// <param name="Signals">How many signals of the window are about it.</param>
public sealed record RepresentativeLine(
    Guid RepresentativeId, int Applicants, int Files, int Waiting, int Granted, int Stated, double Expected,
    double? TimeRatio, int Timed, IReadOnlyList<RepresentedCount> Departments,
    IReadOnlyList<RepresentedCount> Services, DateOnly First, DateOnly Last, int Signals)
{
    internal static RepresentativeLine Of(RepresentativeTally tally) => new(
        tally.Id, tally.Applicants, tally.Files, tally.Waiting, tally.Granted, tally.Stated, tally.Expected,
        tally.TimeRatio, tally.Timed, tally.Departments, tally.Services, tally.First, tally.Last,
        tally.Signals.Count);

    /// <summary>The line as a table has it.</summary>
    internal static readonly IReadOnlyList<CsvColumn<RepresentativeLine>> Columns =
    [
        new("representative", line => line.RepresentativeId.ToString()),
        new("applicants", line => line.Applicants),
        new("files", line => line.Files),
        new("waiting", line => line.Waiting),
        new("granted", line => line.Granted),
        new("stated", line => line.Stated),
        new("expected", line => line.Expected),
        new("timeRatio", line => line.TimeRatio),
        new("timed", line => line.Timed),
        new("departments", line => string.Join(' ', line.Departments.Select(one => one.Code))),
        new("services", line => string.Join(' ', line.Services.Select(one => one.Code))),
        new("first", line => line.First),
        new("last", line => line.Last),
        new("signals", line => line.Signals),
    ];
}

/// <summary>A page of contacts, those who file for most people first.</summary>
/// <param name="From">First day of the window; none before anything was counted.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record RepresentativePage(
    DateOnly? From, DateOnly? Until, IReadOnlyList<RepresentativeLine> Items, int Total, string? Next);

/// <summary>What is asked of the contacts; whatever is not understood is refused, never ignored.</summary>
public sealed record RepresentativeQuery(string? Department = null, string? Service = null)
{
    public static RepresentativeQuery Read(string? department, string? service, Handbook handbook)
    {
        var query = new RepresentativeQuery(Said(department), Said(service));
        if (query.Department is { } office && !handbook.Departments.ContainsKey(office))
            throw new Refused("representatives.department-unknown", office) { Status = 400 };
        if (query.Service is { } offered && !handbook.Services.ContainsKey(offered))
            throw new Refused("representatives.service-unknown", offered) { Status = 400 };
        return query;
    }

    public async Task<RepresentativePage> PageAsync(
        IQuerySession session, string? after, int? limit, CancellationToken cancellation)
    {
        var size = Paging.SizeOf(limit);
        var place = after is { Length: > 0 } ? Paging.Read(after) : default((int First, long Second, Guid Id)?);
        IQueryable<RepresentativeTally> all = session.Query<RepresentativeTally>();
        if (Department is { } department)
            all = all.Where(tally => tally.Departments.Any(one => one.Code == department));
        if (Service is { } service) all = all.Where(tally => tally.Services.Any(one => one.Code == service));
        var total = await all.CountAsync(cancellation);
        if (place is { } seen)
        {
            var (applicants, id) = ((int)-seen.Second, seen.Id);
            all = all.Where(tally => tally.Applicants < applicants
                || (tally.Applicants == applicants && tally.Id.CompareTo(id) > 0));
        }

        var found = await all.OrderByDescending(tally => tally.Applicants).ThenBy(tally => tally.Id)
            .Take(size + 1).ToListAsync(cancellation);
        List<RepresentativeTally> shown = [.. found.Take(size)];
        var counted = await session.Query<RepresentationDay>()
            .Where(day => day.Office == RepresentationDay.Province)
            .OrderByDescending(day => day.Sequence).FirstOrDefaultAsync(cancellation);
        return new(counted?.From, counted?.Until, [.. shown.Select(RepresentativeLine.Of)], total,
            found.Count > size ? Paging.Place(0, -shown[^1].Applicants, shown[^1].Id) : null);
    }

    /// <summary>All of them, for a table; read as they are taken.</summary>
    public async IAsyncEnumerable<RepresentativeLine> AllAsync(
        IQuerySession session, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = (string?)""; after is not null;)
        {
            var page = await PageAsync(session, after, Paging.Most, cancellation);
            foreach (var line in page.Items) yield return line;
            after = page.Next;
        }
    }

    /// <summary>Puts on record that the list is read.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public Task RecordAsync(
        IDocumentStore store, MasterKey master, Actor actor, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation) =>
        Listing.RecordAsync(store, master, actor, $"representatives {this}", isContinued, now, cancellation);

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

public static class RepresentativeListEndpoint
{
    /// <summary>
    /// Who files for others, those for most people first: with what success and how quickly. The reading is recorded.
    /// </summary>
    /// <param name="department">Only who filed with this department.</param>
    /// <param name="service">Only who filed for this service.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json, a page; or csv, all of them at once. The header Accept says it as well.</param>
    [WolverineGet("/api/representatives")]
    public static async Task<ListAnswer<RepresentativePage>> Get(
        string? department, string? service, string? after, int? limit, string? format, IDocumentStore store,
        IQuerySession session, MasterKey master, Handbook handbook, Actor actor, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var query = RepresentativeQuery.Read(department, service, handbook);
        var isCsv = Answers.IsCsvWanted(http, format);
        // What is refused was not read, and is not on record as read.
        var page = await query.PageAsync(session, isCsv ? null : after, limit, cancellation);
        await query.RecordAsync(store, master, actor, after is { Length: > 0 } && !isCsv, now, cancellation);
        return isCsv
            ? ListAnswer.Csv<RepresentativePage, RepresentativeLine>(
                query.AllAsync(session, cancellation), "representatives", RepresentativeLine.Columns)
            : ListAnswer.Json(page);
    }
}
