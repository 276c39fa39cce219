using System.Reflection;
using System.Text;
using EGov.Casework;
using EGov.Proofs;
using EGov.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EGov.Audit;

/// <summary>What an auditor gets: a page as JSON, or the whole table as CSV, written out while it is read.</summary>
public sealed class AuditAnswer<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _value;
    private readonly string _name;
    private readonly IAsyncEnumerable<AuditRow>? _rows;
    private readonly ProveEvent? _prove;

    internal AuditAnswer(T? value, string name, IAsyncEnumerable<AuditRow>? rows, ProveEvent? prove) =>
        (_value, _name, _rows, _prove) = (value, name, rows, prove);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";
        if (_rows is null)
        {
            await response.WriteAsJsonAsync(_value, Answers.Options, cancellation);
            return;
        }

        response.ContentType = Form.Csv.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{_name}.csv\"";
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Transparency.Csv.Line([.. Columns.Select(column => column.Name), "leaf"]));
        await foreach (var some in _rows.Chunk(AtOnce).WithCancellation(cancellation))
        {
            var leaves = await _prove!.IndexesAsync([.. some.Select(row => row.Id)], cancellation);
            foreach (var row in some)
            {
                object? leaf = leaves.TryGetValue(row.Id, out var index) ? index : null;
                await writer.WriteAsync(Transparency.Csv.Line([.. Columns.Select(column => column.Value(row)), leaf]));
            }
        }
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.JsonType]));

    // So many rows are asked for their leaves at once.
    private const int AtOnce = 1_000;

    private static readonly (string Name, Func<AuditRow, object?> Value)[] Columns =
    [
        ("sequence", row => row.Sequence),
        ("type", row => row.Type),
        ("actor", row => row.Actor),
        ("rule", row => row.Rule),
        ("at", row => row.At),
        ("written", row => row.Written),
        ("gapSeconds", row => (row.Written - row.At).TotalSeconds),
        ("service", row => row.Service),
        ("department", row => row.Department),
        ("trackingNumber", row => row.Request is { } request ? TrackingNumber.Of(request) : null),
        ("request", row => row.Request?.ToString()),
        ("purpose", row => row.Purpose),
        ("id", row => row.Id.ToString()),
        ("stream", row => row.Stream.ToString()),
        ("version", row => row.Version),
        ("correlationId", row => row.CorrelationId),
        ("causationId", row => row.CausationId),
    ];
}

/// <summary>The two forms of such an answer.</summary>
public static class AuditAnswer
{
    public static AuditAnswer<T> Json<T>(T value) => new(value, "", null, null);

    /// <param name="name">What the file is called, without its ending.</param>
    /// <param name="prove">Says which leaf of the ledger each event is.</param>
    public static AuditAnswer<T> Csv<T>(IAsyncEnumerable<AuditRow> rows, string name, ProveEvent prove) =>
        new(default, name, rows, prove);
}
