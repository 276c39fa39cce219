using EGov.Catalogue;
using EGov.Rulebooks;

namespace EGov.Casework;

/// <summary>An act of somebody's role on one file: allowed now, or the rule that says no.</summary>
/// <param name="Name">The last part of its address, such as prepare-decision.</param>
/// <param name="Missing">Why it is not allowed; none when it is.</param>
public sealed record OfferedAct(string Name, Refused? Missing)
{
    public bool IsAllowed => Missing is null;
}

/// <summary>What a member of staff may do with a file now, found by asking each act's own rule.</summary>
/// <remarks>
/// No rule is written here a second time: each act is tried on the file as it stands, with an input that says
/// nothing wrong, and whatever it decides is thrown away.
/// </remarks>
public static class AllowedActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;

    private static readonly Offer[] Offers =
    [
        new("assign", on => on.Actor.Role is "manager"
            ? AssigneesOf(on).Select(on.Assign).FirstOrDefault() ?? on.Assign(on.Actor.Code)
            : on.Assign(on.Actor.Code)),
        new("ready", on => MarkReadyHandler.Handle(new(None), on.File, on.By, on.Actor, on.Now)),
        new("ask", on => AskApplicantHandler.Handle(new(None, Words), on.File, on.By, on.Actor, on.Now)),
        new("refer", on => ReferRequestHandler.Handle(new(None, on.Other(), Words), on.File, on.By, on.Actor, on.Now)),
        new("answer-referral", on => AnswerReferralHandler.Handle(
            new(None, on.ReferralToHim(), Opinion.NoOpinion, Words), on.File, on.Actor, on.Now)),
        new("transfer", on => TransferRequestHandler.Handle(
            new(None, on.Other(), TransferRequestHandler.Grounds[0]), on.File, on.By, on.Actor, on.Now)),
        new("extend", on => ExtendRequestHandler.Handle(
            new(None, ExtendRequestHandler.Grounds[0]), on.File, on.By, on.Actor, on.Now)),
        new("steps", on => RecordStepHandler.Handle(new(None, Words), on.File, on.Actor, on.Now)),
        new("recuse", on => RecuseOfficerHandler.Handle(
            new(None, RecuseOfficerHandler.Grounds[0]), on.File, on.Actor, on.Now)),
        new("prepare-decision", on => PrepareDecisionHandler.Handle(
            new(None, on.Computed(), on.AllMet()), on.File, on.Facts, on.By, on.Actor, on.Now)),
        new("decide", on => DecideRequestHandler.Handle(
            new(None, on.Computed(), on.AllMet(), Guidance: Words, ValueRials: 0), on.File, on.Facts, Overtaken.None, on.By,
            on.Actor, on.Now)),
        new("notice", on => NotifyDecisionHandler.Handle(new(None), on.File, on.By, on.Actor, on.Now)),
        new("close", on => CloseRequestHandler.Handle(new(None, ClosureOf(on.File)), on.File, on.By, on.Actor, on.Now)),
        new("decide-appeal", on => DecideAppealHandler.Handle(
            new(None, on.File.Decision?.Outcome ?? Outcome.Granted, Words, Guidance: Words), on.File, on.Facts, on.By, on.Actor, on.Now)),
        new("remedy", on => GiveRemedyHandler.Handle(new(None, "apology", Words), on.File, on.Actor, on.Now)),
        new("prioritise", on => PrioritiseRequestHandler.Handle(
            new(None, (on.File.Priority + 1) % 3, Overtaken.Grounds[0]), on.File, on.Actor, on.Now)),
    ];

    /// <summary>The acts of the actor's role, in the order in which a file meets them.</summary>
    public static IReadOnlyList<OfferedAct> Of(
        Request file, OpenFacts facts, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var on = new Case(file, facts, handbook, actor, now);
        return [.. Offers.Where(offer => offer.IsFor(actor)).Select(offer => new OfferedAct(offer.Name, offer.Try(on)))];
    }

    /// <summary>The officers to whom a manager may give the file.</summary>
    public static IReadOnlyList<string> AssigneesOf(Request file, Handbook handbook, Actor actor, DateTimeOffset now) =>
        AssigneesOf(new(file, new([]), handbook, actor, now));

    /// <summary>The one closure that a decision allows.</summary>
    public static Closure ClosureOf(Request file) =>
        file.Decision?.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved;

    private static List<string> AssigneesOf(Case on) =>
    [
        .. on.By.Officers.Values.Where(officer => officer.Roles.Contains("officer")).Select(officer => officer.Code)
            .Where(code => Refusal(() => on.Assign(code)) is null).Order(StringComparer.Ordinal),
    ];

    private static Refused? Refusal(Func<object> act)
    {
        try
        {
            act();
            return null;
        }
        catch (Refused refused)
        {
            return refused;
        }
    }

    private sealed record Offer(string Name, Func<Case, object> Act)
    {
        private readonly AccessLine _line = Access.Of("POST", $"/api/requests/{{requestId}}/{Name}")!;

        public bool IsFor(Actor actor) => _line.Of(actor.Role) is not Reach.None;

        public Refused? Try(Case on) => Refusal(() => Act(on));
    }

    /// <summary>A file before somebody, at a moment.</summary>
    private sealed record Case(Request File, OpenFacts Facts, Handbook By, Actor Actor, DateTimeOffset Now)
    {
        private ServiceTerms Terms => By.TermsOf(File);

        private RulebookVersion? Rules =>
            By.Rulebooks.TryGetValue(Terms.Rulebook, out var rulebook) ? rulebook.On(Now.Day()) : null;

        public RequestAssigned Assign(string code) =>
            AssignRequestHandler.Handle(new(None, code, PastDraw: Actor.Role is "manager"
                ? AssignRequestHandler.PastDrawGrounds[0]
                : null), File, Overtaken.None, By, Actor, Now);

        /// <summary>A department that could be asked or sent to.</summary>
        public string Other() => By.Departments.Values
            .Where(department => department.Kind != "desk" && department.Code != File.Matter.Department
                && department.Code != TransferRequestHandler.ComplainedAbout(File.Facts)
                && !File.OpenReferrals.Values.Contains(department.Code))
            .Select(department => department.Code).Order(StringComparer.Ordinal).FirstOrDefault() ?? File.Matter.Department;

        public int ReferralToHim() =>
            File.OpenReferrals.Where(open => open.Value == Actor.Department).Select(open => open.Key).FirstOrDefault();

        public IReadOnlyList<AnswerGiven> AllMet() =>
        [
            .. (Rules?.Criteria ?? []).Where(criterion => criterion.IsHuman)
                .Select(criterion => new AnswerGiven(criterion.Code, Answer.Met)),
        ];

        /// <summary>The outcome that needs no override; where there is none, the act itself says why.</summary>
        public Outcome Computed()
        {
            var outcome = Outcome.Granted;
            if (Rules is { } rules)
                Refusal(() => outcome = Criteria.Of(rules, File, Facts, AllMet(), null, Actor.Code).Computed);
            return outcome;
        }
    }
}
