using Marten;
using Wolverine.Http;

namespace EGov.Appointments;

/// <summary>A post in the list of who fills posts, or sits on a panel.</summary>
/// <param name="IsOnPanel">Whether the reader sits on the panel, and has not stepped aside.</param>
/// <param name="ToAssess">How many candidates await the reader's assessment.</param>
public sealed record PostLine(
    Guid PostId, string Code, Text Title, string Department, string Level, string? Holder, DateOnly? Until,
    DateOnly? ClosesOn, int Candidates, bool IsOnPanel, int ToAssess);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PostPage(IReadOnlyList<PostLine> Items, int Total, string? Next);

public static class PostListEndpoint
{
    /// <summary>The posts, those that are vacant first; for who fills none, those on whose panel he sits.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/posts")]
    public static async Task<PostPage> Get(
        string? after, int? limit, IQuerySession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var posts = await session.Query<Post>().ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(posts.Where(post => PostFileEndpoint.IsReadableBy(post, actor)),
            post => Paging.Place(post.Vacancy is null ? 1 : 0, post.Vacancy?.ClosesOn.DayNumber ?? 0, post.Id),
            Paging.IsPlace, after, limit);
        return new([.. items.Select(post => Line(post, actor, now.Day()))], total, next);
    }

    private static PostLine Line(Post post, Actor actor, DateOnly today)
    {
        var standing = post.Vacancy?.Candidates.Where(one => !one.IsWithdrawn).ToList() ?? [];
        var isOnPanel = post.Vacancy?.Panel.Contains(new(actor.Code, false)) is true;
        return new(post.Id, post.Code, post.Title, post.Department, post.Level,
            post.IsHeldOn(today) ? post.Holding!.Officer : null, post.Holding?.Until, post.Vacancy?.ClosesOn,
            standing.Count, isOnPanel,
            isOnPanel ? standing.Count(one => one.Assessments.All(given => given.By != actor.Code)) : 0);
    }
}
