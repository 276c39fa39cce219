using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Officer">Public code of who is appointed; from now on it is public who holds the post.</param>
/// <param name="Until">The last day of the term.</param>
/// <param name="Reasons">In both languages, where the level has them public.</param>
/// <param name="SealedReasons">Else, in words that are sealed.</param>
/// <param name="PastBetter">
/// Needed where somebody qualified has a higher score: declined, unavailable, or reasons-given.
/// </param>
public record AppointHolder(
    Guid PostId, Guid Candidate, string Officer, DateOnly From, DateOnly Until, Text? Reasons = null,
    string? SealedReasons = null, string? PastBetter = null);

public static class AppointHolderHandler
{
    public const int LongestTermYears = 6;
    public const int Longest = 4_000;

    public static readonly IReadOnlyList<string> PastBetterGrounds = ["declined", "unavailable", "reasons-given"];

    /// <summary>Whether the code is the candidate's, and whether who appoints is tied to him.</summary>
    public static async Task<Chosen> LoadAsync(
        AppointHolder command, Post post, PanelTies ties, Vault vault, Handbook handbook, Actor actor,
        CancellationToken cancellation)
    {
        var candidate = post.Vacancy?.Candidates.FirstOrDefault(one => one.Id == command.Candidate);
        var isTied = candidate is not null && handbook.Officers.GetValueOrDefault(actor.Code) is { } officer
            && await ties.IsTiedAsync(officer, [candidate], cancellation);
        return new(await vault.WordsAsync(candidate?.Officer, cancellation), isTied);
    }

    /// <summary>Appoints a candidate whom the panel found to meet the criteria, for a term.</summary>
    [WolverinePost("/api/posts/{postId}/appoint"), EmptyResponse]
    public static HolderAppointed Handle(
        AppointHolder command, [WriteModel] Post post, Chosen chosen, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        if (post.Vacancy is not { } vacancy) throw new Refused("appointment.without-vacancy");
        var candidate = vacancy.Standing(command.Candidate);
        if (now.Day() <= vacancy.ClosesOn) throw new Refused("appointment.others-may-stand", vacancy.ClosesOn);
        if (vacancy.Panel.Any(seat => seat.Officer == actor.Code))
            throw new Refused("appointment.by-the-panel") { Status = 403 };
        if (command.Officer == actor.Code || chosen.Officer == actor.Code)
            throw new Refused("appointment.of-himself") { Status = 403 };
        if (chosen.IsTied) throw new Refused("appointment.by-who-is-tied") { Status = 403 };
        if (handbook.Officers.GetValueOrDefault(command.Officer) is not { IsServing: true })
            throw new Refused("appointment.officer-unknown", command.Officer) { Status = 422 };
        if (chosen.Officer is { } code && code != command.Officer)
            throw new Refused("appointment.of-another", command.Officer) { Status = 422 };
        var assessments = vacancy.AssessmentsOf(candidate);
        if (assessments.Count == 0) throw new Refused("appointment.nobody-assessed");
        if (assessments.Count < Vacancy.Fewest)
            throw new Refused("appointment.too-few-assessed", Vacancy.Fewest, assessments.Count);
        if (!vacancy.IsQualified(candidate)) throw new Refused("appointment.criteria-unmet");
        if (post.IsHeldOn(command.From))
            throw new Refused("appointment.held-by-another", post.Holding!.Officer, post.Holding.Until);
        if (command.From < now.Day() || command.Until <= command.From
            || command.Until > command.From.AddYears(LongestTermYears))
            throw new Refused("appointment.term-wrong", LongestTermYears) { Status = 422 };
        var isPassedBy = vacancy.Candidates.Any(other => !other.IsWithdrawn && other.Id != candidate.Id
            && vacancy.IsQualified(other) && vacancy.ScoreOf(other) > vacancy.ScoreOf(candidate));
        if (isPassedBy && !PastBetterGrounds.Contains(command.PastBetter ?? ""))
            throw new Refused("appointment.past-a-better-one");
        var (open, closed) = ReasonsOf(command, vacancy, candidate);
        return new(now, actor.Code, vacancy.Number, candidate.Id, command.Officer, command.From, command.Until,
            vacancy.CriteriaVersion, assessments.Count, isPassedBy ? command.PastBetter : null, open, closed);
    }

    private static (Text? Open, Sealed? Closed) ReasonsOf(AppointHolder command, Vacancy vacancy, Candidate candidate)
    {
        if (!vacancy.AreReasonsPublic)
            return (null, command.SealedReasons?.Trim() is { Length: > 0 and <= Longest } words
                ? Sealed.Of(candidate.Id, words)
                : throw new Refused("appointment.reasons-missing", Longest) { Status = 422 });
        if (command.Reasons is not { } reasons || reasons.Fa.Trim().Length is 0 or > Longest
            || reasons.En.Trim().Length is 0 or > Longest)
            throw new Refused("appointment.public-reasons-missing", Longest) { Status = 422 };
        if (Merit.ForeignIn(reasons) is { } word)
            throw new Refused("appointment.reasons-not-of-merit", word) { Status = 422 };
        return (reasons, null);
    }
}

/// <param name="Officer">The candidate's own public code; none of who does not belong to the staff yet.</param>
/// <param name="IsTied">Whether who appoints declared an interest in him.</param>
public sealed record Chosen(string? Officer, bool IsTied);
