using System.Security.Cryptography;
using System.Text;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Rulebooks;

namespace EGov.Cli.Simulate;

/// <summary>What the staff do: each takes the oldest task from the desk, and the files of a queue in their order.</summary>
internal sealed class Offices
{
    private readonly World _world;
    private readonly SortedDictionary<string, Worker> _workers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Worker>> _staff = [];
    private readonly Dictionary<string, Worker> _managers = [];

    public Offices(World world)
    {
        _world = world;
        foreach (var officer in world.Handbook.Officers.Values.OrderBy(officer => officer.Code, StringComparer.Ordinal))
        {
            var role = officer.Roles.FirstOrDefault(role => role is "officer" or "manager" or "auditor");
            if (role is null) continue;
            var worker = _workers[officer.Code] = new(world, officer, role);
            if (role is "manager") _managers[officer.Department] = worker;
            if (role is "officer") StaffOf(officer.Department).Add(worker);
        }
    }

    /// <summary>A task that a worker has begun.</summary>
    /// <param name="Purpose">For which the file is opened first; none where it is not.</param>
    private sealed record Doing(double Minutes, Action Finish, CaseFile? File = null, string? Purpose = null);

    public void Open()
    {
        foreach (var worker in _workers.Values)
        {
            if (worker.Actor.Role is "officer" && !IsForAppeals(worker)) Give(worker, Work.Intake, _world.Scenario.From.At(7.5));
            if (worker.Actor.Role is "manager") Give(worker, Work.Reassign, _world.Scenario.From.AddDays(10).At(9));
            if (worker.Actor.Role is "auditor") Give(worker, Work.Audit, _world.Scenario.From.AddDays(3).At(8));
        }
    }

    public void AfterFiling(CaseFile file)
    {
        var dice = _world.Dice("priority", file.Index);
        if (dice.Chance(0.006) && _managers.TryGetValue(file.State.Matter.Department, out var manager))
            Give(manager, Work.Prioritise, _world.Now.AddHours(dice.Between(2, 30)), file);
    }

    /// <summary>The applicant answered, or the question lapsed.</summary>
    public void AfterQuestion(CaseFile file)
    {
        if (file.State.Officer is not { } holder) return;
        if (file.State.Status is RequestStatus.Submitted)
            Give(_workers[holder], Work.Papers, Later(file, "papers-again", file.Questions, 0.2, 1.4), file);
        else Expect(file);
    }

