using EGov.Organisation;
using EGov.Privacy;
using Marten;

namespace EGov.Appointments;

/// <summary>Whether somebody who decides is tied to who stands. Marks are compared; nobody reads them.</summary>
public sealed class PanelTies(IDocumentStore store, Vault vault)
{
    /// <summary>The ground on which the platform sets a member aside.</summary>
    public const string Ground = "interest";

    /// <summary>Whether this officer declared an interest in one of the candidates, or is one of them.</summary>
    public async Task<bool> IsTiedAsync(
        Officer officer, IEnumerable<Candidate> candidates, CancellationToken cancellation)
    {
        var declared = new HashSet<string>();
        foreach (var interest in officer.Interests)
            if (await vault.WordsAsync(interest.Mark, cancellation) is { } mark) declared.Add(mark);
        foreach (var candidate in candidates)
        {
            if (await vault.WordsAsync(candidate.Officer, cancellation) == officer.Code) return true;
            if (declared.Count > 0 && await vault.WordsAsync(candidate.Mark, cancellation) is { } mark
                && declared.Contains(mark)) return true;
        }

        return false;
    }

    /// <summary>Whether somebody with this mark stands already.</summary>
    public async Task<bool> StandsAsync(string mark, IEnumerable<Candidate> candidates, CancellationToken cancellation)
    {
        foreach (var candidate in candidates.Where(one => !one.IsWithdrawn))
            if (await vault.WordsAsync(candidate.Mark, cancellation) == mark) return true;
        return false;
    }

    /// <summary>Stands before an assessment: a member who is tied is set aside, and his act refused.</summary>
    internal async Task DemandAsync(
        Post post, Actor actor, Handbook handbook, DateTimeOffset now, CancellationToken cancellation)
    {
        if (post.Vacancy is not { } vacancy || !vacancy.Panel.Contains(new(actor.Code, false))
            || handbook.Officers.GetValueOrDefault(actor.Code) is not { } officer
            || !await IsTiedAsync(officer, vacancy.Candidates, cancellation)) return;
        await using var session = store.LightweightSession();
        using var begun = Act.Begin(new()
        {
            Actor = Actor.Platform,
            Now = now,
            Handbook = handbook,
            Key = $"panel:{post.Id}:{vacancy.Number}:{actor.Code}",
        });
        var stream = await session.Events.FetchForWriting<Post>(post.Id, cancellation);
        stream.AppendOne(new PanelistRecused(now, vacancy.Number, actor.Code, Ground));
        await session.SaveChangesAsync(cancellation);
        throw new Refused("panel.tied-by-interest", actor.Code);
    }
}
