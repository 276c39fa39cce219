using EGov.Catalogue;
using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Decides by the criteria in force today.</summary>
/// <param name="Answers">The officer's own answers; what was prepared stands where nothing is said.</param>
/// <param name="OverrideGround">Needed, with a second officer, for an outcome that the criteria do not give.</param>
/// <param name="Guidance">For a refusal: what the applicant can do next (Charter, article 23).</param>
/// <param name="OvertakingGround">Needed when the officer leaves an earlier complete file of his undecided.</param>
/// <param name="Cites">Clauses of guidance in force on which it rests, such as G-7K3M-92QF/2; at most ten.</param>
public record DecideRequest(
    Guid RequestId, Outcome Outcome, IReadOnlyList<AnswerGiven>? Answers = null, string? OverrideGround = null,
    string? Reasons = null, string? Guidance = null, long? ValueRials = null, string? OvertakingGround = null,
    IReadOnlyList<string>? Cites = null);

public static class DecideRequestHandler
{
    public static async Task<(OpenFacts, Overtaken)> LoadAsync(
        DecideRequest command, Request request, Handbook handbook, Vault vault, Actor actor, IQuerySession session,
        Conflicts conflicts, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await OpenFacts.OfAsync(request, vault, cancellation);
        var overtaken = await PassedAsync(request, handbook, actor, session);
        await conflicts.DemandAsync(request, actor.Code, handbook, now,
            () => Handle(command, request, facts, overtaken, handbook, actor, now), cancellation);
        return (facts, overtaken);
    }

    /// <summary>The officer's earlier complete files that a decision now would leave undecided.</summary>
    /// <remarks>
    /// Not those that he prepared and that a colleague must decide: where the service asks four eyes, and where the
    /// outcome is not the one that the criteria give. What he prepared and may decide himself waits for him.
    /// </remarks>
    public static async Task<Overtaken> PassedAsync(
        Request request, Handbook handbook, Actor actor, IQuerySession session)
    {
        var terms = handbook.TermsOf(request);
        if (request.Queue is null || !terms.IsFirstInFirstOut) return Overtaken.None;
        var (his, fourEyes) = (request.Officer, terms.FourEyes);
        return new(await Overtaken.InQueue(session, request).CountAsync(earlier =>
            earlier.Officer == his && earlier.Status == RequestStatus.Ready
            && (earlier.Prepared == null || earlier.Prepared.Officer != actor.Code
                || (!fourEyes && earlier.Prepared.OverrideGround == null))));
    }

    /// <summary>Decides by the criteria in force today.</summary>
    [WolverinePost("/api/requests/{requestId}/decide"), EmptyResponse]
    public static RequestDecided Handle(
        DecideRequest command, [WriteModel] Request request, OpenFacts facts, Overtaken overtaken, Handbook handbook,
        Actor actor, DateTimeOffset now)
    {
        var terms = handbook.TermsOf(request);
        OnlyForWhoMayDecide(request, terms, actor);
        request.OnlyToDecide();

        var rules = handbook.Rules(terms.Rulebook, now.Day());
        var criteria = Criteria.Of(rules, request, facts, command.Answers, request.Prepared?.Answers, actor.Code);
        var ground = OverrideGrounds.For(
            command.OverrideGround ?? request.Prepared?.OverrideGround, criteria.Computed, command.Outcome);
        if (ground is not null && !WasAgreed(request, actor, command.Outcome, ground))
            throw new Refused("override.second-officer-missing");
        if (command.Outcome is Outcome.Unstated && !request.IsImported) throw new Refused("decision.outcome-unstated");
        if (command.Outcome is Outcome.Refused && string.IsNullOrWhiteSpace(command.Guidance))
            throw new Refused("decision.guidance-missing") { Status = 422 };
        if (terms.HasValue && command.Outcome is Outcome.Granted && command.ValueRials is not >= 0)
            throw new Refused("decision.value-missing") { Status = 422 };

        var cites = handbook.Cite(command.Cites, request.Matter.Department, now.Day());
        return new(now, request.Matter, actor.Code, rules.Code, rules.Version, criteria.Answers, criteria.Computed,
            command.Outcome, ground is null ? null : new(ground, request.Prepared!.Officer),
            command.Outcome is not Outcome.Refused ? [] : ground is null ? criteria.Unmet : [ground],
            Sealed.OfWords(request.Applicant, command.Reasons), Sealed.OfWords(request.Applicant, command.Guidance),
            terms.HasValue ? command.ValueRials : null,
            request.DaysUsed(handbook.Calendar, now.Day()), now.Day() <= request.LegalLimit,
            overtaken.Count, overtaken.GroundFor(command.OvertakingGround),
            cites.Count > 0 ? cites : null);
    }

    /// <summary>The officer who holds the file; or, for a prepared one, a colleague of the department.</summary>
    private static void OnlyForWhoMayDecide(Request request, ServiceTerms terms, Actor actor)
    {
        if (request.Prepared is not { } prepared || request.Officer == actor.Code) request.OnlyForItsOfficer(actor);
        else if (actor.Department != request.Matter.Department || request.Recused.Contains(actor.Code))
            throw new Refused("decision.not-for-this-officer") { Status = 403 };
        if (!terms.FourEyes) return;
        if (request.Prepared is null) throw new Refused("decision.not-prepared");
        if (request.Prepared.Officer == actor.Code) throw new Refused("decision.by-its-preparer");
    }

    /// <summary>The second person of an override is whoever prepared this very outcome, on this very ground.</summary>
    private static bool WasAgreed(Request request, Actor actor, Outcome outcome, string ground) =>
        request.Prepared is { } prepared && prepared.Officer != actor.Code
        && prepared.Proposed == outcome && prepared.OverrideGround == ground;
}
