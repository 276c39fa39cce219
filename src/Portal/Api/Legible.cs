using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace EGov.Portal.Api;

/// <summary>What was sent is text that a table can hold: UTF-8, no null, no half character, not endless.</summary>
internal static class Legible
{
    public const int LongestBody = 1 << 20;
    private const int LongestText = 10_000;

    public static Refused Illegible => new("body.text-illegible") { Status = 400 };

    /// <summary>The address as it was sent: decoded leniently, a broken one would only seem to be understood.</summary>
    public static void CheckAddress(HttpContext http)
    {
        if (!IsAddress(http)) throw new Refused("address.illegible") { Status = 400 };
    }

    public static bool IsAddress(HttpContext http)
    {
        var target = Encoding.UTF8.GetBytes(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        ReadOnlySpan<byte> plain = WebUtility.UrlDecodeToBytes(target, 0, target.Length);
        return Utf8.IsValid(plain) && !plain.Contains((byte)0);
    }

    /// <summary>A form in parts may bring a null, which a form in an address's manner may not.</summary>
    public static bool IsForm(IFormCollection form) => !form.Any(field =>
        field.Key.Contains('\0', StringComparison.Ordinal)
        || field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true));

    /// <summary>How long a body may be here: an endpoint that takes files says so itself.</summary>
    public static long LongestFor(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LongestBody;

    /// <summary>The whole body, which whoever comes next can read again.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        var longest = LongestFor(http);
        var body = new MemoryStream();
        http.Response.RegisterForDispose(body);
        var buffer = new byte[8192];
        for (int read; (read = await ReadAsync(http, buffer)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > longest)
                throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
        }

        body.Position = 0;
        http.Request.Body = body;
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>The server tells of every broken chunk as a bad request, but of one whose size overflows.</summary>
    private static async ValueTask<int> ReadAsync(HttpContext http, Memory<byte> buffer)
    {
        try
        {
            return await http.Request.Body.ReadAsync(buffer, http.RequestAborted);
        }
        catch (IOException broken) when (broken.InnerException is OverflowException)
        {
            throw new BadHttpRequestException("Not a chunk's size.", StatusCodes.Status400BadRequest, broken);
        }
    }

    /// <summary>Looks at each text in it; whether it is JSON of the right shape is for its reader to say.</summary>
    /// <param name="mayHoldFile">Whether its member of the name content is a file in base64.</param>
    public static void CheckBody(ReadOnlySpan<byte> body, bool mayHoldFile)
    {
        // The one JSON text that is read without complaint and gives no command.
        if (body.Trim(" \t\r\n"u8).SequenceEqual("null"u8)) throw new Refused(Problems.BodyCode) { Status = 400 };
        var isLegible = Utf8.IsValid(body);
        var longest = 0;
        try
        {
            var json = new Utf8JsonReader(body);
            for (var isFile = false; isLegible && json.Read();)
            {
                if (json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
                var text = json.GetString()!;
                isLegible = !text.Contains('\0');
                if (!isFile) longest = Math.Max(longest, text.Length);
                isFile = mayHoldFile && json.TokenType is JsonTokenType.PropertyName && text is "content";
            }
        }
        catch (JsonException)
        {
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            isLegible = false;
        }

        if (!isLegible) throw Illegible;
        if (longest > LongestText) throw new Refused("body.text-too-long", LongestText) { Status = 422 };
    }
}
