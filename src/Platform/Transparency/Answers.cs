using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EGov.Transparency;

/// <summary>An answer to the public, written out once however often it is sent; its ETag is the digest of its bytes.</summary>
public sealed class Answer<T> : IResult, IEndpointMetadataProvider
{
    private readonly byte[] _body;
    private readonly string _contentType;
    private readonly string? _fileName;
    private readonly EntityTagHeaderValue _tag;

    private readonly FileStream? _file;

    internal Answer(T value, byte[] body, string contentType, string? fileName)
    {
        Value = value;
        (_body, _contentType, _fileName) = (body, contentType, fileName);
        _tag = Tags.Of(body);
    }

    /// <param name="file">What is sent, and gone once it is; it can be sent but once.</param>
    internal Answer(T value, FileStream file, ReadOnlySpan<byte> digest, string contentType, string fileName)
    {
        Value = value;
        (_body, _file, _contentType, _fileName) = ([], file, contentType, fileName);
        _tag = Tags.OfDigest(digest);
    }

    /// <summary>Whether it is the same for ever, so that nobody need ask for it again.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>What of the question makes another answer of it.</summary>
    internal string Vary { get; init; } = "Accept";

    /// <summary>What stands in the answer's header besides.</summary>
    internal IReadOnlyDictionary<string, string> Said { get; init; } = new Dictionary<string, string>();

    public T Value { get; }
    internal int Length => _body.Length;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var file = _file;
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = IsFinal ? "public, max-age=31536000, immutable" : "public, no-cache";
        response.Headers.Vary = Vary;
        foreach (var (name, value) in Said) response.Headers[name] = value;
        if (request.Knows(_tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = _contentType;
        response.ContentLength = file?.Length ?? _body.Length;
        if (_fileName is not null) response.Headers.ContentDisposition = $"attachment; filename=\"{_fileName}\"";
        if (file is not null) await file.CopyToAsync(response.Body, httpContext.RequestAborted);
        else await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.JsonType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }
}

/// <summary>The ETag of an answer is the digest of its bytes.</summary>
public static class Tags
{
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> body) => OfDigest(SHA256.HashData(body));

    /// <param name="digest">SHA-256 of the answer.</param>
    public static EntityTagHeaderValue OfDigest(ReadOnlySpan<byte> digest) =>
        new($"\"{Base64Url.EncodeToString(digest[..16])}\"");

    /// <summary>Whether who asks has that answer already.</summary>
    public static bool Knows(this HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known == EntityTagHeaderValue.Any || known.Compare(tag, useStrongComparison: false));
}

/// <summary>How answers are written.</summary>
internal static class Answers
{
    public const string JsonType = "application/json";

    // Persian stays readable; what a page could take for markup is still escaped.
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static Answer<T> Json<T>(T value) =>
        new(value, Bytes(value), Form.Json.ContentType, null);

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>An answer in JSON, or the table of it in another form.</summary>
    /// <param name="name">What the file is called, without its ending.</param>
    public static Answer<T> Table<T>(HttpRequest request, Form form, T value, Table table, string name) =>
        form == Form.Json ? Json(value)
        : new(value, table.Bytes(form, isRightToLeft: !request.WantsEnglish()), form.ContentType, $"{name}.{form.Name}")
        {
            Vary = form == Form.Xlsx ? "Accept, Accept-Language" : "Accept",
        };

    /// <summary>CSV where the query says so, or where the header Accept prefers it; JSON where nothing is said.</summary>
    public static bool IsCsvWanted(HttpRequest request, string? format) =>
        Form.Wanted(request, format, Form.Json, Form.Csv) == Form.Csv;
}
