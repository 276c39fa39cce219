using EGov.Oversight;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Letters as the public reads them, the latest first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicLetters(DateTimeOffset? AsOf, IReadOnlyList<PublicLetter> Items, int Total, string? Next);

/// <summary>What became of letters: the whole province, and each department.</summary>
/// <param name="ComputedFrom">The highest sequence among the events that are counted; 0 before the first.</param>
/// <param name="Minimum">Below so many letters with an effect no median is given.</param>
/// <param name="Definitions">What each figure means.</param>
public sealed record LetterCounts(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, LetterFigures Province,
    IReadOnlyList<LetterFigures> Departments, IReadOnlyList<Definition> Definitions);

public static class PublicLettersEndpoint
{
    internal static readonly Type[] Types =
    [
        typeof(LetterDrafted), typeof(LetterRegistered), typeof(LetterSent), typeof(LetterReceived),
        typeof(LetterEffectReported), typeof(LetterReturned), typeof(LetterEffectVerified), typeof(LetterRedated),
        typeof(LetterWithdrawn),
    ];

    /// <summary>Each letter that was sent or registered in one line, and how far it is.</summary>
    /// <param name="department">Only those that it sent, has in its register, or has to bring about.</param>
    /// <param name="wants">effect or information; all if nothing is said.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/letters")]
    public static async Task<Answer<PublicLetters>> Get(
        string? department, string? wants, string? asOf, string? after, int? limit, string? format,
        IQuerySession session, DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var book = await FoldAsync(session, moment, cancellation);
        var page = Page(book, moment, department, wants, after, limit);
        return Answers.Table(
            http.Request, form, page, TableOf(Of(book, department, wants), (moment ?? now).Day()), "letters");
    }

    /// <summary>Letters with and without effect, time to effect, loops, by department, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/letters/figures")]
    public static async Task<Answer<LetterCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, Handbook handbook, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, handbook, now, cancellation);
        return Answers.Table(http.Request, form, counts, LetterFigures.TableOf(counts), "letter-figures");
    }

    public static async Task<LetterCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation) =>
        Count(await session.ReadAsync(Types, asOf, cancellation), handbook, asOf, asOf ?? now);

    internal static LetterCounts Count(
        IReadOnlyList<IEvent> events, Handbook handbook, DateTimeOffset? asOf, DateTimeOffset at) =>
        LetterFigures.Count(LetterBook.Of(events), handbook, asOf, events.Last(), at.Day());

    public static async Task<PublicLetters> ListAsync(
        string? department, string? wants, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session,
        CancellationToken cancellation) =>
        Page(await FoldAsync(session, asOf, cancellation), asOf, department, wants, after, limit);

    private static PublicLetters Page(
        LetterBook book, DateTimeOffset? asOf, string? department, string? wants, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(Of(book, department, wants),
            one => Paging.Place(0, -one.Date.DayNumber, one.LetterId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }

    private static IEnumerable<PublicLetter> Of(LetterBook book, string? department, string? wants)
    {
        if (wants is not (null or "" or "effect" or "information"))
            throw new Refused("letters.wants-unknown", wants) { Status = 400 };
        return book.Letters.Where(one =>
            (string.IsNullOrEmpty(wants) || one.Wants == wants)
            && (string.IsNullOrEmpty(department) || one.Office == department || one.Doer == department
                || one.FromOffice == department));
    }

    private static async Task<LetterBook> FoldAsync(
        IQuerySession session, DateTimeOffset? asOf, CancellationToken cancellation) =>
        LetterBook.Of(await session.ReadAsync(Types, asOf, cancellation));

    internal static async Task<Table> TableAsync(TableReading on) => TableOf(
        Of(await FoldAsync(on.Session, null, on.Cancellation), null, null), on.Now.Day());

    private static Table TableOf(IEnumerable<PublicLetter> letters, DateOnly today) => Table.Of<PublicLetter>(
        [
            new("number", one => one.Number),
            new("direction", one => one.Direction),
            new("entry", one => one.Entry),
            new("office", one => one.Office),
            new("to", one => one.To),
            new("fromOffice", one => one.FromOffice),
            new("outside", one => one.IsOutside),
            new("received", one => one.Received),
            new("lineFa", one => one.Line.Fa),
            new("lineEn", one => one.Line.En),
            new("date", one => one.Date),
            new("wants", one => one.Wants),
            new("state", one => one.State),
            new("due", one => one.Due),
            new("reportedOn", one => one.ReportedOn),
            new("effectiveOn", one => one.EffectiveOn),
            new("workingDays", one => one.WorkingDays),
            new("late", one => one.IsLate(today)),
            new("returns", one => one.Returns),
            new("withdrawn", one => one.Withdrawn),
            new("imported", one => one.IsImported),
        ],
        letters.OrderByDescending(one => one.Date).ThenBy(one => one.LetterId));
}
