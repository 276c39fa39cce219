using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Wolverine.Http;

namespace EGov.Appointments;

/// <summary>A post with its vacancy as those see it who fill it, or audit how it was filled.</summary>
/// <param name="Acts">Everything that happened to it, the latest first.</param>
public sealed record PostFile(
    Guid PostId, string Code, Text Title, string Department, string Level, int CriteriaVersion,
    IReadOnlyList<PostCriterion> Criteria, string? Holder, DateOnly? From, DateOnly? Until, OpenedVacancy? Vacancy,
    IReadOnlyList<PostAct> Acts);

/// <param name="AreReasonsPublic">Whether the reasons for the appointment are published, or sealed.</param>
public sealed record OpenedVacancy(
    int Number, DateOnly ClosesOn, bool AreReasonsPublic, IReadOnlyList<Panelist> Panel,
    IReadOnlyList<OpenedCandidate> Candidates);

/// <summary>A candidate by name; the gender is shown to nobody.</summary>
/// <param name="Name">None where the key no longer exists.</param>
/// <param name="Level">Of the post held at present.</param>
/// <param name="Score">Mean of the scores that count; none before anybody has assessed.</param>
/// <param name="IsQualified">Whether the panel found every required criterion met.</param>
public sealed record OpenedCandidate(
    Guid Candidate, string? Name, string? Level, string? Officer, bool IsWithdrawn, int Assessments, decimal? Score,
    bool IsQualified, IReadOnlyList<OpenedFinding> Findings);

/// <param name="By">Who found it, by public code.</param>
public sealed record OpenedFinding(string By, string Criterion, bool? IsMet, string? Evidence);

/// <param name="Actor">Role and public code, as recorded.</param>
public sealed record PostAct(Guid EventId, string Type, DateTimeOffset At, string Actor, Guid? Candidate);

public static class PostFileEndpoint
{
    /// <summary>A post with its candidates. Who reads it is put on record.</summary>
    [WolverineGet("/api/posts/{postId}")]
    public static async Task<PostFile> Get(
        Guid postId, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(postId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not PostEstablished)
            throw new Refused("post.unknown") { Status = 404 };
        var post = events.Aggregate(new Post(), (state, e) => state.Evolve(e));
        if (!IsReadableBy(post, actor)) throw new Refused("post.for-its-panel") { Status = 403 };
        await Listing.RecordAsync(store, vault.Master, actor, $"post {postId}", true, now, cancellation);
        return new(post.Id, post.Code, post.Title, post.Department, post.Level, post.CriteriaVersion, post.Criteria,
            post.Holding?.Officer, post.Holding?.From, post.Holding?.Until,
            post.Vacancy is null ? null : await ShowAsync(post.Vacancy, events, vault, cancellation),
            [.. events.Reverse().Select(Show)]);
    }

    /// <summary>Who fills posts and who audits read every one; others those on whose panel they sit.</summary>
    public static bool IsReadableBy(Post post, Actor actor) =>
        actor.Role is Roles.Governor or Roles.Auditor or Roles.Integrity
        || post.Vacancy?.Panel.Contains(new(actor.Code, false)) is true;

    private static async Task<OpenedVacancy> ShowAsync(
        Vacancy vacancy, IReadOnlyList<IEvent> events, Vault vault, CancellationToken cancellation)
    {
        var candidates = new List<OpenedCandidate>();
        foreach (var entered in events.Select(e => e.Data).OfType<CandidateEntered>()
                     .Where(entered => entered.Vacancy == vacancy.Number))
        {
            var candidate = vacancy.Candidates.Single(one => one.Id == entered.Candidate);
            var counted = vacancy.AssessmentsOf(candidate);
            candidates.Add(new(candidate.Id, await vault.WordsAsync(entered.Name, cancellation),
                await vault.WordsAsync(entered.Level, cancellation),
                await vault.WordsAsync(entered.Officer, cancellation), candidate.IsWithdrawn, counted.Count,
                counted.Count == 0 ? null : Math.Round(vacancy.ScoreOf(candidate), 1), vacancy.IsQualified(candidate),
                await FindingsAsync(candidate.Id, events, vault, cancellation)));
        }

        return new(vacancy.Number, vacancy.ClosesOn, vacancy.AreReasonsPublic, vacancy.Panel, candidates);
    }

    private static async Task<IReadOnlyList<OpenedFinding>> FindingsAsync(
        Guid candidate, IReadOnlyList<IEvent> events, Vault vault, CancellationToken cancellation)
    {
        var findings = new List<OpenedFinding>();
        foreach (var assessed in events.Select(e => e.Data).OfType<CandidateAssessed>()
                     .Where(assessed => assessed.Candidate == candidate))
            foreach (var finding in assessed.Findings)
            {
                var isMet = await vault.OpenAsync(finding.IsMet, cancellation);
                findings.Add(new(assessed.By, finding.Criterion,
                    isMet.ValueKind is System.Text.Json.JsonValueKind.Undefined ? null : isMet.GetBoolean(),
                    await vault.WordsAsync(finding.Evidence, cancellation)));
            }

        return findings;
    }

    private static PostAct Show(IEvent e) => new(e.Id, e.Data.GetType().Name, ((IHappened)e.Data).At, e.UserName ?? "",
        e.Data switch
        {
            CandidateEntered entered => entered.Candidate,
            CandidateWithdrawn withdrawn => withdrawn.Candidate,
            CandidateAssessed assessed => assessed.Candidate,
            HolderAppointed appointed => appointed.Candidate,
            CandidateErased erased => erased.Candidate,
            _ => null,
        });
}
