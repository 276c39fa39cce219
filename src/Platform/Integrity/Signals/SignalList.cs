using System.Globalization;
using System.Runtime.CompilerServices;
using EGov.Casework;
using EGov.Privacy;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>A signal as those see it who look into it: a reason to open a file, and never a verdict.</summary>
/// <param name="From">First day of the window; none where one file or act gave the reason.</param>
/// <param name="N">How many cases it was measured on.</param>
/// <param name="Value">What was measured, in the unit of the indicator's formula.</param>
/// <param name="Evidence">How many events it rests on.</param>
/// <param name="Answers">How often the officer concerned answered.</param>
/// <param name="Disposition">explained, data-error, referred, or confirmed; none while nothing was said.</param>
public sealed record SignalLine(
    Guid SignalId, string Indicator, int Version, Text Title, DateOnly? From, DateOnly Found, string? Service,
    string? Department, string? Officer, Guid? RequestId, string? TrackingNumber, int N, double Value, int Evidence,
    int Answers, string? Disposition, string? Ground, string? DisposedBy, DateTimeOffset? DisposedAt)
{
    internal static SignalLine Of(Signal signal, SignalReview? review) => new(
        signal.Id, signal.Indicator, signal.Version, TitleOf(signal), signal.From,
        signal.Found, signal.Service, signal.Department, signal.Officer, signal.Request, signal.TrackingNumber,
        signal.N, signal.Value, signal.EvidenceTotal, review?.Answers.Count ?? 0, review?.Latest?.Disposition,
        review?.Latest?.Ground, review?.Latest?.Officer, review?.Latest?.At);

    /// <summary>The line as a table has it.</summary>
    internal static readonly IReadOnlyList<CsvColumn<SignalLine>> Columns =
    [
        new("signal", line => line.SignalId.ToString()),
        new("indicator", line => line.Indicator),
        new("version", line => line.Version),
        new("from", line => line.From),
        new("found", line => line.Found),
        new("service", line => line.Service),
        new("department", line => line.Department),
        new("officer", line => line.Officer),
        new("trackingNumber", line => line.TrackingNumber),
        new("n", line => line.N),
        new("value", line => line.Value),
        new("evidence", line => line.Evidence),
        new("answers", line => line.Answers),
        new("disposition", line => line.Disposition),
        new("ground", line => line.Ground),
        new("disposedBy", line => line.DisposedBy),
        new("disposedAt", line => line.DisposedAt),
    ];

    private static Text TitleOf(Signal signal) => EGov.Integrity.Indicator.Find(signal.Indicator)!.Title;
}

/// <summary>A page of signals, the latest found first.</summary>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record SignalPage(IReadOnlyList<SignalLine> Items, int Total, string? Next);

