using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace EGov.Portal.SignIn;

/// <summary>How often one address may try to sign in, and how often its credentials may fail, in a minute.</summary>
public sealed class Throttle(int attemptsPerMinute, int failuresPerMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> attempts = PerAddress(attemptsPerMinute);
    private readonly PartitionedRateLimiter<HttpContext> failures = PerAddress(failuresPerMinute);

    /// <summary>Counts an attempt to sign in; when there were too many, the response becomes 429.</summary>
    public bool Admits(HttpContext context) => Take(attempts, context);

    /// <summary>Counts a credential that did not hold; when there were too many, the response becomes 429.</summary>
    public bool Forgives(HttpContext context) => Take(failures, context);

    public void Dispose()
    {
        attempts.Dispose();
        failures.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired) return true;

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromMinutes(1);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter =
            Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return false;
    }

    private static PartitionedRateLimiter<HttpContext> PerAddress(int permits) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetFixedWindowLimiter(Network(context.Connection.RemoteIpAddress), _ => new()
            {
                PermitLimit = permits,
                Window = TimeSpan.FromMinutes(1),
            }));

    // One household or office is given a whole /64 of IPv6 and could otherwise change its address at every attempt.
    internal static IPAddress Network(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
