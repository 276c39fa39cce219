using EGov.Proofs;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace EGov.Portal.Api;

/// <summary>Serves the ledger's public files as they lie, at the addresses of C2SP tlog-tiles.</summary>
public static class LedgerSite
{
    public static IApplicationBuilder UseLedgerSite(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<LedgerFolder>();
        Directory.CreateDirectory(folder.Path);
        return app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/ledger",
            FileProvider = new PhysicalFileProvider(folder.Path),
            ServeUnknownFileTypes = true,
            DefaultContentType = "text/plain; charset=utf-8",
            OnPrepareResponse = Describe,
        });
    }

    private static void Describe(StaticFileResponseContext file)
    {
        var response = file.Context.Response;
        var isTile = file.Context.Request.Path.StartsWithSegments("/ledger/tile");
        // A tile of a given width never changes; all else is short-lived.
        response.Headers[HeaderNames.CacheControl] =
            isTile ? "public, max-age=31536000, immutable" : "public, max-age=1";
        response.Headers[HeaderNames.AccessControlAllowOrigin] = "*";
        if (isTile) response.ContentType = "application/octet-stream";
    }
}
