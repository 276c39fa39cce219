using System.Security.Cryptography;
using System.Text;
using EGov.Casework;
using EGov.Organisation;
using EGov.Portal.SignIn;
using EGov.Privacy;
using Marten;

namespace EGov.Portal.Api;

/// <summary>Opens the frame of an act for every request to the host, from what the caller is and says.</summary>
public sealed class BeginAct(RequestDelegate next)
{
    private const int LongestKey = 200;

    public async Task InvokeAsync(
        HttpContext http, HandbookShelf shelf, MasterKey master, IDocumentStore store,
        [FromKeyedServices(Clock.OfActs)] TimeProvider clock)
    {
        var isForPrograms = Problems.Answers(http.Request.Path);
        var isCommand = http.Request.Path.StartsWithSegments("/api") && HttpMethods.IsPost(http.Request.Method);
        if (isForPrograms) Legible.CheckAddress(http);
        if (isCommand && !http.Request.HasJsonContentType())
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (isForPrograms && http.Request.RouteValues.Values.Any(IsNobodys))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var key = isCommand ? KeyOf(http) : null;
        var act = new Act
        {
            Actor = await OfOwnAsync(http, ActorOf(http, master), master, store),
            Now = clock.GetUtcNow(),
            Handbook = shelf.Current,
            Key = key,
            Fingerprint = key is null ? null : await FingerprintAsync(http),
            ExpectedVersion = isCommand ? ExpectedVersion(http) : null,
            CorrelationId = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        };
        http.Features.Set(act);
        http.Response.OnStarting(() =>
        {
            // A read that puts itself on record writes to another stream than that of the file it shows.
            if (isCommand && act.Written.Version > 0) http.Response.Headers.ETag = $"\"{act.Written.Version}\"";
            return Task.CompletedTask;
        });
        using (Act.Begin(act)) await next(http);
    }

    /// <summary>
    /// The signed-in person or machine; else a citizen, who may hold the secret of the request he names. Where a key of
    /// open data is asked for, whoever holds it, and nobody else.
    /// </summary>
    public static Actor ActorOf(HttpContext http, MasterKey master)
    {
        if (http.Features.Get<ApiKey>() is { } key) return new(Roles.Citizen, $"{key.Id}", Client: key.Id);
        var user = http.User;
        var name = user.Identity?.Name ?? "citizen";
        return new(name.Split(':')[0], user.StaffCode ?? "", user.DepartmentScope, user.PrivacySubject,
            http.GetRouteValue("requestId") is string route && Guid.TryParse(route, out var request)
            && master.Opens(request, http.Request.Headers["Request-Secret"])
                ? request
                : null);
    }

    /// <summary>One's own data is asked for without a request in the path: a receipt's number names it.</summary>
    private static async Task<Actor> OfOwnAsync(HttpContext http, Actor actor, MasterKey master, IDocumentStore store)
    {
        var number = http.Request.Headers["Tracking-Number"].ToString();
        if (number.Length == 0 || !http.Request.Path.StartsWithSegments("/api/my")) return actor;
        await using var session = store.QuerySession();
        var request = await MyRequestsEndpoint.FindAsync(
            number, http.Request.Headers["Request-Secret"], session, master, actor, http.RequestAborted);
        return actor with { Holds = request.Id };
    }

    /// <summary>Nothing has the id of zeros, and a stream may not be asked for by it.</summary>
    private static bool IsNobodys(object? value) =>
        value is string text && Guid.TryParse(text, out var id) && id == Guid.Empty;

    private static string KeyOf(HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) throw new Refused("idempotency.key-missing") { Status = 400 };
        if (key.Length > LongestKey || key.Any(char.IsControl))
            throw new Refused("idempotency.key-wrong", LongestKey) { Status = 400 };
        return key;
    }

    private static long? ExpectedVersion(HttpContext http)
    {
        var value = http.Request.Headers.IfMatch.ToString();
        if (value.Length == 0 || value == "*") return null;
        return long.TryParse(value.Trim().Trim('"'), out var version) && version > 0
            ? version
            : throw new Refused("version.not-a-version") { Status = 400 };
    }

    private static async Task<string> FingerprintAsync(HttpContext http)
    {
        var body = await Legible.ReadBodyAsync(http);
        Legible.CheckBody(body.Span, mayHoldFile: Legible.LongestFor(http) > Legible.LongestBody);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
