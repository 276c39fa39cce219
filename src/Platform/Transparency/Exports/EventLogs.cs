using System.Globalization;
using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The requests as event logs for process mining, as of any size of the published ledger.</summary>
public sealed class EventLogs(LedgerSettings settings, PublishedLedger ledger, LongTables turns)
{
    private readonly PublishedCases _cases = new(settings);

    /// <summary>A log is computed while it is sent.</summary>
    /// <exception cref="Refused">Others are being written just now.</exception>
    public Task<IDisposable> TakeTurnAsync(CancellationToken cancellation) => turns.TakeTurnAsync(cancellation);

    /// <exception cref="Refused">Something is asked for that is not there.</exception>
    public EventLogAnswer Answer(Form form, CaseQuery query, Handbook handbook, long? size)
    {
        var head = ledger.At(size);
        if (query.Department is { } department && !handbook.Departments.ContainsKey(department))
            throw new Refused("log.department-unknown", department) { Status = 400 };
        if (query.Service is { } service && !handbook.Services.ContainsKey(service))
            throw new Refused("log.service-unknown", service) { Status = 400 };
        if (query.From > query.To) throw new Refused("log.days-reversed") { Status = 400 };
        // A log of the latest size bears its signature. One of a size that was asked for never changes, and has none:
        // of an older size no signature is kept.
        return new(this, form, query with { Size = head.Size }, size is null ? SignedAt(head) : null, size is not null);
    }

    /// <summary>Writes a whole log, in memory that does not grow with it.</summary>
    /// <param name="told">Is told how many events are written.</param>
    /// <param name="checkpoint">The checkpoint of that size, where it is at hand.</param>
    public Task WriteAsync(
        Form form, CaseQuery query, string? checkpoint, Stream to, CancellationToken cancellation,
        Action<long>? told = null)
    {
        var head = ledger.At(query.Size);
        return form == Form.Xes
            ? XesLog.WriteAsync(_cases, query, head, checkpoint, to, told, cancellation)
            : OcelLog.WriteAsync(_cases, query, head, checkpoint, to, told, cancellation);
    }

    /// <summary>The checkpoint of a size as it was signed; only of the latest.</summary>
    private string? SignedAt(TreeHead head) => ledger.Latest is var (note, latest) && latest == head ? note : null;
}

/// <summary>An event log, written out while it is computed.</summary>
public sealed class EventLogAnswer : IResult
{
    private readonly EventLogs _logs;
    private readonly Form _form;
    private readonly CaseQuery _query;
    private readonly string? _signed;
    private readonly bool _isFinal;

    internal EventLogAnswer(EventLogs logs, Form form, CaseQuery query, string? signed, bool isFinal) =>
        (_logs, _form, _query, _signed, _isFinal) = (logs, form, query, signed, isFinal);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        // Size, question and signature say all: the same events, written the same way.
        var tag = Tags.Of(Encoding.UTF8.GetBytes($"1 {_form.Name} {_query} {_signed}"));
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = _isFinal ? "public, max-age=31536000, immutable" : "public, no-cache";
        response.Headers["Ledger-Size"] = _query.Size.ToString(CultureInfo.InvariantCulture);
        if (request.Knows(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        using var turn = await _logs.TakeTurnAsync(httpContext.RequestAborted);
        response.ContentType = _form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"event-log-{_query.Size}.{_form.Name}\"";
        await _logs.WriteAsync(_form, _query, _signed, response.Body, httpContext.RequestAborted);
    }
}

public static class EventLogEndpoint
{
    /// <summary>Requests as an event log in XES (IEEE 1849), with public codes of staff and no other person.</summary>
    /// <param name="department">Only requests filed there.</param>
    /// <param name="service">Only requests for this service.</param>
    /// <param name="from">First day of filing, yyyy-MM-dd.</param>
    /// <param name="to">Last day of filing.</param>
    /// <param name="size">As of when the ledger had so many events; the latest if nothing is said.</param>
    [WolverineGet("/open-data/event-log.xes")]
    public static EventLogAnswer GetXes(
        string? department, string? service, DateOnly? from, DateOnly? to, long? size, EventLogs logs,
        Handbook handbook) =>
        logs.Answer(Form.Xes, new(0, Said(department), Said(service), from, to), handbook, size);

    /// <summary>Requests as an object-centric event log, OCEL 2.0 in JSON.</summary>
    /// <param name="department">Only requests filed there.</param>
    /// <param name="service">Only requests for this service.</param>
    /// <param name="from">First day of filing, yyyy-MM-dd.</param>
    /// <param name="to">Last day of filing.</param>
    /// <param name="size">As of when the ledger had so many events; the latest if nothing is said.</param>
    [WolverineGet("/open-data/event-log.jsonocel")]
    public static EventLogAnswer GetOcel(
        string? department, string? service, DateOnly? from, DateOnly? to, long? size, EventLogs logs,
        Handbook handbook) =>
        logs.Answer(Form.Ocel, new(0, Said(department), Said(service), from, to), handbook, size);

    private static string? Said(string? code) => code is { Length: > 0 } ? code : null;
}
