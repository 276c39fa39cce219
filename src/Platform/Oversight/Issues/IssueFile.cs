using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One issue with all that was said and done, from its events at the moment when it is read.</summary>
/// <param name="Words">What is wrong; none where the key of the office is gone.</param>
/// <param name="Raisers">Who may say that it is solved, by public code.</param>
/// <param name="Acts">What you may do with it now.</param>
/// <param name="Owners">Whom you may make answer for it, where you may.</param>
/// <param name="OwnSteps">The steps of which you may say that they were taken.</param>
public sealed record IssueFile(
    IssueLine Line, long Version, string? Words, IReadOnlyList<string> Raisers, IReadOnlyList<OpenedEvent> Events,
    IReadOnlyList<string> Acts, IReadOnlyList<string> Owners, IReadOnlyList<int> OwnSteps) : Versioned<IssueFile>;

public static class IssueFileEndpoint
{
    /// <summary>An issue with its words and everything that happened to it. The reading is recorded.</summary>
    [WolverineGet("/api/issues/{issueId}")]
    public static async Task<IssueFile> Get(
        Guid issueId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(issueId, store, vault, handbook, actor, now, cancellation);

    public static async Task<IssueFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not IssueRaised raised)
            throw new Refused("issue.unknown") { Status = 404 };
        var issue = events.Aggregate(new Issue(), (state, e) => state.Evolve(e));
        if (!issue.IsReadableBy(actor, handbook)) throw new Refused("issue.not-for-you") { Status = 403 };
        // Once a day for each reader: that he reads it is known before he does.
        await Listing.RecordAsync(store, vault.Master, actor, $"issue {id}", true, now, cancellation);
        return new(IssueLine.Of(issue, now.Day()), events[^1].Version,
            await vault.WordsAsync(raised.Words, cancellation), issue.Raisers(handbook),
            await vault.OpenAsync(events, cancellation), IssueActs.Of(issue, handbook, actor, now),
            IssueActs.OwnersFor(issue, handbook), IssueActs.StepsFor(issue, actor));
    }
}
