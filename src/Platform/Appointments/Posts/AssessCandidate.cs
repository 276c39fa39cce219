using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Findings">One for each criterion.</param>
/// <param name="Score">0 to 100.</param>
public record AssessCandidate(Guid PostId, Guid Candidate, IReadOnlyList<GivenFinding> Findings, int Score);

/// <param name="Evidence">By what it is shown, or why it is not; sealed under the candidate's key.</param>
public record GivenFinding(string Criterion, bool IsMet, string Evidence);

public static class AssessCandidateHandler
{
    public const int Longest = 4_000;

    /// <summary>Who is tied to somebody who stands is set aside before he can assess anybody.</summary>
    public static async Task<Untied> LoadAsync(
        Post post, PanelTies ties, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await ties.DemandAsync(post, actor, handbook, now, cancellation);
        return new();
    }

    /// <summary>You assess a candidate against each criterion, with the evidence, and give a score.</summary>
    [WolverinePost("/api/posts/{postId}/assess"), EmptyResponse]
    public static CandidateAssessed Handle(
        AssessCandidate command, [WriteModel] Post post, Untied untied, Actor actor, DateTimeOffset now)
    {
        var vacancy = post.Open();
        var seat = vacancy.SeatOf(actor.Code);
        var candidate = vacancy.Standing(command.Candidate);
        if (candidate.Assessments.Any(one => one.By == seat.Officer)) throw new Refused("assessment.done-already");
        if (!command.Findings.Select(finding => finding.Criterion).Order(StringComparer.Ordinal)
                .SequenceEqual(post.Criteria.Select(criterion => criterion.Code).Order(StringComparer.Ordinal)))
            throw new Refused("assessment.incomplete") { Status = 422 };
        if (command.Findings.FirstOrDefault(finding => finding.Evidence.Trim().Length is 0 or > Longest) is { } bare)
            throw new Refused("assessment.evidence-missing", bare.Criterion, Longest) { Status = 422 };
        if (command.Score is < 0 or > 100) throw new Refused("assessment.score-out-of-range") { Status = 422 };
        var required = post.Criteria.Where(criterion => criterion.IsRequired).Select(criterion => criterion.Code);
        return new(now, actor.Code, vacancy.Number, candidate.Id, vacancy.CriteriaVersion,
            required.All(code => command.Findings.Single(finding => finding.Criterion == code).IsMet), command.Score,
            [
                .. command.Findings.Select(finding => new CriterionFinding(finding.Criterion,
                    Sealed.Of(candidate.Id, finding.IsMet), Sealed.Of(candidate.Id, finding.Evidence.Trim()))),
            ]);
    }
}

/// <summary>That whoever acts was compared with those who stand.</summary>
public sealed record Untied;
