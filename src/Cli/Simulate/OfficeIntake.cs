using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>From the queue to a complete file: taking, the papers, questions, and whose it is.</summary>
internal sealed partial class Offices
{
    public void AfterFiling(CaseFile file)
    {
        var dice = _world.Dice("priority", file.Index);
        if (dice.Chance(0.006) && _managers.TryGetValue(file.State.Matter.Department, out var manager))
            Give(manager, Work.Prioritise, _world.Now.AddHours(dice.Between(2, 30)), file);
        Draw(file);
    }

    /// <summary>The applicant answered, or the question lapsed.</summary>
    public void AfterQuestion(CaseFile file)
    {
        if (file.State.Officer is not { } holder) return;
        if (file.State.Status is RequestStatus.Submitted)
            Give(_workers[holder], Work.Papers, Later(file, "papers-again", file.Questions, 0.2, 1.4), file);
        else Expect(file);
    }

    /// <summary>
    /// Each takes a share of what waits, so that a file waits as long as the department usually needs.
    /// </summary>
    private Doing? BeginIntake(Worker worker)
    {
        worker.Put(Work.Intake, Today.AddDays(1).At(7.5));
        var dice = _world.Dice("intake", worker.Code, Today.DayNumber);
        var taken = new List<(string Queue, int Files)>();
        foreach (var queue in _world.QueuesOf(worker.Officer.Department))
        {
            var waiting = _world.Queue(queue).Where(file => file.State.Officer is null).ToList();
            if (waiting.Count == 0 || Terms(waiting[0]).IsDrawn || !IsCompetent(worker, waiting[0])) continue;
            var team = StaffOf(worker.Officer.Department).Count(colleague =>
                !IsForAppeals(colleague) && !colleague.IsAway(Today) && IsCompetent(colleague, waiting[0]));
            var files = dice.Rounded(waiting.Count / (Math.Max(1, team) * Math.Max(1, worker.Tempo.Intake)));
            if (files > 0) taken.Add((queue, files));
        }

        return taken.Count == 0 ? null : new(1.5 * taken.Sum(one => one.Files), () =>
        {
            foreach (var (queue, files) in taken)
                for (var i = 0; i < files; i++) Take(worker, queue, dice);
        });
    }

    private void Take(Worker worker, string queue, Dice dice)
    {
        var waiting = _world.Queue(queue).Where(file => file.State.Officer is null).ToList();
        // A file that he stepped aside from waits for a colleague; to take a later one would be to overtake it.
        if (waiting.Count == 0 || waiting[0].State.Recused.Contains(worker.Code)) return;
        var place = waiting.Count > 1 && dice.Chance(0.008) ? dice.Whole(1, Math.Min(3, waiting.Count - 1)) : 0;
        var file = waiting[place];
        if (file.State.Recused.Contains(worker.Code)) return;

        if (TakerOf(file, worker) is not { } taker || IsTied(taker, file)) return;
        var overtaken = new Overtaken(_world.Before(file).Count(earlier =>
            earlier.State.Officer is null && !earlier.State.Recused.Contains(taker.Code)));
        var ground = dice.Weighted([("statutory-priority", 0.6), ("emergency", 0.3), ("court-order", 0.1)]);
        var manager = _managers.GetValueOrDefault(worker.Officer.Department);
        var isGiven = (dice.Chance(worker.Tempo.Distributed) && manager?.NextAtWork(_world.Now) == _world.Now)
            || taker != worker;
        var command = new AssignRequest(file.Id, isGiven ? taker.Code : null, overtaken.Count > 0 ? ground : null);
        Do(isGiven ? manager! : worker, file, (state, actor, now) =>
            AssignRequestHandler.Handle(command, state, overtaken, Book, actor, now));
        Wrongs.AfterTaking(file);
        if (file.State.Status is RequestStatus.Submitted)
            Give(taker, Work.Papers, Later(file, "papers", file.State.Recused.Count, 0.05, 0.9), file);
        else if (file.State.Status is RequestStatus.Ready) Plan(file, 1);
    }

    private Doing? BeginPapers(Worker worker, CaseFile file)
    {
        if (!IsUnchecked(worker, file)) return null;
        var minutes = _world.Dice("papers-minutes", file.Index, file.Acts).LogNormal(14, 0.4) * worker.Pace;
        return new(minutes, () =>
        {
            if (IsUnchecked(worker, file)) Check(worker, file);
        }, file, file.WasChecked ? null : "papers");
    }

    private static bool IsUnchecked(Worker worker, CaseFile file) =>
        file.State.Status is RequestStatus.Submitted && file.State.Officer == worker.Code;

    private void Check(Worker worker, CaseFile file)
    {
        file.WasChecked = true;
        if (file.Intent.HasTie && !file.WasRecused) StepAside(worker, file);
        else if (file.ShovedFrom is { } home && home != worker.Officer.Department) Transfer(worker, file, home);
        else if (ShovesTo(worker, file) is { } elsewhere) Shove(worker, file, elsewhere);
        else if (file.Intent.BelongsTo is { } competent && !file.WasMoved && competent != worker.Officer.Department)
            Transfer(worker, file, competent);
        else if (file.Intent.IsIncomplete && file.Questions == 0) Ask(worker, file);
        else MarkReady(worker, file);
    }

    private void StepAside(Worker worker, CaseFile file)
    {
        file.WasRecused = true;
        var ground = _world.Dice("tie", file.Index, worker.Code).Weighted([
            ("kinship", 0.5), ("friendship-or-enmity", 0.2), ("interest", 0.15), ("former-employment", 0.15)]);
        Do(worker, file, (state, actor, now) => RecuseOfficerHandler.Handle(new(file.Id, ground), state, actor, now));
        Draw(file);
    }

    private void Transfer(Worker worker, CaseFile file, string competent)
    {
        (file.WasMoved, file.WasChecked) = (true, false);
        var ground = file.Demand.Service is "information-request" ? "place-of-matter" : "out-of-competence";
        var words = _world.Dice("transfer", file.Index).Pick(Words.Transfer);
        Do(worker, file, (state, actor, now) =>
            TransferRequestHandler.Handle(new(file.Id, competent, ground, words), state, Book, actor, now));
        Draw(file);
    }

    private void Ask(Worker worker, CaseFile file)
    {
        var question = _world.Dice("question", file.Index, file.Questions).Pick(Words.Question(file.Demand.Service));
        Do(worker, file, (state, actor, now) =>
            AskApplicantHandler.Handle(new(file.Id, question), state, Book, actor, now));
        _world.Citizens.AfterQuestion(file, file.Questions++);
    }

    private void MarkReady(Worker worker, CaseFile file)
    {
        Do(worker, file, (state, actor, now) => MarkReadyHandler.Handle(new(file.Id), state, Book, actor, now));
        file.Lies = Wrongs.LetsLie(file);
        Plan(file, 1);
        if (file.Lies) Give(worker, Work.Stall, LastTenth(file), file);
        MoveLater(file);
        if (file.Intent.Referrals.Count > 0 || file.Intent.IsDoubtful)
            Give(worker, Work.Study, Later(file, "study", 0, 0.1, 0.25 * file.Target), file);
        if (file.Intent.IsVisited) Give(worker, Work.Visit, Later(file, "visit", 0, 0.2, 0.6 * file.Target), file);
        if (Terms(file).Extension is not null) Give(worker, Work.Extend, BeforeLimit(file), file);
    }
}
