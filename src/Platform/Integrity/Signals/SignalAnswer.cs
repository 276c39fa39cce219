using System.Reflection;
using System.Text;
using EGov.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EGov.Integrity;

/// <summary>
/// Signals for who looks into them: a page as JSON, or the whole table as CSV, written out while it is read.
/// </summary>
public sealed class SignalAnswer<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _value;
    private readonly IAsyncEnumerable<SignalLine>? _lines;

    internal SignalAnswer(T? value, IAsyncEnumerable<SignalLine>? lines) => (_value, _lines) = (value, lines);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";
        if (_lines is null)
        {
            await response.WriteAsJsonAsync(_value, Answers.Options, cancellation);
            return;
        }

        response.ContentType = Answers.CsvType;
        response.Headers.ContentDisposition = "attachment; filename=\"signals.csv\"";
        await using var writer = new StreamWriter(
            response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync(Csv.Line(Columns.Select(column => column.Name)));
        await foreach (var line in _lines.WithCancellation(cancellation))
            await writer.WriteAsync(Csv.Line(Columns.Select(column => column.Value(line))));
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.JsonType]));

    private static readonly (string Name, Func<SignalLine, object?> Value)[] Columns =
    [
        ("signal", line => line.SignalId.ToString()),
        ("indicator", line => line.Indicator),
        ("version", line => line.Version),
        ("from", line => line.From),
        ("found", line => line.Found),
        ("service", line => line.Service),
        ("department", line => line.Department),
        ("officer", line => line.Officer),
        ("trackingNumber", line => line.TrackingNumber),
        ("n", line => line.N),
        ("value", line => line.Value),
        ("evidence", line => line.Evidence),
        ("answers", line => line.Answers),
        ("disposition", line => line.Disposition),
        ("ground", line => line.Ground),
        ("disposedBy", line => line.DisposedBy),
        ("disposedAt", line => line.DisposedAt),
    ];
}

/// <summary>The two forms of such an answer.</summary>
public static class SignalAnswer
{
    public static SignalAnswer<T> Json<T>(T value) => new(value, null);

    public static SignalAnswer<T> Csv<T>(IAsyncEnumerable<SignalLine> lines) => new(default, lines);
}
