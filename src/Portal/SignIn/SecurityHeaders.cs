namespace EGov.Portal.SignIn;

/// <summary>What a browser may do with an answer; an endpoint that needs a header otherwise sets it itself.</summary>
public static class SecurityHeaders
{
    /// <summary>Says of a page that any site may show it in a frame.</summary>
    public const string AnyFrame = "frame-ancestors *";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        // Browsers hold the redirects after a form to form-action too, and such a redirect may lead to the issuer.
        var issuer = app.ApplicationServices.GetService<SignInSettings>()?.Authority?.GetLeftPart(UriPartial.Authority);
        var policy = string.Join("; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            issuer is null ? "form-action 'self'" : $"form-action 'self' {issuer}");

        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Add(context, policy);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Add(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.TryAdd("Content-Security-Policy", policy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        if (!headers.ContentSecurityPolicy.ToString().Contains(AnyFrame, StringComparison.Ordinal))
            headers.TryAdd("X-Frame-Options", "DENY");
        // A path may hold a tracking number, which no other site is told.
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        if (context.Request.IsHttps && context.Request.Host.Host is not "localhost")
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000");

        // Desks share a machine: after sign-out the back button must not show a file.
        if (context.User.Identity is { IsAuthenticated: true }) headers.TryAdd("Cache-Control", "no-store");
    }
}