    public void AfterAppeal(CaseFile file)
    {
        if (AppealOfficer(file) is { } senior)
            Give(senior, Work.Appeal, WorkingDays(_world.Dice("appeal-time", file.Index).LogNormal(7, 0.4)), file);
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

    /// <summary>Whether an appeal can be decided at all: some senior officer had no part in the first decision.</summary>
    public Worker? AppealOfficer(CaseFile file)
    {
        var (decision, prepared) = (file.State.Decision, file.State.Prepared);
        return StaffOf(file.State.Matter.Department)
            .Where(worker => worker.Officer.Grade is "senior" or "head" && worker.Code != decision?.Officer
                && worker.Code != prepared?.Officer && !file.State.Recused.Contains(worker.Code))
            .OrderByDescending(IsForAppeals).ThenBy(worker => worker.Waiting).FirstOrDefault();
    }

    private void Give(Worker worker, Work kind, DateTimeOffset due, CaseFile? file = null, int referral = 0)
    {
        worker.Put(kind, due, file, referral);
        Nudge(worker);
    }

    private void Nudge(Worker worker)
    {
        if (worker.IsBusy || worker.Next is not { } next) return;
        var wakes = worker.NextAtWork(next.Due > _world.Now ? next.Due : _world.Now);
        if (worker.WakesAt <= wakes) return;
        worker.WakesAt = wakes;
        _world.Schedule(wakes, () => Wake(worker, wakes));
    }

    private void Wake(Worker worker, DateTimeOffset wakes)
    {
        if (worker.WakesAt != wakes) return;
        worker.WakesAt = null;
        while (!worker.IsBusy && worker.Next is { } job && job.Due <= _world.Now)
        {
            if (worker.NextAtWork(_world.Now) > _world.Now) break;
            worker.Drop(job);
            if (job.File is { } file && file.Plan != job.Plan && job.Kind is Work.Decide or Work.Second or Work.Study) continue;
            if (Begin(worker, job) is not { } doing) continue;
            var finished = _world.Now.AddMinutes(doing.Minutes);
            if (finished > worker.GoesAt(_world.Today).AddMinutes(12))
            {
                if (job.Kind is not (Work.Intake or Work.Audit or Work.Reassign))
                    worker.Put(job.Kind, _world.Today.AddDays(1).At(7), job.File, job.Referral);
                continue;
            }

            worker.IsBusy = true;
            if (doing.Purpose is { } purpose) _world.Open(doing.File!, worker.Actor, purpose);
            _world.Schedule(finished, () => Finish(worker, doing), doing.File);
        }

        Nudge(worker);
    }

    private void Finish(Worker worker, Doing doing)
    {
        worker.IsBusy = false;
        doing.Finish();
        Nudge(worker);
    }

    private Doing? Begin(Worker worker, Job job) => (job.Kind, job.File) switch
    {
        (Work.Intake, _) => BeginIntake(worker),
        (Work.Audit, _) => BeginAudit(worker),
        (Work.Reassign, _) => BeginReassign(worker),
        (Work.Papers, { } file) => BeginPapers(worker, file),
        (Work.Study, { } file) => IsHis(worker, file) && !file.WasStudied ? BeginStudy(worker, file) : null,
        (Work.Visit, { } file) => BeginVisit(worker, file),
        (Work.Decide, { } file) => BeginDecide(worker, file),
        (Work.Second, { } file) => BeginSecond(worker, file),
        (Work.Notify, { } file) => BeginNotify(worker, file),
        (Work.Close, { } file) => BeginClose(worker, file),
        (Work.Opinion, { } file) => BeginOpinion(worker, file, job.Referral),
        (Work.Appeal, { } file) => BeginAppeal(worker, file),
        (Work.Remedy, { } file) => BeginRemedy(worker, file),
        (Work.Extend, { } file) => BeginExtend(worker, file),
        (Work.Supervise, { } file) => file.State.IsReadableBy(worker.Actor) ? new(12, static () => { }, file, "supervision") : null,
        (Work.Prioritise, { } file) => BeginPrioritise(worker, file),
        _ => null,
    };

    // The queue.

    /// <summary>Each takes a share of what waits, so that a file waits as long as the department usually needs.</summary>
    private Doing? BeginIntake(Worker worker)
    {
        worker.Put(Work.Intake, _world.Today.AddDays(1).At(7.5));
        var dice = _world.Dice("intake", worker.Code, _world.Today.DayNumber);
        var taken = new List<(string Queue, int Files)>();
        foreach (var queue in _world.QueuesOf(worker.Officer.Department))
        {
            var waiting = _world.Queue(queue).Where(file => file.State.Officer is null).ToList();
            if (waiting.Count == 0 || !IsCompetent(worker, waiting[0])) continue;
            var team = StaffOf(worker.Officer.Department).Count(colleague =>
                !IsForAppeals(colleague) && !colleague.IsAway(_world.Today) && IsCompetent(colleague, waiting[0]));
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
        var ground = dice.Weighted([("statutory-priority", 0.6), ("emergency", 0.3), ("court-order", 0.1)]);
        var manager = _managers.GetValueOrDefault(worker.Officer.Department);
        var isGiven = dice.Chance(worker.Tempo.Distributed) && manager is not null && manager.NextAtWork(_world.Now) == _world.Now;
        var overtaken = new Overtaken(_world.Before(file).Count(earlier => earlier.State.Officer is null));
        var actor = isGiven ? manager!.Actor : worker.Actor;
        var command = new AssignRequest(file.Id, isGiven ? worker.Code : null, overtaken.Count > 0 ? ground : null);
        _world.Do(file, actor, (state, now) => AssignRequestHandler.Handle(command, state, overtaken, _world.Handbook, actor, now));
        if (file.State.Status is RequestStatus.Submitted)
            Give(worker, Work.Papers, Later(file, "papers", file.State.Recused.Count, 0.05, 0.9), file);
        else if (file.State.Status is RequestStatus.Ready) Plan(file, 1);
    }

    private Doing? BeginPapers(Worker worker, CaseFile file)
    {
        if (!IsUnchecked(worker, file)) return null;
        var minutes = _world.Dice("papers-minutes", file.Index, file.Acts).LogNormal(14, 0.4) * worker.Pace;
        return new(minutes, () => { if (IsUnchecked(worker, file)) Check(worker, file); }, file, file.WasChecked ? null : "papers");
    }

    private static bool IsUnchecked(Worker worker, CaseFile file) =>
        file.State.Status is RequestStatus.Submitted && file.State.Officer == worker.Code;

    private void Check(Worker worker, CaseFile file)
    {
        file.WasChecked = true;
        var dice = _world.Dice("check", file.Index, file.Acts);
        if (file.Intent.HasTie && !file.WasRecused)
        {
            file.WasRecused = true;
            var recuse = new RecuseOfficer(file.Id, dice.Weighted([("kinship", 0.5), ("friendship-or-enmity", 0.2), ("interest", 0.15), ("former-employment", 0.15)]));
            _world.Do(file, worker.Actor, (state, now) => RecuseOfficerHandler.Handle(recuse, state, worker.Actor, now));
        }
        else if (file.Intent.BelongsTo is { } competent && !file.WasMoved && competent != worker.Officer.Department)
        {
            (file.WasMoved, file.WasChecked) = (true, false);
            var ground = file.Demand.Service is "information-request" ? "place-of-matter" : "out-of-competence";
            var transfer = new TransferRequest(file.Id, competent, ground, dice.Pick(Words.Transfer));
            _world.Do(file, worker.Actor, (state, now) => TransferRequestHandler.Handle(transfer, state, _world.Handbook, worker.Actor, now));
        }
        else if (file.Intent.IsIncomplete && file.Questions == 0) Ask(worker, file);
        else
        {
            _world.Do(file, worker.Actor, (state, now) => MarkReadyHandler.Handle(new(file.Id), state, _world.Handbook, worker.Actor, now));
            Plan(file, 1);
            if (file.Intent.Referrals.Count > 0 || file.Intent.IsDoubtful)
                Give(worker, Work.Study, Later(file, "study", 0, 0.1, 0.25 * file.Target), file);
            if (file.Intent.IsVisited) Give(worker, Work.Visit, Later(file, "visit", 0, 0.2, 0.6 * file.Target), file);
            if (Terms(file).Extension is not null) Give(worker, Work.Extend, DaysBeforeLimit(file), file);
        }
    }

    private void Ask(Worker worker, CaseFile file)
    {
        var question = _world.Dice("question", file.Index, file.Questions).Pick(Words.Question(file.Demand.Service));
        _world.Do(file, worker.Actor, (state, now) =>
            AskApplicantHandler.Handle(new(file.Id, question), state, _world.Handbook, worker.Actor, now));
        _world.Citizens.AfterQuestion(file, file.Questions++);
    }

    // From ready to decided.

    /// <summary>Sets the day on which the officer means to decide.</summary>
    private void Plan(CaseFile file, double part)
    {
        var worker = _workers[file.State.Officer!];
        var dice = _world.Dice("target", file.Index, file.State.Contests, worker.Code);
        var terms = Terms(file);
        var median = part * terms.PromiseDays * worker.Tempo.Pace * worker.Pace * Tempo.Season(_world.Today)
            * Math.Exp(worker.Tempo.Waves * worker.Backlog(_world.Today));
        var target = Math.Max(0.3, dice.LogNormal(median, 0.15));
        var limit = file.State.LegalLimitDays + file.State.ExtensionDays;
        if (target > limit && dice.Chance(worker.Tempo.Punctuality)) target = limit - dice.Between(0.2, 2);
        file.Target = target;
        Expect(file);
    }

    /// <summary>Puts the decision on the officer's desk for its day, or for the next hours where that has passed.</summary>
    private void Expect(CaseFile file)
    {
        file.Plan++;
        var used = file.State.DaysUsed(_world.Handbook.Calendar, _world.Today);
        var isTwo = Terms(file).FourEyes;
        var left = file.Target - used - (isTwo ? 1.1 : 0);
        var due = left > 0.1 ? WorkingDays(left) : Later(file, "overdue", file.Plan, 0.02, 0.35);
        Give(_workers[file.State.Officer!], Work.Decide, due, file);
    }

    private Doing BeginStudy(Worker worker, CaseFile file)
    {
        var minutes = _world.Dice("study-minutes", file.Index).LogNormal(28, 0.4) * worker.Pace;
        return new(minutes, () => { if (IsHis(worker, file)) Study(worker, file); }, file, "decision");
    }

    private void Study(Worker worker, CaseFile file)
    {
        file.WasStudied = true;
        var dice = _world.Dice("study", file.Index);
        foreach (var department in file.Intent.Referrals)
        {
            if (department == file.State.Matter.Department) continue;
            var refer = new ReferRequest(file.Id, department, dice.Pick(Words.Referral), dice.Pick([7, 10, 10, 15]));
            _world.Do(file, worker.Actor, (state, now) => ReferRequestHandler.Handle(refer, state, _world.Handbook, worker.Actor, now));
            var asked = StaffOf(department).Where(other => !IsForAppeals(other))
                .OrderByDescending(other => other.Officer.Services.Contains(file.Demand.Service))
                .ThenBy(other => other.Waiting).ThenBy(other => other.Code, StringComparer.Ordinal).First();
            var time = _world.Dice("opinion-time", file.Index, department).LogNormal(asked.Tempo.Opinion * asked.Pace, 0.45)
                * Math.Exp(0.5 * asked.Tempo.Waves * asked.Backlog(_world.Today));
            Give(asked, Work.Opinion, WorkingDays(time), file, file.State.Referrals);
        }

        if (!file.Intent.IsDoubtful || file.WasDoubted) return;
        file.WasDoubted = true;
        Ask(worker, file);
    }

    private Doing? BeginOpinion(Worker worker, CaseFile file, int referral)
    {
        if (!file.State.OpenReferrals.ContainsKey(referral)) return null;
        var dice = _world.Dice("opinion", file.Index, referral);
        return new(dice.LogNormal(30, 0.4) * worker.Pace, () =>
        {
            if (!file.State.OpenReferrals.ContainsKey(referral)) return;
            var opinion = file.Intent.IsSound ? Opinion.Favourable
                : dice.Weighted([(Opinion.Favourable, 0.86), (Opinion.Unfavourable, 0.07), (Opinion.NoOpinion, 0.07)]);
            file.Opinions.Add(opinion);
            var answer = new AnswerReferral(file.Id, referral, opinion, dice.Pick(Words.Opinion(opinion)));
            _world.Do(file, worker.Actor, (state, now) => AnswerReferralHandler.Handle(answer, state, worker.Actor, now));
            if (file.State.Status is RequestStatus.Ready && file.State.OpenReferrals.Count == 0) Expect(file);
        }, file, "referral");
    }

    /// <summary>Out for the better part of a morning; put on the file back at the desk.</summary>
    private Doing? BeginVisit(Worker worker, CaseFile file)
    {
        if (!IsHis(worker, file)) return null;
        var dice = _world.Dice("visit-time", file.Index);
        return new(dice.Between(35, 110), () =>
        {
            var (done, due) = (_world.Now, file.State.ReadyAt?.Day() is { } ready ? _world.Handbook.Calendar.AddWorkingDays(ready, 7) : default(DateOnly?));
            _world.Schedule(done.AddMinutes(dice.Between(2, 45)), () =>
            {
                if (!IsHis(worker, file) || file.LastAt > done) return;
                _world.Do(file, worker.Actor, (state, now) =>
                    RecordStepHandler.Handle(new(file.Id, file.Demand.Visit!, due), state, worker.Actor, now), at: done);
            });
        }, file);
    }

    private Doing? BeginExtend(Worker worker, CaseFile file)
    {
        if (!IsHis(worker, file) || file.State.Prepared is not null || Terms(file).Extension is not { } extension) return null;
        if (file.State.Extensions >= extension.Times || file.State.LegalLimit < _world.Today) return null;
        if (DaysBeforeLimit(file) is var due && due.Day() > _world.Today)
        {
            worker.Put(Work.Extend, due, file);
            return null;
        }

        var dice = _world.Dice("extension", file.Index);
        if (!dice.Chance(file.State.OpenReferrals.Count > 0 ? 0.7 : 0.35)) return null;
        var ground = file.State.OpenReferrals.Count > 0 ? "expert-opinion" : dice.Pick(["complexity", "field-visit", "third-party"]);
        return new(6, () =>
        {
            if (!IsHis(worker, file) || file.State.Extensions >= extension.Times || file.State.LegalLimit < _world.Today) return;
            _world.Do(file, worker.Actor, (state, now) =>
                ExtendRequestHandler.Handle(new(file.Id, ground), state, _world.Handbook, worker.Actor, now));
        }, file);
    }

    /// <summary>The file, or the one before it in the same queue: whoever came first is served first.</summary>
    private Doing? BeginDecide(Worker worker, CaseFile due)
    {
        if (!IsDecidable(worker, due) || due.State.Prepared is not null) return null;
        var file = Overtakes(due) ? due : FirstOf(due) ?? due;
        if (file != due)
        {
            if (file.State.Prepared is not null && !Terms(due).FourEyes)
            {
                worker.Put(Work.Decide, _world.Now.AddHours(3), due);
                return null;
            }

            if (file.State.Prepared is not null) file = due;
            else worker.Put(Work.Decide, _world.Now.AddSeconds(1), due);
        }

        if (!file.WasStudied && (file.Intent.Referrals.Count > 0 || file.Intent.IsDoubtful)) return BeginStudy(worker, file);
        var minutes = _world.Dice("decision-minutes", file.Index, file.State.Contests).LogNormal(34, 0.4) * worker.Pace;
        return new(minutes, () =>
        {
            if (!IsDecidable(worker, file) || file.State.Prepared is not null) return;
            var criteria = Weigh(worker, file, out var answers);
            var ground = OverrideFor(file, criteria.Computed);
            if (Terms(file).FourEyes || ground is not null) Prepare(worker, file, criteria, answers, ground);
            else if (FirstOf(file) is null || Overtakes(file)) Decide(worker, file);
            else Expect(file);
        }, file, "decision");
    }

    private void Prepare(Worker worker, CaseFile file, Criteria criteria, IReadOnlyList<AnswerGiven> answers, string? ground)
    {
        var outcome = ground is null ? criteria.Computed : Outcome.Granted;
        _world.Do(file, worker.Actor, (state, now) => PrepareDecisionHandler.Handle(
            new(file.Id, outcome, answers, ground), state, Facts(file), _world.Handbook, worker.Actor, now));
        if (SecondFor(file) is { } second)
            Give(second, Work.Second, WorkingDays(_world.Dice("second", file.Index, file.State.Contests).Between(0.15, 1.5)), file);
    }

    /// <summary>Another pair of eyes; they too take the earliest prepared file of the same officer first.</summary>
    private Doing? BeginSecond(Worker worker, CaseFile due)
    {
        if (due.State.Prepared is null || due.State.Status is not RequestStatus.Ready || due.State.OpenReferrals.Count > 0) return null;
        var file = FirstOf(due) ?? due;
        if (!MaySecond(worker, file) || file.State.Prepared is null)
        {
            // The earlier one is not yet prepared, or is for somebody else.
            worker.Put(Work.Second, _world.Now.AddHours(3), due);
            return null;
        }

        if (file != due) worker.Put(Work.Second, _world.Now.AddSeconds(1), due);
        var minutes = _world.Dice("second-minutes", file.Index, file.State.Contests).LogNormal(18, 0.4) * worker.Pace;
        return new(minutes, () =>
        {
            if (file.State.Prepared is null || !MaySecond(worker, file) || file.State.Status is not RequestStatus.Ready) return;
            if (file.State.OpenReferrals.Count > 0) return;
            if (FirstOf(file) is null) Decide(worker, file);
            else worker.Put(Work.Second, _world.Now.AddHours(1), file);
        }, file, "decision");
    }

    private void Decide(Worker worker, CaseFile file)
    {
        var (terms, prepared) = (Terms(file), file.State.Prepared);
        var criteria = Weigh(worker, file, out var answers);
        var outcome = prepared?.OverrideGround is not null ? prepared.Proposed : criteria.Computed;
        var dice = _world.Dice("decision", file.Index, file.State.Contests);
        var rules = _world.Handbook.Rules(terms.Rulebook, _world.Today);
        var decide = new DecideRequest(file.Id, outcome, prepared is null ? answers : null,
            Reasons: dice.Pick(outcome is Outcome.Refused ? Words.BadReason : Words.GoodReason),
            Guidance: outcome is Outcome.Refused ? GuidanceOf(rules, criteria) : null,
            ValueRials: terms.HasValue && outcome is Outcome.Granted ? ValueOf(file, dice) : null,
            OvertakingGround: dice.Weighted([("statutory-priority", 0.5), ("emergency", 0.35), ("court-order", 0.15)]));
        var overtaken = new Overtaken(_world.Before(file).Count(earlier =>
            earlier.State.Officer == file.State.Officer && earlier.State.Status is RequestStatus.Ready));
        _world.Do(file, worker.Actor, (state, now) => DecideRequestHandler.Handle(
            decide, state, Facts(file), overtaken, _world.Handbook, worker.Actor, now));
        AfterDecision(worker, file);
    }

    private void AfterDecision(Worker decider, CaseFile file)
    {
        var dice = _world.Dice("notice", file.Index, file.State.Contests, file.State.WasAppealed);
        var tells = file.State.Officer is { } holder && dice.Chance(0.5) ? _workers[holder] : decider;
        var due = dice.Chance(0.65) ? _world.Now.AddMinutes(dice.Between(1, 8)) : WorkingDays(dice.Between(0.2, 1.3));
        Give(tells, Work.Notify, due, file);
    }

    private Doing? BeginNotify(Worker worker, CaseFile file)
    {
        if (file.State.Status is not RequestStatus.Decided) return null;
        var dice = _world.Dice("notice-channel", file.Index, file.State.Contests, file.State.WasAppealed);
        var channel = file.Filing is not null && file.Filer.Role is "clerk" ? dice.Weighted([("desk", 0.6), ("letter", 0.4)]) : "portal";
        return new(3, () =>
        {
            _world.Do(file, worker.Actor, (state, now) =>
                NotifyDecisionHandler.Handle(new(file.Id, channel), state, _world.Handbook, worker.Actor, now));
            _world.Citizens.AfterNotice(file);
            var due = dice.Chance(0.7) ? _world.Now.AddMinutes(dice.Between(1, 4)) : WorkingDays(dice.Between(0.3, 2.5));
            Give(worker, Work.Close, due, file);
        }, file);
    }

    private Doing? BeginClose(Worker worker, CaseFile file)
    {
        if (file.State.Status is not RequestStatus.Notified) return null;
        return new(2, () =>
        {
            if (file.State.Status is not RequestStatus.Notified) return;
            var closure = file.State.Decision!.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved;
            _world.Do(file, worker.Actor, (state, now) =>
                CloseRequestHandler.Handle(new(file.Id, closure), state, _world.Handbook, worker.Actor, now));
            _world.Citizens.AfterClosing(file);
        }, file);
    }

    private Doing? BeginAppeal(Worker worker, CaseFile file)
    {
        if (file.State.Status is not RequestStatus.Appealed) return null;
        var dice = _world.Dice("appeal", file.Index);
        return new(dice.LogNormal(65, 0.3), () =>
        {
            var first = file.State.Decision!;
            var rules = _world.Handbook.Rulebooks[first.Rulebook].Versions.Single(version => version.Version == first.RulebookVersion);
            // Only what a person judged can be judged otherwise; what was computed stands.
            var judged = first.Answers.Where(answer => answer.Answer is Answer.NotMet && answer.By != "computed"
                && rules.Criteria.Single(criterion => criterion.Code == answer.Criterion).IsRequired).ToList();
            var isOverturned = first.Outcome is Outcome.Refused && judged.Count > 0 && dice.Chance(0.5);
            IReadOnlyList<AnswerGiven> answers = isOverturned
                ? [.. judged.Select(answer => new AnswerGiven(answer.Criterion, Answer.Met, Evidence(file, answer.Criterion, "appeal"), Words.MetNote[0]))]
                : [];
            var criteria = Criteria.Of(rules, file.State, Facts(file), answers, first.Answers, worker.Code);
            var outcome = isOverturned ? criteria.Computed : first.Outcome;
            var reasons = dice.Pick(outcome != first.Outcome ? Words.Overturned : Words.Upheld);
            _world.Do(file, worker.Actor, (state, now) => DecideAppealHandler.Handle(
                new(file.Id, outcome, reasons, answers), state, Facts(file), _world.Handbook, worker.Actor, now));
            AfterDecision(worker, file);
        }, file, "appeal");
    }

    private Doing? BeginRemedy(Worker worker, CaseFile file)
    {
        if (!file.State.OwesRemedy || file.State.Matter.Department != worker.Officer.Department) return null;
        var dice = _world.Dice("remedy", file.Index, file.State.Contests);
        var kind = dice.Weighted([("apology", 0.84), ("correction", 0.1), ("compensation-referral", 0.06)]);
        return new(8, () =>
        {
            if (!file.State.OwesRemedy || file.State.Matter.Department != worker.Officer.Department) return;
            _world.Do(file, worker.Actor, (state, now) =>
                GiveRemedyHandler.Handle(new(file.Id, kind, dice.Pick(Words.Remedy(kind))), state, worker.Actor, now));
        }, file);
    }

    private Doing? BeginPrioritise(Worker manager, CaseFile file)
    {
        if (!MayPrioritise(manager, file)) return null;
        var dice = _world.Dice("priority-ground", file.Index);
        var ground = dice.Weighted([("statutory-priority", 0.7), ("emergency", 0.25), ("court-order", 0.05)]);
        return new(5, () =>
        {
            if (MayPrioritise(manager, file))
                _world.Do(file, manager.Actor, (state, now) => PrioritiseRequestHandler.Handle(new(file.Id, 1, ground), state, manager.Actor, now));
        }, file, "supervision");
    }

    private static bool MayPrioritise(Worker manager, CaseFile file) =>
        file.State is { IsOpen: true, Decision: null, Priority: 0 } && file.State.Matter.Department == manager.Officer.Department;

    /// <summary>What is nearly due and lies with somebody who is away goes to a colleague.</summary>
    private Doing? BeginReassign(Worker manager)
    {
        manager.Put(Work.Reassign, _world.Handbook.Calendar.AddWorkingDays(_world.Today, 1).At(9));
        var soon = _world.Handbook.Calendar.AddWorkingDays(_world.Today, 3);
        var stuck = _world.QueuesOf(manager.Officer.Department).SelectMany(_world.Queue)
            .Where(file => file.State is { Status: RequestStatus.Ready, Officer: not null, Prepared: null } && file.State.LegalLimit <= soon
                && _workers[file.State.Officer].IsAway(_world.Today) && _workers[file.State.Officer].IsAway(_world.Today.AddDays(1)))
            .ToList();
        return stuck.Count == 0 ? null : new(4 * stuck.Count, () => { foreach (var file in stuck) Reassign(manager, file); });
    }

    private void Reassign(Worker manager, CaseFile file)
    {
        var colleague = StaffOf(manager.Officer.Department)
            .Where(worker => worker.Code != file.State.Officer && !IsForAppeals(worker) && !worker.IsAway(_world.Today)
                && IsCompetent(worker, file) && !file.State.Recused.Contains(worker.Code))
            .OrderBy(worker => worker.Waiting).ThenBy(worker => worker.Code, StringComparer.Ordinal).FirstOrDefault();
        // With earlier files of the queue still in nobody's hands it would be an overtaking, and absence is no ground for one.
        if (colleague is null || file.State is not { Status: RequestStatus.Ready, Prepared: null }) return;
        if (_world.Before(file).Any(earlier => earlier.State.Officer is null)) return;
        _world.Do(file, manager.Actor, (state, now) => AssignRequestHandler.Handle(
            new(file.Id, colleague.Code), state, Overtaken.None, _world.Handbook, manager.Actor, now));
        Expect(file);
    }

    private Doing? BeginAudit(Worker auditor)
    {
        var dice = _world.Dice("audit", auditor.Code, _world.Today.DayNumber);
        auditor.Put(Work.Audit, _world.Handbook.Calendar.AddWorkingDays(_world.Today, 1).At(dice.Between(8, 12)));
        if (_world.Files.Count == 0) return null;
        return new(40, static () => { }, dice.Pick(_world.Files), "audit");
    }

    // What a decision rests on.

    private Criteria Weigh(Worker worker, CaseFile file, out IReadOnlyList<AnswerGiven> answers)
    {
        var rules = _world.Handbook.Rules(Terms(file).Rulebook, _world.Today);
        answers = [.. rules.Criteria.Where(criterion => criterion.IsHuman).Select(criterion => Judge(file, criterion)).OfType<AnswerGiven>()];
        return Criteria.Of(rules, file.State, Facts(file), file.State.Prepared is null ? answers : null,
            file.State.Prepared?.Answers, worker.Code);
    }

    private AnswerGiven? Judge(CaseFile file, Criterion criterion)
    {
        var dice = _world.Dice("judgement", file.Index, criterion.Code, file.State.Contests);
        if (!criterion.IsRequired && dice.Chance(0.3)) return null;
        if (criterion.Code is "health-fitness" && file.Facts["trade"].GetString() is not ("food-retail" or "bakery"))
            return new(criterion.Code, Answer.NotApplicable);
        var doubt = criterion.Code == file.Demand.Judged && file.Opinions.Contains(Opinion.Unfavourable) ? 0.85
            : criterion.Code is "duty-breached" ? 0.42
            : criterion.IsRequired ? 0.035 : 0.2;
        if (file.Intent.IsSound || !dice.Chance(doubt))
            return new(criterion.Code, Answer.Met, Evidence(file, criterion.Code, "first"), dice.Chance(0.25) ? dice.Pick(Words.MetNote) : null);
        return new(criterion.Code, Answer.NotMet, Evidence(file, criterion.Code, "first"), dice.Pick(Words.UnmetNote));
    }

    /// <summary>The digest of an invented document.</summary>
    private static string Evidence(CaseFile file, string criterion, string instance) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Id}/{criterion}/{instance}/{file.State.Contests}")));

    private string? OverrideFor(CaseFile file, Outcome computed)
    {
        var dice = _world.Dice("override", file.Index, file.State.Contests);
        return computed is Outcome.Refused && !file.Intent.IsQuiet && dice.Chance(0.03)
            ? dice.Weighted([("facts-corrected-on-evidence", 0.55), ("exception-in-law", 0.3), ("court-order", 0.15)])
            : null;
    }

    private static string GuidanceOf(RulebookVersion rules, Criteria criteria) =>
        string.Join('\n', rules.Criteria.Where(criterion => criteria.Unmet.Contains(criterion.Code)).Select(criterion => criterion.Guidance.Fa));

    private static long ValueOf(CaseFile file, Dice dice) => file.Demand.Service switch
    {
        "social-support" => dice.Whole(12, 60) * 1_000_000L,
        "land-use-change" => file.Facts["requestedArea"].GetInt64() * dice.Whole(60, 240) * 1_000L,
        "gravel-extraction" => file.Facts["annualVolume"].GetInt64() * dice.Whole(35, 60) * 1_000L,
        _ => dice.Whole(5, 50) * 1_000_000L,
    };

    private static OpenFacts Facts(CaseFile file)
    {
        var values = new System.Text.Json.Nodes.JsonObject();
        foreach (var (name, value) in file.Facts) values[name] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        return new(values);
    }

    // Who, and when.

    private ServiceTerms Terms(CaseFile file) => _world.Handbook.TermsOf(file.State);

    private List<Worker> StaffOf(string department) =>
        _staff.TryGetValue(department, out var staff) ? staff : _staff[department] = [];

    private static bool IsForAppeals(Worker worker) => worker.Officer.Roles.Contains("appeal");

    private bool IsCompetent(Worker worker, CaseFile file) =>
        Terms(file).Department != worker.Officer.Department || worker.Officer.Handles(file.Demand.Service);

    private static bool IsHis(Worker worker, CaseFile file) =>
        file.State.Status is RequestStatus.Ready && file.State.Officer == worker.Code;

    private static bool IsDecidable(Worker worker, CaseFile file) => IsHis(worker, file) && file.State.OpenReferrals.Count == 0;

    /// <summary>The earliest complete file of the same officer and queue that stands before this one.</summary>
    private CaseFile? FirstOf(CaseFile file) => _world.Before(file).FirstOrDefault(earlier =>
        earlier.State.Officer == file.State.Officer && earlier.State.Status is RequestStatus.Ready);

    /// <summary>A few files are decided before earlier ones, for a reason that the law knows.</summary>
    private bool Overtakes(CaseFile file) => !Terms(file).FourEyes && _world.Dice("overtaking", file.Index).Chance(0.006);

    private Worker? SecondFor(CaseFile file) =>
        StaffOf(file.State.Matter.Department).Where(worker => MaySecond(worker, file) && !IsForAppeals(worker))
            .OrderByDescending(worker => IsCompetent(worker, file)).ThenBy(worker => worker.IsAway(_world.Today))
            .ThenBy(worker => worker.Waiting).ThenBy(worker => worker.Code, StringComparer.Ordinal).FirstOrDefault();

    private static bool MaySecond(Worker worker, CaseFile file) =>
        worker.Code != file.State.Officer && worker.Code != file.State.Prepared?.Officer
        && worker.Officer.Department == file.State.Matter.Department && !file.State.Recused.Contains(worker.Code);

    /// <summary>Two working days before the limit, in the morning.</summary>
    private DateTimeOffset DaysBeforeLimit(CaseFile file)
    {
        var limit = file.State.LegalLimit ?? _world.Handbook.Calendar.AddWorkingDays(_world.Today, 5);
        var day = limit;
        for (var back = 0; back < 2; day = day.AddDays(-1)) if (_world.Handbook.Calendar.IsWorkingDay(day)) back++;
        return day.At(8.5);
    }

    private DateTimeOffset Later(CaseFile file, string purpose, int time, double low, double high) =>
        WorkingDays(_world.Dice(purpose, file.Index, time).Between(low, Math.Max(low + 0.1, high)));

    /// <summary>So many working days from now; the part behind the point falls into office hours.</summary>
    private DateTimeOffset WorkingDays(double days)
    {
        var calendar = _world.Handbook.Calendar;
        var hour = Math.Clamp(_world.Now.Hour(), 8, 14) + days % 1 * 6;
        var whole = (int)days + (hour > 14 ? 1 : 0);
        return calendar.AddWorkingDays(_world.Today, whole).At(hour > 14 ? hour - 6 : hour);
    }
}
