using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>What is open in the oversight of the province, and what of it waits: numbers with lists behind.</summary>
/// <param name="On">The day of the province on which it is so.</param>
/// <param name="Department">Whose it is; none where it is the whole province's.</param>
public sealed record OversightDesk(DateOnly On, string? Department, IReadOnlyList<DeskLine> Lines);

/// <summary>One kind of thing. A number that this kind cannot have is none.</summary>
/// <param name="Kind">directive, letter, resolution, issue, programme, or guidance.</param>
/// <param name="Late">Past its day; of a programme, with a missed milestone.</param>
/// <param name="Unverified">Reported, and nobody else has seen it yet.</param>
/// <param name="Unanswered">Not taken on, not received, silent, missed without a word why, or not read.</param>
public sealed record DeskLine(
    string Kind, DeskCount Open, DeskCount? DueSoon, DeskCount? Late, DeskCount? Unverified, DeskCount? Unanswered);

/// <param name="Band">By which the list of this kind shows the same things.</param>
public sealed record DeskCount(string Band, int Count);

public static class OversightDeskEndpoint
{
    /// <summary>What is due, late, unverified and unanswered, of all that you may read.</summary>
    [WolverineGet("/api/oversight")]
    public static async Task<OversightDesk> Get(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var directives = await DirectiveListEndpoint.CountAsync(session, handbook, actor, now, cancellation);
        var letters = await LetterListEndpoint.CountAsync(session, handbook, actor, now, cancellation);
        var resolutions = await ResolutionListEndpoint.CountAsync(session, actor, now, cancellation);
        var issues = await IssueListEndpoint.CountAsync(session, handbook, actor, now, cancellation);
        var programmes = await ProgrammeListEndpoint.CountAsync(session, now, cancellation);
        var guidance = await GuidanceListEndpoint.CountAsync(session, handbook, actor, now, cancellation);
        return new(now.Day(), actor.Role is Roles.Manager ? actor.Department : null,
        [
            Line("directive", directives, "due-soon", "late", "unverified", "unacknowledged"),
            Line("letter", letters, "due-soon", "late", "unverified", "unreceived"),
            Line("resolution", resolutions, null, "late", "unverified", null),
            Line("issue", issues, null, "steps-late", "unverified", "silent"),
            Line("programme", programmes, "due-soon", "missed", null, "unexplained"),
            Line("guidance", guidance, null, "late", null, "unacknowledged"),
        ]);
    }

    private static DeskLine Line(
        string kind, IReadOnlyDictionary<string, int> counts, string? dueSoon, string? late, string? unverified,
        string? unanswered)
    {
        return new(kind, Of("open")!, Of(dueSoon), Of(late), Of(unverified), Of(unanswered));

        DeskCount? Of(string? band) => band is null ? null : new(band, counts[band]);
    }
}
