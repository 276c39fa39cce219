using EGov.Oversight;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Guidance notes as everybody reads them, the latest first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicGuidanceNotes(
    DateTimeOffset? AsOf, IReadOnlyList<PublicGuidance> Items, int Total, string? Next);

/// <summary>One note, what of it holds on a day, and how often acts rest on its clauses.</summary>
/// <param name="InForce">The edition that holds on the day; none where none does.</param>
/// <param name="Cited">By clause, how many acts rest on it.</param>
public sealed record GuidanceOnDay(
    DateTimeOffset? AsOf, DateOnly On, PublicGuidance Note, int? InForce, IReadOnlyDictionary<string, int> Cited);

/// <summary>Acts that rest on a note, the latest first.</summary>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record Citations(string Number, IReadOnlyList<Citation> Items, int Total, string? Next);

public static class PublicGuidanceEndpoint
{
    private static readonly Type[] Types =
    [
        typeof(GuidanceAsked), typeof(GuidanceDrafted), typeof(GuidanceRedrafted), typeof(GuidanceCommented),
        typeof(GuidanceAnswered), typeof(GuidanceIssued), typeof(GuidanceAcknowledged), typeof(GuidanceDraftDropped),
        typeof(GuidanceRepealed), typeof(GuidanceReminded),
    ];

    private static readonly IReadOnlyList<CsvColumn<PublicGuidance>> Columns =
    [
        new("number", note => note.Number),
        new("titleFa", note => note.Title.Fa),
        new("titleEn", note => note.Title.En),
        new("state", note => note.State),
        new("begunOn", note => note.BegunOn),
        new("askedBy", note => note.Question?.Department),
        new("answerDue", note => note.Question?.Due),
        new("answeredOn", note => note.Question?.AnsweredOn),
        new("commentUntil", note => note.Draft?.CommentUntil),
        new("edition", note => note.Editions.Count == 0 ? (int?)null : note.Editions[^1].Edition),
        new("from", note => note.Editions.Count == 0 ? (DateOnly?)null : note.Editions[^1].From),
        new("clauses", note => note.Editions.Count == 0 ? (int?)null : note.Editions[^1].Text.Clauses.Count),
        new("departments", note => note.Editions.Count == 0
            ? null : string.Join(' ', note.Editions[^1].Text.Departments)),
        new("services", note => note.Editions.Count == 0 ? null : string.Join(' ', note.Editions[^1].Text.Services)),
        new("acknowledged", note => note.Editions.Count == 0
            ? (int?)null : note.Editions[^1].Acknowledged.Count),
        new("repealedFrom", note => note.Repealed?.From),
    ];

    /// <summary>How things are to be understood: questions, drafts, and what holds, as of any past moment.</summary>
    /// <param name="state">asked, answered, drafted, issued, repealed, or dropped; all if nothing is said.</param>
    /// <param name="department">Only those that concern it.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/guidance")]
    public static async Task<Answer<PublicGuidanceNotes>> Get(
        string? state, string? department, string? asOf, string? after, int? limit, string? format,
        IQuerySession session, HttpContext http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var moment = PerformanceQuery.MomentOf(asOf);
        var all = await AllAsync(state, department, moment, session, cancellation);
        var page = Page(all, moment, after, limit);
        return Answers.Table(http.Request, form, page, TableOf(all), "guidance");
    }

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await AllAsync(null, null, null, on.Session, on.Cancellation));

    private static Table TableOf(IEnumerable<PublicGuidance> notes) =>
        Table.Of(Columns, notes.OrderByDescending(note => note.BegunOn));

    /// <summary>One note in all its editions, and which of them holds on a day.</summary>
    /// <param name="number">Such as G-7K3M-92QF.</param>
    /// <param name="on">A day, such as 2026-11-30; today if nothing is said.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    [WolverineGet("/api/public/guidance/{number}")]
    public static async Task<Answer<GuidanceOnDay>> GetOne(
        string number, DateOnly? on, string? asOf, IQuerySession session, DateTimeOffset now,
        CancellationToken cancellation) =>
        Answers.Json(await AskAsync(
            number, on, PerformanceQuery.MomentOf(asOf), session, now, cancellation));

    /// <summary>Decisions and directives that rest on a note.</summary>
    /// <param name="number">Such as G-7K3M-92QF.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/public/guidance/{number}/citations")]
    public static async Task<Answer<Citations>> GetCitations(
        string number, string? after, int? limit, IQuerySession session, CancellationToken cancellation) =>
        Answers.Json(await CitationsAsync(number, after, limit, session, cancellation));

    public static async Task<PublicGuidanceNotes> ListAsync(
        string? state, string? department, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session,
        CancellationToken cancellation) =>
        Page(await AllAsync(state, department, asOf, session, cancellation), asOf, after, limit);

    public static async Task<GuidanceOnDay> AskAsync(
        string number, DateOnly? on, DateTimeOffset? asOf, IQuerySession session, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var note = await FindAsync(number, asOf, session, cancellation);
        var day = on ?? (asOf ?? now).Day();
        var known = asOf ?? DateTimeOffset.MaxValue;
        var clauses = await session.Query<Citation>().Where(one => one.Note == note.Number && one.RecordedAt <= known)
            .Select(one => one.Clause).ToListAsync(cancellation);
        return new(asOf, day, note, note.On(day)?.Edition,
            clauses.CountBy(clause => clause).OrderBy(one => one.Key, StringComparer.Ordinal)
                .ToDictionary(one => one.Key, one => one.Value));
    }

    public static async Task<Citations> CitationsAsync(
        string number, string? after, int? limit, IQuerySession session, CancellationToken cancellation)
    {
        var read = ReferenceNumber.Read(ReferenceNumber.Guidance, number) ?? number;
        var all = await session.Query<Citation>().Where(one => one.Note == read).ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(
            all, one => Paging.Place(0, -one.Sequence, one.Id), Paging.IsPlace, after, limit);
        // Where nothing rests on it, there may be no such note.
        if (total == 0) await FindAsync(number, null, session, cancellation);
        return new(read, items, total, next);
    }

    private static async Task<PublicGuidance> FindAsync(
        string number, DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var read = ReferenceNumber.Read(ReferenceNumber.Guidance, number);
        var known = read is null
            ? null
            : await session.Query<GuidanceNote>().Where(one => one.Number == read).SingleOrDefaultAsync(cancellation);
        var events = known is null
            ? []
            : await session.Events.FetchStreamAsync(known.Id, timestamp: asOf, token: cancellation);
        return PublicGuidance.Fold(events) is [var found]
            ? found
            : throw new Refused("guidance.number-unknown", number) { Status = 404 };
    }

    private static async Task<IReadOnlyList<PublicGuidance>> AllAsync(
        string? state, string? department, DateTimeOffset? asOf, IQuerySession session,
        CancellationToken cancellation)
    {
        if (state is { Length: > 0 } && !States.Contains(state))
            throw new Refused("guidance.state-unknown", state) { Status = 400 };
        return
        [
            .. PublicGuidance.Fold(await session.ReadAsync(Types, asOf, cancellation))
                .Where(note => (state is not { Length: > 0 } || note.State == state)
                    && (department is not { Length: > 0 } || note.Concerns(department))),
        ];
    }

    public static readonly IReadOnlyList<string> States =
        ["asked", "answered", "drafted", "issued", "repealed", "dropped"];

    private static PublicGuidanceNotes Page(
        IReadOnlyList<PublicGuidance> all, DateTimeOffset? asOf, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(all,
            note => Paging.Place(0, -note.BegunOn.DayNumber, note.GuidanceId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }
}
