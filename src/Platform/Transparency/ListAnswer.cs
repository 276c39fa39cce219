using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EGov.Transparency;

/// <summary>
/// A list that not everybody may read: a page as JSON, or the whole table as CSV, written out while it is read.
/// </summary>
public sealed class ListAnswer<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _value;
    private readonly string? _fileName;
    private readonly IAsyncEnumerable<string>? _lines;

    internal ListAnswer(T? value, string? fileName, IAsyncEnumerable<string>? lines) =>
        (_value, _fileName, _lines) = (value, fileName, lines);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";
        if (_lines is null)
        {
            await response.WriteAsJsonAsync(_value, Answers.Options, cancellation);
            return;
        }

        response.ContentType = Form.Csv.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{_fileName}.csv\"";
        await using var writer = new StreamWriter(
            response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await foreach (var line in _lines.WithCancellation(cancellation)) await writer.WriteAsync(line);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.JsonType]));
}

/// <summary>The two forms of such an answer.</summary>
public static class ListAnswer
{
    public static ListAnswer<T> Json<T>(T value) => new(value, null, null);

    /// <param name="fileName">What the file is called, without its ending.</param>
    public static ListAnswer<T> Csv<T, TLine>(
        IAsyncEnumerable<TLine> lines, string fileName, IReadOnlyList<CsvColumn<TLine>> columns) =>
        new(default, fileName, lines
            .Select(line => EGov.Transparency.Csv.Line(columns.Select(column => column.Value(line))))
            .Prepend(EGov.Transparency.Csv.Line(columns.Select(column => column.Name))));
}
