using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>
/// What follows a decision that was late or is objected to, and what managers and auditors look after.
/// </summary>
internal sealed partial class Offices
{
    public void AfterAppeal(CaseFile file)
    {
        var days = _world.Dice("appeal-time", file.Index).LogNormal(7, 0.4);
        if (AppealOfficer(file) is { } senior) Give(senior, Work.Appeal, WorkingDays(days), file);
    }

    public void AfterContest(CaseFile file)
    {
        if (file.State.Officer is null) return;
        (file.WasStudied, file.WasDoubted) = (true, true);
        Plan(file, 0.55);
    }

    public void AfterBreach(CaseFile file)
    {
        if (!_managers.TryGetValue(file.State.Matter.Department, out var manager)) return;
        var dice = _world.Dice("breach", file.Index, file.State.Contests);
        if (dice.Chance(0.5)) Give(manager, Work.Supervise, WorkingDays(dice.Between(0.1, 2)), file);
        var owes = dice.Chance(0.4) || file.State.Officer is null ? manager : _workers[file.State.Officer];
        if (dice.Chance(0.86)) Give(owes, Work.Remedy, WorkingDays(dice.Between(0.3, 6)), file);
    }

    /// <summary>Some senior officer who had no part in the first decision; none where there is nobody.</summary>
    public Worker? AppealOfficer(CaseFile file)
    {
        var (decision, prepared) = (file.State.Decision, file.State.Prepared);
        return StaffOf(file.State.Matter.Department)
            .Where(worker => worker.Officer.Grade is "senior" or "head" && worker.Code != decision?.Officer
                && worker.Code != prepared?.Officer && !file.State.Recused.Contains(worker.Code))
            .OrderByDescending(IsForAppeals).ThenBy(worker => worker.Waiting).FirstOrDefault();
    }

    private Doing? BeginAppeal(Worker worker, CaseFile file)
    {
        if (file.State.Status is not RequestStatus.Appealed) return null;
        var dice = _world.Dice("appeal", file.Index);
        return new(dice.LogNormal(65, 0.3), () =>
        {
            var first = file.State.Decision!;
            var rules = Book.Rulebooks[first.Rulebook].Versions.Single(one => one.Version == first.RulebookVersion);
            // Only what a person judged can be judged otherwise; what was computed stands.
            var judged = first.Answers.Where(answer => answer.Answer is Answer.NotMet && answer.By != "computed"
                && rules.Criteria.Single(criterion => criterion.Code == answer.Criterion).IsRequired).ToList();
            var isOverturned = first.Outcome is Outcome.Refused && judged.Count > 0 && dice.Chance(0.5);
            IReadOnlyList<AnswerGiven> answers = !isOverturned ? [] :
            [
                .. judged.Select(answer => new AnswerGiven(answer.Criterion, Answer.Met,
                    Evidence(file, answer.Criterion, "appeal"), Words.MetNote[0])),
            ];
            var criteria = Criteria.Of(rules, file.State, Facts(file), answers, first.Answers, worker.Code);
            var outcome = isOverturned ? criteria.Computed : first.Outcome;
            var reasons = dice.Pick(outcome != first.Outcome ? Words.Overturned : Words.Upheld);
            Do(worker, file, (state, actor, now) => DecideAppealHandler.Handle(
                new(file.Id, outcome, reasons, answers, outcome is Outcome.Refused ? Words.AfterAppeal : null), state,
                Facts(file), Book, actor, now));
            AfterDecision(worker, file);
        }, file, "appeal");
    }

    private Doing? BeginRemedy(Worker worker, CaseFile file)
    {
        if (!Owes(worker, file)) return null;
        var dice = _world.Dice("remedy", file.Index, file.State.Contests);
        var kind = dice.Weighted([("apology", 0.84), ("correction", 0.1), ("compensation-referral", 0.06)]);
        var remedy = new GiveRemedy(file.Id, kind, dice.Pick(Words.Remedy(kind)));
        return new(8, () =>
        {
            if (Owes(worker, file))
                Do(worker, file, (state, actor, now) => GiveRemedyHandler.Handle(remedy, state, actor, now));
        }, file);
    }

    private static bool Owes(Worker worker, CaseFile file) =>
        file.State.OwesRemedy && file.State.Matter.Department == worker.Officer.Department;

    private static Doing? BeginSupervise(Worker manager, CaseFile file) =>
        file.State.IsReadableBy(manager.Actor) ? new(12, static () => { }, file, "supervision") : null;

    private Doing? BeginPrioritise(Worker manager, CaseFile file)
    {
        if (!MayPrioritise(manager, file)) return null;
        var ground = _world.Dice("priority-ground", file.Index).Weighted([
            ("statutory-priority", 0.7), ("emergency", 0.25), ("court-order", 0.05)]);
        return new(5, () =>
        {
            if (!MayPrioritise(manager, file)) return;
            Do(manager, file, (state, actor, now) =>
                PrioritiseRequestHandler.Handle(new(file.Id, 1, ground), state, actor, now));
        }, file, "supervision");
    }

    private static bool MayPrioritise(Worker manager, CaseFile file) =>
        file.State is { IsOpen: true, Decision: null, Priority: 0 }
        && file.State.Matter.Department == manager.Officer.Department;

    /// <summary>What is nearly due and lies with somebody who is away goes to a colleague.</summary>
    private Doing? BeginReassign(Worker manager)
    {
        manager.Put(Work.Reassign, Book.Calendar.AddWorkingDays(Today, 1).At(9));
        var soon = Book.Calendar.AddWorkingDays(Today, 3);
        var stuck = _world.QueuesOf(manager.Officer.Department).SelectMany(_world.Queue)
            .Where(file => IsUnprepared(file) && file.State.LegalLimit <= soon
                && _workers[file.State.Officer!] is var holder && holder.IsAway(Today) && holder.IsAway(Today.AddDays(1)))
            .ToList();
        return stuck.Count == 0 ? null : new(4 * stuck.Count, () => stuck.ForEach(file => Reassign(manager, file)));
    }

    private void Reassign(Worker manager, CaseFile file)
    {
        var colleague = StaffOf(manager.Officer.Department)
            .Where(worker => worker.Code != file.State.Officer && !IsForAppeals(worker) && !worker.IsAway(Today)
                && IsCompetent(worker, file) && !file.State.Recused.Contains(worker.Code))
            .OrderBy(worker => worker.Waiting).ThenBy(worker => worker.Code, StringComparer.Ordinal).FirstOrDefault();
        // With earlier files in nobody's hands it would be an overtaking, and absence is no ground for one.
        if (colleague is null || !IsUnprepared(file) || IsTied(colleague, file)) return;
        if (_world.Before(file).Any(earlier => earlier.State.Officer is null)) return;
        var pastDraw = Terms(file).IsDrawn ? "officer-absent" : null;
        Do(manager, file, (state, actor, now) => AssignRequestHandler.Handle(
            new(file.Id, colleague.Code, PastDraw: pastDraw), state, Overtaken.None, Book, actor, now));
        Expect(file);
    }

    private static bool IsUnprepared(CaseFile file) =>
        file.State is { Status: RequestStatus.Ready, Officer: not null, Prepared: null };

    private Doing? BeginAudit(Worker auditor)
    {
        var dice = _world.Dice("audit", auditor.Code, Today.DayNumber);
        auditor.Put(Work.Audit, Book.Calendar.AddWorkingDays(Today, 1).At(dice.Between(8, 12)));
        return _world.Files.Count == 0 ? null : new(40, static () => { }, dice.Pick(_world.Files), "audit");
    }
}
