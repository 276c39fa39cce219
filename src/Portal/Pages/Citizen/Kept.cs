using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace EGov.Pages.Citizen;

/// <summary>What a visitor's own browser keeps for him from page to page; only this portal can read it.</summary>
/// <remarks>
/// A cookie rather than hidden fields: each page is then an address of its own, so that going back, loading again
/// and changing the language lose nothing. A cookie rather than a session store: nothing rests on the server.
/// </remarks>
/// <param name="Life">Counts from the last writing; the browser forgets it sooner when it is closed.</param>
public sealed record Kept<T>(string Name, TimeSpan Life) where T : class
{
    /// <summary>Longer ones do not fit into the eight kilobytes that proxies allow a header.</summary>
    private const int MostCharacters = 6_000;

    private static readonly ChunkingCookieManager Cookies = new();

    /// <summary>The only paths that the browser sends it to.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["/"];

    /// <summary>Whether it also comes along when a link of another site is followed.</summary>
    public bool IsForLinks { get; init; }

    public T? Read(HttpContext http)
    {
        try
        {
            return Cookies.GetRequestCookie(http, Name) is { Length: > 0 } cookie ? Open(http, cookie) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException or InvalidDataException)
        {
            // Too old, of another key ring, or not ours: as good as none.
            return null;
        }
    }

    /// <returns>Whether it fits; if not, what was kept before stays.</returns>
    public bool Write(HttpContext http, T value)
    {
        var cookie = Close(http, value);
        if (cookie.Length > MostCharacters) return false;
        foreach (var path in Paths) Cookies.AppendResponseCookie(http, Name, cookie, Options(http, path));
        return true;
    }

    public void Forget(HttpContext http)
    {
        foreach (var path in Paths) Cookies.DeleteCookie(http, Name, Options(http, path));
    }

    private string Close(HttpContext http, T value)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.SmallestSize))
            JsonSerializer.Serialize(packing, value);
        return Base64Url.EncodeToString(Protector(http).Protect(packed.ToArray(), Life));
    }

    private T? Open(HttpContext http, string cookie)
    {
        var packed = Protector(http).Unprotect(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(cookie)));
        using var unpacking = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(unpacking);
    }

    private ITimeLimitedDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("EGov.Pages.Citizen.Kept", Name)
            .ToTimeLimitedDataProtector();

    private CookieOptions Options(HttpContext http, string path) => new()
    {
        Path = path,
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = IsForLinks ? SameSiteMode.Lax : SameSiteMode.Strict,
        IsEssential = true,
    };
}
