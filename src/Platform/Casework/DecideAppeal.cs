using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <param name="Answers">Where the appeal officer answers a criterion differently; the first answers stand otherwise.</param>
/// <param name="Guidance">For a refusal: what the applicant can do now (Charter, article 23).</param>
public record DecideAppeal(
    Guid RequestId, Outcome Outcome, string Reasons, IReadOnlyList<AnswerGiven>? Answers = null,
    string? Guidance = null);

public static class DecideAppealHandler
{
    public static async Task<OpenFacts> LoadAsync(
        DecideAppeal command, Request request, Handbook handbook, Vault vault, Actor actor, Conflicts conflicts,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await OpenFacts.OfAsync(request, vault, cancellation);
        await conflicts.DemandAsync(request, actor.Code, handbook, now,
            () => Handle(command, request, facts, handbook, actor, now), cancellation);
        return facts;
    }

    /// <summary>
    /// Another decides, a senior officer or the head of the department, by the rulebook of the first decision.
    /// </summary>
    [WolverinePost("/api/requests/{requestId}/decide-appeal"), EmptyResponse]
    public static AppealDecided Handle(
        DecideAppeal command, [WriteModel] Request request, OpenFacts facts, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        OnlyForWhoMayHear(request, actor, handbook);
        var first = request.Decision!;
        if (string.IsNullOrWhiteSpace(command.Reasons)) throw new Refused("appeal.reasons-empty") { Status = 422 };
        if (command.Outcome is Outcome.Refused && string.IsNullOrWhiteSpace(command.Guidance))
            throw new Refused("appeal.guidance-missing") { Status = 422 };

        var rules = handbook.Rulebooks[first.Rulebook].Versions.Single(version => version.Version == first.RulebookVersion);
        var criteria = Criteria.Of(rules, request, facts, command.Answers, first.Answers, actor.Code);
        if (command.Outcome != criteria.Computed && command.Outcome != first.Outcome)
            throw new Refused("appeal.against-the-criteria");
        if (command.Outcome is Outcome.Unstated && !request.IsImported) throw new Refused("appeal.outcome-unstated");
        return new(now, request.Matter, actor.Code, first.Officer, command.Outcome != first.Outcome, command.Outcome,
            criteria.Answers, Sealed.Of(request.Applicant, command.Reasons.Trim()), rules.Code, rules.Version,
            Sealed.OfWords(request.Applicant, command.Guidance));
    }

    /// <summary>Whether there is an open appeal that somebody may decide.</summary>
    public static bool IsFor(Request request, Actor actor, Handbook handbook)
    {
        try
        {
            OnlyForWhoMayHear(request, actor, handbook);
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }

    private static void OnlyForWhoMayHear(Request request, Actor actor, Handbook handbook)
    {
        if (actor.Department != request.Matter.Department || request.Recused.Contains(actor.Code))
            throw new Refused("appeal.not-for-this-officer") { Status = 403 };
        if (request.Status is not RequestStatus.Appealed) throw new Refused("appeal.not-open");
        if (actor.Code == request.Decision!.Officer || actor.Code == request.Prepared?.Officer)
            throw new Refused("appeal.by-the-same-officer");
        if (handbook.Officers.GetValueOrDefault(actor.Code)?.Grade is not ("senior" or "head"))
            throw new Refused("appeal.not-senior") { Status = 403 };
    }
}
