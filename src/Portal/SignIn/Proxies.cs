using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace EGov.Portal.SignIn;

/// <summary>List <c>Proxies</c>: whose word on the caller's address and on https is believed; else nobody's.</summary>
public static class Proxies
{
    /// <summary>Call first: quotas, throttles and the headers of safety read what it sets.</summary>
    /// <exception cref="InvalidOperationException">An entry is neither an address nor a network.</exception>
    public static IApplicationBuilder UseProxies(this WebApplication app)
    {
        var named = app.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        if (named.Length == 0) return app;
        // Each believed proxy names the one before it; the first that is not believed is the caller.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var (index, name) in named.Index())
            if (IPAddress.TryParse(name, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(name, out var network)) options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException(
                    $"Proxies:{index} is {name}; it must be an address such as 10.0.0.5, or a network 10.0.0.0/24.");
        return app.UseForwardedHeaders(options);
    }
}
