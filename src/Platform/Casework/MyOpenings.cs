using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>Who used a citizen's data: the answer of Estonia's data tracker (FindUsageResponse), and more.</summary>
/// <param name="TotalUsages">All usages of the period, however many of them are given here.</param>
public sealed record MyOpenings(int TotalUsages, IReadOnlyList<Usage> Usages);

/// <param name="Logtime">When the file was opened.</param>
/// <param name="Action">What for, in words of the reader's language.</param>
/// <param name="ReceiverCode">The department whose member of staff opened it; the role where he has none.</param>
/// <param name="ReceiverName">The department's name in the reader's language.</param>
/// <param name="ReceiverSystem">The system in which it was opened: this one.</param>
/// <param name="Officer">The public code of who opened it.</param>
/// <param name="IsExplained">Whether he had no open task and gave an explanation instead.</param>
public sealed record Usage(
    DateTimeOffset Logtime, string Action, string ReceiverCode, string ReceiverName, string ReceiverSystem,
    Guid RequestId, string TrackingNumber, string Purpose, string Officer, string Role, bool IsExplained);

/// <param name="PeriodStart">Since when openings are kept: the day of the first request.</param>
public sealed record UsagePeriod(DateTimeOffset PeriodStart);

/// <param name="Status">OK.</param>
public sealed record Heartbeat(string Status);

public static class MyOpeningsEndpoint
{
    public const int Most = 1000;
    private const string ThisSystem = "EGov";

    /// <summary>What a file was opened for, as its applicant is told.</summary>
    private static readonly Dictionary<string, Text> Actions = new()
    {
        ["papers"] = new("بررسی کامل بودن مدارک", "Checking that the papers are complete"),
        ["decision"] = new("تصمیم‌گیری دربارهٔ درخواست", "Deciding the request"),
        ["referral"] = new("دادن نظر دربارهٔ درخواست", "Giving an opinion on the request"),
        ["appeal"] = new("رسیدگی به تجدیدنظر", "Hearing the appeal"),
        ["supervision"] = new("سرپرستی کار دستگاه", "Supervising the department's work"),
        ["audit"] = new("بازرسی", "Audit"),
        ["complaint"] = new("رسیدگی به شکایت", "Looking into a complaint"),
        ["investigation"] = new("بررسی قانونی", "Lawful investigation"),
        ["openings"] = new("خواندن فهرست گشودن‌های پرونده", "Reading who had opened the file"),
        ["explanation"] = new("خواندن توضیح یک گشودن", "Reading the explanation of an opening"),
    };

    private static readonly Dictionary<string, Text> RoleNames = new()
    {
        ["auditor"] = new("بازرسی", "Audit"),
        ["integrity"] = new("سلامت اداری", "Integrity"),
    };

    /// <summary>Everybody who opened one of your files, the latest first.</summary>
    /// <param name="periodStart">Only from this instant on.</param>
    /// <param name="periodEnd">Only until this instant.</param>
    /// <param name="offset">How many to leave out; none if nothing is said.</param>
    /// <param name="limit">1 to 1000; 1000 if nothing is said.</param>
    [WolverineGet("/api/my/openings")]
    public static async Task<MyOpenings> Get(
        DateTimeOffset? periodStart, DateTimeOffset? periodEnd, int? offset, int? limit, Actor actor,
        IQuerySession session, Withheld withheld, Handbook handbook, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation) =>
        await FindAsync(await MineAsync(actor, session, cancellation), new(periodStart, periodEnd, offset, limit),
            session, withheld, handbook, now, http, cancellation);

    /// <summary>The same for one request, for who holds the secret of its receipt or filed it signed in.</summary>
    /// <param name="periodStart">Only from this instant on.</param>
    /// <param name="periodEnd">Only until this instant.</param>
    /// <param name="offset">How many to leave out; none if nothing is said.</param>
    /// <param name="limit">1 to 1000; 1000 if nothing is said.</param>
    [WolverineGet("/api/requests/{trackingNumber}/openings")]
    public static async Task<MyOpenings> GetOfOne(
        string trackingNumber, [FromHeader(Name = "Request-Secret")] string? secret, DateTimeOffset? periodStart,
        DateTimeOffset? periodEnd, int? offset, int? limit, IQuerySession session, MasterKey master,
        Withheld withheld, Actor actor, Handbook handbook, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var mine = await MyRequestsEndpoint.FindAsync(
            trackingNumber, secret, session, master, actor, cancellation);
        return await FindAsync([mine], new(periodStart, periodEnd, offset, limit), session, withheld, handbook, now,
            http, cancellation);
    }

    /// <summary>Since when it can be said who opened your files.</summary>
    [WolverineGet("/api/my/openings/usage-period")]
    public static async Task<UsagePeriod> GetPeriod(
        Actor actor, IQuerySession session, DateTimeOffset now, CancellationToken cancellation) =>
        new((await MineAsync(actor, session, cancellation)).Select(request => request.SubmittedAt)
            .DefaultIfEmpty(now).Min());

    /// <summary>Whether it can be asked now who opened a file.</summary>
    [WolverineGet("/api/my/openings/heartbeat")]
    public static Heartbeat GetHeartbeat() => new("OK");

    /// <summary>The requests of a signed-in citizen.</summary>
    public static Task<IReadOnlyList<Request>> MineAsync(
        Actor actor, IQuerySession session, CancellationToken cancellation)
    {
        var subject = actor.Subject ?? Guid.Empty;
        return session.Query<Request>().Where(request => request.Applicant == subject).ToListAsync(cancellation);
    }

    private static async Task<MyOpenings> FindAsync(
        IReadOnlyList<Request> mine, Asked asked, IQuerySession session, Withheld withheld, Handbook handbook,
        DateTimeOffset now, HttpRequest http, CancellationToken cancellation)
    {
        asked.Check();
        var isEnglish = http.WantsEnglish();
        var numbers = mine.ToDictionary(request => request.Id, request => request.TrackingNumber);
        var openings = await FileOpening.OfAsync([.. numbers.Keys], session, withheld, now, cancellation);
        var found = openings
            .Where(opening => !(opening.At < asked.PeriodStart) && !(opening.At > asked.PeriodEnd))
            .OrderByDescending(opening => opening.At).ThenByDescending(opening => opening.Id).ToList();
        return new(found.Count,
        [
            .. found.Skip(asked.Offset ?? 0).Take(asked.Limit ?? Most).Select(opening => new Usage(
                opening.At, Said(Actions.GetValueOrDefault(opening.Purpose), opening.Purpose),
                opening.Department ?? opening.Role, ReceiverOf(opening), ThisSystem, opening.Request,
                numbers[opening.Request], opening.Purpose, opening.Reader, opening.Role, opening.IsExplained)),
        ]);

        string Said(Text? text, string code) => text is null ? code : isEnglish ? text.En : text.Fa;

        string ReceiverOf(FileOpening opening) => opening.Department is { } department
            ? Said(handbook.Departments.GetValueOrDefault(department)?.Name, department)
            : Said(RoleNames.GetValueOrDefault(opening.Role), opening.Role);
    }

    private sealed record Asked(DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd, int? Offset, int? Limit)
    {
        public void Check()
        {
            if (PeriodStart > PeriodEnd) throw new Refused("openings.period-reversed") { Status = 400 };
            if (Offset < 0) throw new Refused("openings.offset-negative") { Status = 400 };
            if (Limit is < 1 or > Most) throw new Refused("openings.limit-out-of-range", Most) { Status = 400 };
        }
    }
}
