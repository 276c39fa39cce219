using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Portal.SignIn;
using EGov.Portal.Texts;
using JasperFx;
using Marten.Exceptions;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace EGov.Portal.Api;

/// <summary>Every refusal of the API as a problem (RFC 9457) with its code, in the reader's language.</summary>
/// <remarks>
/// Before it refuses, it looks whether the same command had been carried out already under its key: then the first
/// answer is given again. A command that goes through costs nothing for this.
/// </remarks>
public sealed partial class Problems(RequestDelegate next, ILogger<Problems> logger)
{
    /// <summary>Below these everything is answered to programs.</summary>
    private static readonly string[] Answered = ["/api", "/ledger", "/open-data"];

    internal static bool Answers(PathString path) => Array.Exists(Answered, root => path.StartsWithSegments(root));

    public async Task InvokeAsync(HttpContext http, Replay replay, Throttle throttle)
    {
        if (!Answers(http.Request.Path))
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var refused = Read(e);
            if (refused is null) logger.LogError(e, "A request failed in a way that nobody expected.");
            if (http.Features.Get<Act>() is { Key: not null } act && await replay.TryAsync(http, act)) return;
            if (WasGuess(http, refused) && !throttle.Forgives(http))
                refused = new("secret.tried-too-often") { Status = 429 };
            await WriteAsync(http, refused ?? Failed);
            return;
        }

        if (!http.Response.HasStarted && http.Response is { StatusCode: >= 400, ContentLength: null or 0, ContentType: null })
            await WriteAsync(http, OfStatus(http.Response.StatusCode));
    }

    /// <summary>A secret was shown, and it was not the request's.</summary>
    private static bool WasGuess(HttpContext http, Refused? refused) =>
        refused?.Code is "tip.receipt-unknown"
        || (http.Request.Headers["Request-Secret"].Count > 0
            && refused?.Code is "tracking-number.no-such-pair" or "request.not-the-applicant");

    internal const string BodyCode = "body.not-as-described";

    internal static Refused Failed => new("platform.failed") { Status = 500 };

    /// <summary>What a status means that came without words.</summary>
    internal static Refused OfStatus(int status) => new(CodeOf(status)) { Status = status };

    internal static Refused KeyReused => new("idempotency.key-reused") { Status = 422 };

    /// <summary>What a failure means to the caller; null when it is ours alone.</summary>
    public static Refused? Read(Exception e) => e switch
    {
        Refused refused => refused,
        ConcurrencyException or JasperFx.Events.EventStreamUnexpectedMaxEventIdException
            or JasperFx.Events.ExistingStreamIdCollisionException or JasperFx.Events.StreamLockedException
            or ExistingStreamIdCollisionException or StreamLockedException => new("version.changed-meanwhile"),
        JsonException => new("body.malformed") { Status = 400 },
        BadHttpRequestException { StatusCode: 413 } => new("body.too-large") { Status = 413 },
        BadHttpRequestException bad => new("body.unreadable") { Status = bad.StatusCode },
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => new("version.written-twice"),
        AggregateException { InnerException: { } inner } => Read(inner),
        { InnerException: { } inner } => Read(inner),
        _ => null,
    };

    /// <summary>A problem that a library writes says the same as ours: a body that does not fit its command.</summary>
    public static void Name(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code")) return;
        var refused = new Refused(problem.Status is 400 ? BodyCode : CodeOf(problem.Status ?? 500));
        problem.Type = $"urn:egov:rule:{refused.Code}";
        problem.Title = Refusals.Title(refused, context.HttpContext.Request.ReadersLanguage);
        problem.Extensions["code"] = refused.Code;
        problem.Extensions["traceId"] = TraceOf(context.HttpContext);
        // Of the library's words only which member it is: they name our types.
        var member = Member.Match(problem.Detail ?? "");
        problem.Detail = member.Success ? member.Groups[1].Value.Trim() : null;
    }

    /// <summary>The id under which the log knows what happened.</summary>
    private static string TraceOf(HttpContext http) =>
        System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    [GeneratedRegex(@"(?:Path: |including: )([^|]+)")]
    private static partial Regex Member { get; }

    private static string CodeOf(int status) => status switch
    {
        400 => "request.malformed",
        404 => "resource.unknown",
        405 => "method.not-allowed",
        413 => "body.over-limit",
        415 => "body.not-json",
        _ => "request.not-served",
    };

    public static async Task WriteAsync(HttpContext http, Refused refused)
    {
        var language = http.Request.ReadersLanguage;
        var wait = http.Response.Headers.RetryAfter;
        http.Response.Clear();
        http.Response.Headers.RetryAfter = wait;
        http.Response.StatusCode = refused.Status;
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.Vary = "Accept-Language";
        if (refused.Status is StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "60";
        if (refused.Status is StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = CountReads.Header;
        var problem = new ProblemDetails
        {
            Type = $"urn:egov:rule:{refused.Code}",
            Title = Refusals.Title(refused, language),
            Status = refused.Status,
            Extensions =
            {
                ["code"] = refused.Code,
                ["traceId"] = TraceOf(http),
            },
        };
        if (refused.Member is { } pointer) problem.Extensions["pointer"] = pointer;
        await http.Response.WriteAsJsonAsync(
            problem, options: null, contentType: "application/problem+json", http.RequestAborted);
    }
}