/// <summary>What is asked of the signals; whatever is not understood is refused, never ignored.</summary>
/// <param name="State">open, answered, or disposed.</param>
/// <param name="From">First day on which it was found.</param>
public sealed record SignalQuery(
    string? Indicator = null, string? Service = null, string? Department = null, string? Officer = null,
    Guid? Request = null, string? State = null, DateOnly? From = null, DateOnly? To = null)
{
    public static readonly IReadOnlyList<string> States = ["open", "answered", "disposed"];

    public static async Task<SignalQuery> ReadAsync(
        string? indicator, string? service, string? department, string? officer, string? request, string? state,
        DateOnly? from, DateOnly? to, IQuerySession session, CancellationToken cancellation) => new(
        Said(indicator), Said(service), Said(department), Said(officer),
        Said(request) is { } file ? await FileAsync(file, session, cancellation) : null, Said(state), from, to);

    /// <summary>All that answer it, the latest found first.</summary>
    public async Task<IQueryable<Signal>> InAsync(
        IQuerySession session, Handbook handbook, CancellationToken cancellation)
    {
        if (From > To) throw new Refused("signals.period-reversed", From, To) { Status = 400 };
        IQueryable<Signal> signals = session.Query<Signal>();
        if (Indicator is { } indicator)
        {
            if (EGov.Integrity.Indicator.Find(indicator) is null)
                throw new Refused("signals.indicator-unknown", indicator) { Status = 400 };
            signals = signals.Where(signal => signal.Indicator == indicator);
        }

        if (Service is { } service)
        {
            if (!handbook.Services.ContainsKey(service))
                throw new Refused("signals.service-unknown", service) { Status = 400 };
            signals = signals.Where(signal => signal.Service == service);
        }

        MustKnow(Department, handbook);
        if (Department is { } department) signals = signals.Where(signal => signal.Department == department);

        if (State is { } state)
        {
            if (!States.Contains(state)) throw new Refused("signals.state-unknown", state) { Status = 400 };
            var reviews = await session.Query<SignalReview>().ToListAsync(cancellation);
            var disposed = reviews.Where(review => review.Latest is not null).Select(review => review.Id).ToArray();
            var answered = reviews.Where(review => review is { Latest: null, Answers.Count: > 0 })
                .Select(review => review.Id).ToArray();
            signals = state switch
            {
                "disposed" => signals.Where(signal => signal.Id.IsOneOf(disposed)),
                "answered" => signals.Where(signal => signal.Id.IsOneOf(answered)),
                _ => signals.Where(signal => !signal.Id.IsOneOf(disposed)),
            };
        }

        if (Officer is { } officer) signals = signals.Where(signal => signal.Officer == officer);
        if (Request is { } request) signals = signals.Where(signal => signal.Request == request);
        if (From is { } from) signals = signals.Where(signal => signal.Found >= from);
        if (To is { } to) signals = signals.Where(signal => signal.Found <= to);
        return signals;
    }

    internal static void MustKnow(string? department, Handbook handbook)
    {
        if (department is not null && !handbook.Departments.ContainsKey(department))
            throw new Refused("signals.department-unknown", department) { Status = 400 };
    }

    public async Task<SignalPage> PageAsync(
        IQuerySession session, Handbook handbook, string? after, int? limit, CancellationToken cancellation)
    {
        var size = Paging.SizeOf(limit);
        var before = long.MaxValue;
        if (after is { Length: > 0 }
            && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            throw Paging.WrongCursor;
        var all = await InAsync(session, handbook, cancellation);
        var total = await all.CountAsync(cancellation);
        var found = await all.Where(signal => signal.Number < before).OrderByDescending(signal => signal.Number)
            .Take(size + 1).ToListAsync(cancellation);
        List<Signal> shown = [.. found.Take(size)];
        return new(await LinesAsync(shown, session, cancellation), total,
            found.Count > size ? shown[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>All of them, for a table; read as they are taken.</summary>
    public async IAsyncEnumerable<SignalLine> AllAsync(
        IQuerySession session, Handbook handbook,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = (string?)""; after is not null;)
        {
            var page = await PageAsync(session, handbook, after, Paging.Most, cancellation);
            foreach (var line in page.Items) yield return line;
            after = page.Next;
        }
    }

    /// <summary>Puts on record that signals are read: who looks at whom is seen as well.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public Task RecordAsync(
        IDocumentStore store, MasterKey master, Actor actor, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation) =>
        Listing.RecordAsync(store, master, actor, $"signals {this}", isContinued, now, cancellation);

    internal static async Task<IReadOnlyList<SignalLine>> LinesAsync(
        IReadOnlyList<Signal> signals, IQuerySession session, CancellationToken cancellation)
    {
        var reviews = (await session.LoadManyAsync<SignalReview>(cancellation, [.. signals.Select(one => one.Id)]))
            .ToDictionary(review => review.Id);
        return [.. signals.Select(signal => SignalLine.Of(signal, reviews.GetValueOrDefault(signal.Id)))];
    }

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static async Task<Guid> FileAsync(string file, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(file, out var id)) return id;
        var number = TrackingNumber.Read(file) ?? throw new Refused("signals.request-unknown") { Status = 404 };
        var found = await session.Query<Signal>().Where(signal => signal.TrackingNumber == number)
            .FirstOrDefaultAsync(cancellation);
        return found?.Request ?? Guid.Empty;
    }
}

public static class SignalListEndpoint
{
    /// <summary>
    /// Reasons to open a file, the latest found first; none of them a verdict. The reading is recorded.
    /// </summary>
    /// <param name="indicator">F01 to F22.</param>
    /// <param name="officer">Public code of the officer concerned.</param>
    /// <param name="request">The request's id or its tracking number.</param>
    /// <param name="state">open, answered, or disposed.</param>
    /// <param name="from">First day on which it was found, yyyy-MM-dd.</param>
    /// <param name="to">Last day on which it was found.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json, a page; or csv, all of them at once. The header Accept says it as well.</param>
    [WolverineGet("/api/audit/signals")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task<ListAnswer<SignalPage>> Get(
        string? indicator, string? service, string? department, string? officer, string? request, string? state,
        DateOnly? from, DateOnly? to, string? after, int? limit, string? format, IDocumentStore store,
        IQuerySession session, MasterKey master, Handbook handbook, Actor actor, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var query = await SignalQuery.ReadAsync(
            indicator, service, department, officer, request, state, from, to, session, cancellation);
        var isCsv = Answers.IsCsvWanted(http, format);
        // What is refused was not read, and is not on record as read.
        var page = await query.PageAsync(session, handbook, isCsv ? null : after, limit, cancellation);
        await query.RecordAsync(store, master, actor, after is { Length: > 0 } && !isCsv, now, cancellation);
        return isCsv
            ? ListAnswer.Csv<SignalPage, SignalLine>(
                query.AllAsync(session, handbook, cancellation), "signals", SignalLine.Columns)
            : ListAnswer.Json(page);
    }
}
