using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EGov.Portal.Api;

/// <summary>How the server reads what comes over the wire: one way, so that no proxy reads another.</summary>
internal static class Wire
{
    // A line ends with CR and LF: where a proxy and a server differ about a bare LF, a request hides in another.
    private const string NoBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    public static void Harden(KestrelServerOptions server)
    {
        AppContext.SetSwitch(NoBareLineFeeds, true);
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = Legible.LongestBody;
    }
}
