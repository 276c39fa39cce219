using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EGov.Portal.SignIn;

/// <summary>Each way sign-in says no: its code, its status and what the reader is told.</summary>
public sealed record Refusal(string Code, int Status, Bilingual Title, Bilingual Advice)
{
    public const string SignInRequired = "sign-in.required";
    public const string RoleNotAllowed = "role.not-allowed";
    public const string TooManyAttempts = "sign-in.too-many";
    public const string SignInFailed = "sign-in.failed";
    public const string ReturnNotLocal = "sign-in.return-not-local";
    public const string FormExpired = "sign-in.form-expired";
    public const string IssuerUnreachable = "sign-in.issuer-unreachable";

    public static IReadOnlyDictionary<string, Refusal> All { get; } = new Refusal[]
    {
        new(SignInRequired, StatusCodes.Status401Unauthorized,
            new("برای این کار باید وارد شوید", "You need to sign in for this"),
            new("با یک توکن معتبر از صادرکنندهٔ همین سامانه دوباره درخواست دهید.",
                "Ask again with a valid token from the issuer of this platform.")),
        new(RoleNotAllowed, StatusCodes.Status403Forbidden,
            new("نقش شما اجازهٔ این کار را ندارد", "Your role does not allow this"),
            new("اگر این کار وظیفهٔ شماست، از مدیر دستگاه خود بخواهید نقش درست را به شما بدهد.",
                "If this is your duty, ask the head of your department for the right role.")),
        new(TooManyAttempts, StatusCodes.Status429TooManyRequests,
            new("تلاش برای ورود بیش از اندازه بود", "Too many attempts to sign in"),
            new("کمی صبر کنید و دوباره تلاش کنید.", "Wait a little and try again.")),
        new(SignInFailed, StatusCodes.Status400BadRequest,
            new("ورود شما کامل نشد", "Your sign-in was not completed"),
            new("شاید بیش از اندازه طول کشید یا صفحه دو بار باز شد. دوباره از آغاز وارد شوید.",
                "It may have taken too long, or the page was opened twice. Sign in again from the start.")),
        new(ReturnNotLocal, StatusCodes.Status400BadRequest,
            new("نشانی بازگشت در این سامانه نیست", "The address to return to is not on this site"),
            new("پس از ورود فقط به صفحه‌ای از همین سامانه برمی‌گردید.",
                "After signing in you return only to a page of this site.")),
        new(FormExpired, StatusCodes.Status400BadRequest,
            new("این فرم دیگر پذیرفته نمی‌شود", "This form is no longer accepted"),
            new("صفحه را دوباره باز کنید و از همان‌جا بفرستید.", "Open the page again and send the form from there.")),
        new(IssuerUnreachable, StatusCodes.Status503ServiceUnavailable,
            new("اکنون نمی‌توانیم کسی را وارد کنیم", "We cannot sign anybody in just now"),
            new("سامانهٔ ورود پاسخ نمی‌دهد. صفحه‌های همگانی مانند همیشه باز می‌شوند؛ چند دقیقهٔ دیگر دوباره تلاش کنید.",
                "The sign-in system does not answer. Public pages open as ever; try again in a few minutes.")),
    }.ToDictionary(refusal => refusal.Code);

    /// <summary>What a bare status means when nobody has written a body for it.</summary>
    public static Refusal? Behind(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => All[SignInRequired],
        StatusCodes.Status403Forbidden => All[RoleNotAllowed],
        StatusCodes.Status429TooManyRequests => All[TooManyAttempts],
        _ => null,
    };

    /// <summary>A page for a person, a problem (RFC 9457) for a machine, in the reader's language.</summary>
    public Task Write(HttpContext context)
    {
        var language = context.Request.ReadersLanguage;
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append("Vary", "Accept-Language");

        IResult answer = context.Request.IsForAPage
            ? new RazorComponentResult<RefusalPage>(new { Refusal = this, Language = language }) { StatusCode = Status }
            : TypedResults.Problem(
                type: $"urn:egov:rule:{Code}",
                title: Title.In(language),
                detail: Advice.In(language),
                statusCode: Status,
                extensions: new Dictionary<string, object?> { ["code"] = Code });
        return answer.ExecuteAsync(context);
    }
}

/// <summary>Who is asking, as far as the request alone tells.</summary>
internal static class Reader
{
    extension(HttpRequest request)
    {
        public bool IsForApi => request.Path.StartsWithSegments("/api");

        public bool OffersToken => request.Headers.Authorization.Count > 0;

        public bool IsForAPage =>
            !request.IsForApi
            && !request.OffersToken
            && request.GetTypedHeaders().Accept.Any(type => type.MediaType == MediaTypeNames.Text.Html);

        /// <summary>Somebody goes to a page: a picture or a script that asks has no use for one.</summary>
        public bool IsNavigation => request.Headers["Sec-Fetch-Mode"] is [] or ["navigate"];

        /// <summary>The path says it (<c>/fa</c>, <c>/en</c>), else the reader's browser, else it is Persian.</summary>
        public string ReadersLanguage =>
            LanguageOf(request.Path)
            ?? request.GetTypedHeaders().AcceptLanguage
                .Where(accepted => accepted.Quality is not 0)
                .OrderByDescending(accepted => accepted.Quality ?? 1)
                .Select(accepted => accepted.Value.ToString().Split('-')[0].ToLowerInvariant())
                .FirstOrDefault(language => language is "fa" or "en") ?? "fa";

        /// <summary>The page of this site that the reader was on, unless it was part of signing in.</summary>
        public string? CameFrom =>
            request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } page
            && page.Authority == request.Host.Value
            && RedirectHttpResult.IsLocalUrl(page.PathAndQuery)
            && !SignInPaths.Any(path => new PathString(page.AbsolutePath).StartsWithSegments(path))
                ? page.PathAndQuery
                : null;
    }

    private static readonly PathString[] SignInPaths = [SignIn.Path, SignIn.OutPath, DevelopmentIssuer.Root];

    public static string? LanguageOf(string? path) => path?.Split('/', '?') switch
    {
        ["", "fa", ..] => "fa",
        ["", "en", ..] => "en",
        _ => null,
    };
}
