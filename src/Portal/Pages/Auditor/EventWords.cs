using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Auditor;

/// <summary>Says of an event, in one sentence about third persons, what its public part tells.</summary>
internal sealed record EventWords(Names Names)
{
    private Language T => Names.T;

    /// <summary>What kind of thing happened, where only the event's type is known.</summary>
    public Words Title(string type) => Names.Said("event.", type);

    public Words Of(object happened) => happened switch
    {
        RequestSubmitted { Clerk: { } clerk } => T["trace.submitted-at-desk", T.Ref(clerk)],
        RequestSubmitted { Channel: "import" } => T["trace.submitted-by-import"],
        RequestSubmitted => T["trace.submitted"],
        RequestAssigned { Draw: not null } e => T["trace.assigned-by-draw", T.Ref(e.Officer)],
        RequestAssigned { PastDraw: { } ground } e =>
            T["trace.assigned-past-draw", T.Ref(e.Officer), T.Ref(e.By), Ground(ground)],
        RequestAssigned e => Words.Join(" ", [e.By == e.Officer
            ? T["trace.assigned-himself", T.Ref(e.Officer)]
            : T["trace.assigned", T.Ref(e.Officer), T.Ref(e.By)], Passed(e.Overtook, e.Ground)]),
        DrawRequested e => T["trace.draw-requested", e.N, Codes(e.Pool)],
        NonceRevealed => T["trace.nonce"],
        DrawExecuted e => Words.Join(" ", [T["trace.draw-executed", T.Ref(e.Officer), e.Contributions.Count],
            e.Contributions.Count == 1 && e.Nonce is null ? T["trace.draw-alone"] : default,
            e.Missing.Count == 0 ? default : T["trace.draw-missing", Codes(e.Missing)]]),
        DrawAborted e => T["trace.draw-aborted", Names.Said("trace.draw.", e.Reason)],
        OfficerRecused e => T["trace.recused", T.Ref(e.Officer), Ground(e.Ground)],
        RequestReady e => T["trace.ready", e.LegalLimit],
        InformationRequested e => e.ClockStopped ? T["trace.asked-and-stopped", e.AnswerBy] : T["trace.asked", e.AnswerBy],
        InformationSupplied e => e.LegalLimit is { } limit ? T["trace.supplied-and-runs", limit] : T["trace.supplied"],
        FileAttached => T["trace.attached"],
        ApplicantCorrected => T["trace.corrected"],
        QuestionLapsed e => e.LegalLimit is { } limit ? T["trace.lapsed-and-runs", limit] : T["trace.lapsed"],
        RequestReferred e => T["trace.referred", Names.Department(e.To), e.AnswerBy],
        ReferralAnswered e => T["trace.referral-answered", Names.Department(e.Department), Opinion(e.Opinion)],
        RequestTransferred e =>
            T["trace.transferred", Names.Department(e.From), Names.Department(e.Matter.Department), Ground(e.Ground)],
        RequestExtended e => T["trace.extended", e.Days, e.LegalLimit, Ground(e.Ground)],
        RequestPrioritised e => T["trace.prioritised", e.Priority, Ground(e.Ground)],
        DeadlineRedated e => T["trace.redated", e.LegalLimit],
        StepRecorded e => e.Late ? T["trace.step-late", Step(e.Step)] : T["trace.step", Step(e.Step)],
        DecisionPrepared e => T["trace.prepared", Outcome(e.Proposed)],
        RequestDecided { Override: { } against } e => T["trace.decided-against-criteria",
            Outcome(e.Outcome), Outcome(e.Computed), Ground(against.Ground), T.Ref(against.SecondOfficer)],
        RequestDecided e => Words.Join(" ", [T["trace.decided", Outcome(e.Outcome)], Passed(e.Overtook, e.OvertakingGround)]),
        DecisionNotified e => T["trace.notified", e.AppealBy],
        RequestClosed e => T["trace.closed", Closure(e.Closure), e.ContestBy],
        ClosureContested => T["trace.contested"],
        RequestReopened e => e.LegalLimit is { } limit ? T["trace.reopened-and-runs", limit] : T["trace.reopened"],
        ClosureConfirmed => T["trace.confirmed"],
        RequestWithdrawn => T["trace.withdrawn"],
        DecisionAppealed => T["trace.appealed"],
        AppealDecided e => e.Overturned
            ? T["trace.appeal-overturned", Outcome(e.Outcome)]
            : T["trace.appeal-dismissed", Outcome(e.Outcome)],
        LimitBreached { EscalatedTo: { } superior } e => T["trace.breached-and-escalated", e.LegalLimit, T.Ref(superior)],
        LimitBreached e => T["trace.breached", e.LegalLimit],
        RemedyGiven e => T["trace.remedy", Names.Said("trace.remedy.", e.Kind)],
        RequestRated e => T["trace.rated", e.Stars, 5],
        FileOpened e => Words.Join(" · ", [T["trace.opened", Purpose(e.Purpose)],
            e.Explanation is null ? default : T["opening.explained"]]),
        WithheldFileOpened => T["opening.trace-withheld"],
        OpeningsRead e => T[e.Opening is null ? "opening.trace-read" : "opening.trace-explanation-read"],
        _ => Title(happened.GetType().Name),
    };

    public Words Purpose(string purpose) => Names.Said("trace.purpose.", purpose);

    public Words Outcome(Outcome outcome) => Names.Said("trace.outcome.", outcome.ToString());

    public Words Closure(Closure closure) => Names.Said("trace.closure.", closure.ToString());

    private Words Opinion(Opinion opinion) => Names.Said("trace.opinion.", opinion.ToString());

    private Words Ground(string ground) => Names.Said("trace.ground.", ground);

    private Words Step(string step) => Names.Said("officer.step.of.", step);

    private Words Codes(IEnumerable<string> codes) =>
        Words.Join(T["list.comma"].ToString(), codes.Select(code => T.Ref(code)));

    private Words Passed(int count, string? ground) =>
        count == 0 ? default
        : ground is null ? T.Count("trace.passed-without-ground", count)
        : T.Count("trace.passed", count, Ground(ground));
}
