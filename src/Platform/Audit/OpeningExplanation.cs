using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Audit;

/// <summary>Why a file was opened by somebody who had no task on it, in his own words.</summary>
/// <param name="Words">None where the key of his office no longer exists.</param>
public sealed record OpeningExplanation(
    Guid OpeningId, Guid RequestId, string Reader, DateTimeOffset At, string? Words);

public static class OpeningExplanationEndpoint
{
    /// <summary>Why a file was opened. Reading it is recorded on the file, and the applicant sees it.</summary>
    /// <param name="openingId">The id of the opening, as the list of openings names it.</param>
    [WolverineGet("/api/audit/openings/{openingId}/explanation")]
    public static async Task<OpeningExplanation> Get(
        Guid openingId, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        if ((await session.Events.LoadAsync(openingId, cancellation))?.Data is not FileOpened opened)
            throw new Refused("opening.unknown") { Status = 404 };
        if (opened.Explanation is not { } explanation)
            throw new Refused("opening.not-explained") { Status = 404 };
        await Openings.ReadAsync(store, opened.Request, openingId, actor, isContinued: false, now, cancellation);
        return new(openingId, opened.Request, opened.Reader, opened.At,
            await vault.WordsAsync(explanation, cancellation));
    }
}
