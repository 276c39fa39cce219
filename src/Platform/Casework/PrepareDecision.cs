using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Draws up a decision for another officer to take.</summary>
/// <param name="OverrideGround">Needed when the outcome proposed is not the one the criteria give.</param>
public record PrepareDecision(
    Guid RequestId, Outcome Outcome, IReadOnlyList<AnswerGiven>? Answers = null, string? OverrideGround = null);

public static class PrepareDecisionHandler
{
    public static async Task<OpenFacts> LoadAsync(
        PrepareDecision command, Request request, Handbook handbook, Vault vault, Actor actor, Conflicts conflicts,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await OpenFacts.OfAsync(request, vault, cancellation);
        await conflicts.DemandAsync(request, actor.Code, handbook, now,
            () => Handle(command, request, facts, handbook, actor, now), cancellation);
        return facts;
    }

    /// <summary>Draws up a decision for another officer to take.</summary>
    [WolverinePost("/api/requests/{requestId}/prepare-decision"), EmptyResponse]
    public static DecisionPrepared Handle(
        PrepareDecision command, [WriteModel] Request request, OpenFacts facts, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        request.OnlyToDecide();
        var rules = handbook.Rules(handbook.TermsOf(request).Rulebook, now.Day());
        var criteria = Criteria.Of(rules, request, facts, command.Answers, null, actor.Code);
        return new(now, request.Matter, actor.Code, rules.Code, rules.Version, criteria.Answers, criteria.Computed,
            command.Outcome, OverrideGrounds.For(command.OverrideGround, criteria.Computed, command.Outcome));
    }
}

/// <summary>Why an outcome may differ from the one that the criteria give.</summary>
public static class OverrideGrounds
{
    public static readonly IReadOnlyList<string> All =
        ["court-order", "exception-in-law", "facts-corrected-on-evidence", "governor-statutory-power"];

    public static string? For(string? ground, Outcome computed, Outcome given)
    {
        if (given == computed) return null;
        if (ground is null) throw new Refused("override.ground-missing");
        if (!All.Contains(ground)) throw new Refused("override.ground-not-listed", ground) { Status = 422 };
        return ground;
    }
}
