using System.Globalization;
using System.Threading.RateLimiting;
using EGov.Organisation;
using EGov.Portal.SignIn;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>Section <c>Quotas</c>: how often open data is read in a window of time.</summary>
internal sealed record QuotaSettings
{
    /// <summary>By one address that shows no key.</summary>
    public int? PerAddress { get; init; }

    /// <summary>With one key, from wherever it comes.</summary>
    public int? PerKey { get; init; }

    public int WindowSeconds { get; init; } = 60;
}

/// <summary>Counts who reads open data how often: windows begin with the clock's, for all at once.</summary>
internal sealed class Quotas : IDisposable
{
    private readonly PartitionedRateLimiter<Reader> _limiter;
    private readonly int _perAddress, _perKey, _window;
    private readonly TimeProvider _clock;

    /// <exception cref="InvalidOperationException">The configuration leaves nothing to read.</exception>
    public Quotas(QuotaSettings settings, SignInSettings signIn, TimeProvider clock)
    {
        // Everybody who reads beside the development issuer sits at this machine: one developer and a thousand tests.
        var isDevelopment = signIn.Authority is null;
        _perAddress = settings.PerAddress ?? (isDevelopment ? 100_000 : 300);
        _perKey = settings.PerKey ?? (isDevelopment ? 1_000_000 : 6000);
        (_window, _clock) = (settings.WindowSeconds, clock);
        if (_perAddress < 1 || _perKey < 1)
            throw new InvalidOperationException("Quotas:PerAddress and Quotas:PerKey must be 1 or more.");
        if (_window is < 1 or > 86_400)
            throw new InvalidOperationException("Quotas:WindowSeconds must be between 1 and 86400, a day.");
        _limiter = PartitionedRateLimiter.Create<Reader, Reader>(reader =>
            RateLimitPartition.GetFixedWindowLimiter(reader, of => new()
            {
                PermitLimit = of.Limit,
                Window = TimeSpan.FromSeconds(_window),
            }));
    }

    public Quota TakeForAddress(HttpContext http) =>
        Take(Throttle.Network(http.Connection.RemoteIpAddress).ToString(), _perAddress);

    public Quota TakeForKey(ApiKey key) => Take($"{key.Id}", _perKey);

    public void Dispose() => _limiter.Dispose();

    private Quota Take(string who, int limit)
    {
        var (window, gone) = Math.DivRem(_clock.GetUtcNow().ToUnixTimeSeconds(), _window);
        var reader = new Reader(who, limit, window);
        using var lease = _limiter.AttemptAcquire(reader);
        return new(lease.IsAcquired, limit, _limiter.GetStatistics(reader)?.CurrentAvailablePermits ?? 0,
            _window - gone, _window);
    }

    // A window is part of the name, so that each begins anew; what it leaves behind the limiter clears away.
    private sealed record Reader(string Who, int Limit, long Window);
}

/// <summary>What is left to a reader in this window.</summary>
internal sealed record Quota(bool IsWithin, int Limit, long Remaining, long Reset, int Window)
{
    /// <summary>RateLimit fields of draft-ietf-httpapi-ratelimit-headers-06, and Retry-After of RFC 9110.</summary>
    public Task Tell(HttpResponse response)
    {
        response.Headers["RateLimit-Limit"] = Text(Limit);
        response.Headers["RateLimit-Remaining"] = Text(Remaining);
        response.Headers["RateLimit-Reset"] = Text(Reset);
        response.Headers["RateLimit-Policy"] = $"{Text(Limit)};w={Text(Window)}";
        if (response.StatusCode is StatusCodes.Status429TooManyRequests) response.Headers.RetryAfter = Text(Reset);
        return Task.CompletedTask;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Lets open data be read as often as the quota of an address, or of a key, has it.</summary>
internal sealed class CountReads(RequestDelegate next, Quotas quotas)
{
    public const string Header = "Api-Key";

    private sealed record Counted(bool NeedsKey);

    public static void Mark(HttpChain chain)
    {
        var route = $"/{chain.RoutePattern!.RawText!.TrimStart('/')}";
        var lines = chain.HttpMethods.Select(method => Access.Of(method, route)).OfType<AccessLine>().ToList();
        if (lines.Exists(line => line.IsCounted))
            chain.Metadata.WithMetadata(new Counted(lines.Exists(line => line.NeedsKey)));
    }

    public async Task InvokeAsync(HttpContext http, HandbookShelf shelf)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Counted>() is { } counted)
        {
            var key = Count(http, shelf.Current);
            // Who acts by a key is its holder, whatever else he shows.
            if (counted.NeedsKey) http.Features.Set(key ?? throw new Refused("api-key.missing") { Status = 401 });
        }

        await next(http);
    }

    /// <returns>The key that is shown; none where none is.</returns>
    private ApiKey? Count(HttpContext http, Handbook handbook)
    {
        var shown = http.Request.Headers[Header].ToString();
        var known = ApiKey.IdIn(shown) is { } id ? handbook.ApiKeys.GetValueOrDefault(id) : null;
        var key = known?.IsOpenedBy(shown) is true ? known : null;
        // Who shows a wrong key pays by his address, so that keys cannot be tried out for nothing.
        var quota = key is null ? quotas.TakeForAddress(http) : quotas.TakeForKey(key);
        http.Response.OnStarting(() => quota.Tell(http.Response));
        if (!quota.IsWithin) throw new Refused("quota.used-up") { Status = 429 };
        if (shown.Length > 0 && key is null) throw new Refused("api-key.not-valid") { Status = 403 };
        return key;
    }
}
