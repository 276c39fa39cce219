using EGov.Appointments;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A post of the province, what it demands, and who holds it.</summary>
/// <param name="Holder">By public code; none while nobody holds it.</param>
/// <param name="Until">The last day of the term.</param>
/// <param name="Vacancy">None while nobody is looked for.</param>
public sealed record PublicPost(
    Guid PostId, string Code, Text Title, string Department, string Level, int CriteriaVersion,
    IReadOnlyList<PublicCriterion> Criteria, string? Holder, DateOnly? From, DateOnly? Until, PublicVacancy? Vacancy);

/// <param name="ShownBy">By what it is shown.</param>
public sealed record PublicCriterion(string Code, Text Demand, Text ShownBy, bool IsRequired);

/// <param name="Number">The first of a post is 1.</param>
/// <param name="ClosesOn">The last day to stand.</param>
/// <param name="Candidates">How many stand.</param>
/// <param name="Panel">Who assesses, by public code; without those who stepped aside.</param>
public sealed record PublicVacancy(int Number, DateOnly ClosesOn, int Candidates, IReadOnlyList<string> Panel);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicPostPage(IReadOnlyList<PublicPost> Items, int Total, string? Next);

public static class PublicPostsEndpoint
{
    /// <summary>Every post with what it demands and who holds it, by code.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/posts")]
    public static async Task<Answer<PublicPostPage>> Get(
        string? after, int? limit, string? format, IQuerySession session, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var posts = await session.Query<Post>().ToListAsync(cancellation);
        return Answers.Table(http, form, Page(posts, after, limit, now), TableOf(posts, now.Day()), "posts");
    }

    /// <summary>The same page for the portal.</summary>
    public static async Task<PublicPostPage> ListAsync(
        string? after, int? limit, IQuerySession session, DateTimeOffset now, CancellationToken cancellation) =>
        Page(await session.Query<Post>().ToListAsync(cancellation), after, limit, now);

    private static PublicPostPage Page(IReadOnlyList<Post> posts, string? after, int? limit, DateTimeOffset now)
    {
        var (items, total, next) = Paging.Cut(posts, post => post.Code, Paging.IsCode, after, limit);
        return new([.. items.Select(post => Show(post, now.Day()))], total, next);
    }

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await on.Session.Query<Post>().ToListAsync(on.Cancellation), on.Now.Day());

    private static Table TableOf(IEnumerable<Post> posts, DateOnly today) => Table.Of<PublicPost>(
        [
            new("code", post => post.Code),
            new("titleFa", post => post.Title.Fa),
            new("titleEn", post => post.Title.En),
            new("department", post => post.Department),
            new("level", post => post.Level),
            new("criteriaVersion", post => post.CriteriaVersion),
            new("holder", post => post.Holder),
            new("from", post => post.From),
            new("until", post => post.Until),
            new("vacancy", post => post.Vacancy?.Number),
            new("closesOn", post => post.Vacancy?.ClosesOn),
            new("candidates", post => post.Vacancy?.Candidates),
        ],
        posts.OrderBy(post => post.Code, StringComparer.Ordinal).Select(post => Show(post, today)));

    private static PublicPost Show(Post post, DateOnly today)
    {
        var holding = post.IsHeldOn(today) ? post.Holding : null;
        return new(post.Id, post.Code, post.Title, post.Department, post.Level, post.CriteriaVersion,
            [.. post.Criteria.Select(one => new PublicCriterion(one.Code, one.Demand, one.ShownBy, one.IsRequired))],
            holding?.Officer, holding?.From, holding?.Until,
            post.Vacancy is { } vacancy
                ? new(vacancy.Number, vacancy.ClosesOn, vacancy.Candidates.Count(one => !one.IsWithdrawn),
                    [.. vacancy.Panel.Where(seat => !seat.IsRecused).Select(seat => seat.Officer)])
                : null);
    }
}
