using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Oversight;
using EGov.Rulebooks;

namespace EGov.Cli.Simulate;

/// <summary>From a complete file to a closed one: when it is decided, by what, by whom, and how the applicant is told.</summary>
internal sealed partial class Offices
{
    /// <summary>Sets the day on which the officer means to decide.</summary>
    /// <param name="part">Of the time that such a file usually takes.</param>
    private void Plan(CaseFile file, double part)
    {
        var worker = _workers[file.State.Officer!];
        var dice = _world.Dice("target", file.Index, file.State.Contests, worker.Code);
        var median = part * Terms(file).PromiseDays * worker.Tempo.Pace * worker.Pace * Tempo.Season(Today)
            * Math.Exp(worker.Tempo.Waves * worker.Backlog(Today));
        var target = Math.Max(0.3, dice.LogNormal(median, 0.15));
        var limit = file.State.LegalLimitDays + file.State.ExtensionDays;
        if (target > limit && dice.Chance(worker.Tempo.Punctuality)) target = limit - dice.Between(0.2, 2);
        if (Wrongs.IsHurried(file) && !Terms(file).FourEyes)
            target = _world.Dice("hurry", file.Index).Between(0.1, 0.9);
        if (file.Lies) target = Math.Max(target, limit + 1);
        file.Target = target;
        Expect(file);
    }

    /// <summary>Puts the decision on the officer's desk for its day, or for the next hours where that has passed.</summary>
    private void Expect(CaseFile file)
    {
        file.Plan++;
        var left = file.Target - file.State.DaysUsed(Book.Calendar, Today) - (Terms(file).FourEyes ? 1.1 : 0);
        var due = left > 0.1 ? WorkingDays(left) : Later(file, "overdue", file.Plan, 0.02, 0.35);
        Give(_workers[file.State.Officer!], Work.Decide, due, file);
    }

    /// <summary>The file, or the one before it in the same queue: whoever came first is served first.</summary>
    private Doing? BeginDecide(Worker worker, CaseFile due)
    {
        if (!IsDecidable(worker, due)) return null;
        var file = Overtakes(due) ? due : FirstOf(due) ?? due;
        if (file.State.Prepared is not null && Terms(due).FourEyes) file = due;
        if (file.State.Prepared is not null)
        {
            worker.Put(Work.Decide, _world.Now.AddHours(3), due);
            return null;
        }

        if (due.Lies) due.Lies = false;
        if (file.Lies || DefersToNight(worker, file))
        {
            if (file != due) worker.Put(Work.Decide, Today.AddDays(1).At(8), due);
            return null;
        }

        if (file != due) worker.Put(Work.Decide, _world.Now.AddSeconds(1), due);
        if (!file.WasStudied && (file.Intent.Referrals.Count > 0 || file.Intent.IsDoubtful)) return BeginStudy(worker, file);
        var dice = _world.Dice("decision-minutes", file.Index, file.State.Contests);
        return new(dice.LogNormal(34, 0.4) * worker.Pace * worker.Minutes, () =>
        {
            if (!IsDecidable(worker, file)) return;
            var criteria = Weigh(worker, file, out var answers);
            var ground = OverrideFor(worker, file, criteria.Computed);
            if (Terms(file).FourEyes || ground is not null) Prepare(worker, file, criteria.Computed, answers, ground);
            else if (FirstOf(file) is null || Overtakes(file)) Decide(worker, file);
            else Expect(file);
        }, file, "decision");
    }

    private void Prepare(
        Worker worker, CaseFile file, Outcome computed, IReadOnlyList<AnswerGiven> answers, string? ground)
    {
        var prepare = new PrepareDecision(file.Id, ground is null ? computed : Outcome.Granted, answers, ground);
        Do(worker, file, (state, actor, now) =>
            PrepareDecisionHandler.Handle(prepare, state, Facts(file), Book, actor, now));
        var days = _world.Dice("second", file.Index, file.State.Contests).Between(0.15, 1.5);
        if (SecondFor(file) is { } second) Give(second, Work.Second, WorkingDays(days), file);
    }

    /// <summary>Another pair of eyes; they too take the earliest prepared file of the same officer first.</summary>
    private Doing? BeginSecond(Worker worker, CaseFile due)
    {
        if (!MaySecond(worker, due)) return null;
        var file = FirstOf(due) ?? due;
        if (!MaySecond(worker, file) || (Suborned(file) is { } bribed && bribed != worker))
        {
            // The earlier one is not yet prepared, or is for somebody else.
            worker.Put(Work.Second, _world.Now.AddHours(3), due);
            return null;
        }

        if (file != due) worker.Put(Work.Second, _world.Now.AddSeconds(1), due);
        var dice = _world.Dice("second-minutes", file.Index, file.State.Contests);
        return new(dice.LogNormal(18, 0.4) * worker.Pace, () =>
        {
            if (!MaySecond(worker, file)) return;
            if (FirstOf(file) is null) Decide(worker, file);
            else worker.Put(Work.Second, _world.Now.AddHours(1), file);
        }, file, "decision");
    }

    private void Decide(Worker worker, CaseFile file)
    {
        var (terms, prepared) = (Terms(file), file.State.Prepared);
        var criteria = Weigh(worker, file, out var answers);
        var outcome = prepared?.OverrideGround is not null ? prepared.Proposed : criteria.Computed;
        var isRefused = outcome is Outcome.Refused;
        var dice = _world.Dice("decision", file.Index, file.State.Contests);
        var decide = new DecideRequest(file.Id, outcome, prepared is null ? answers : null,
            Reasons: dice.Pick(isRefused ? Words.BadReason : Words.GoodReason),
            Guidance: isRefused ? Guidance(Book.Rules(terms.Rulebook, Today), criteria) : null,
            ValueRials: terms.HasValue && !isRefused ? ValueOf(file, dice) : null,
            OvertakingGround: dice.Weighted([("statutory-priority", 0.5), ("emergency", 0.35), ("court-order", 0.15)]),
            Cites: Cites(file));
        var overtaken = new Overtaken(_world.Before(file).Count(passed => IsOfSameOfficer(passed, file)));
        var earlier = Wrongs.DatesBack(worker.Code, file);
        _world.Do(file, worker.Actor, (state, now) =>
            DecideRequestHandler.Handle(decide, state, Facts(file), overtaken, Book, worker.Actor, now), at: earlier);
        Wrongs.AfterDecision(worker.Code, file, isBackdated: earlier is not null);
        AfterDecision(worker, file);
    }

    /// <summary>One decision in three names the guidance that there is for its service.</summary>
    private IReadOnlyList<string>? Cites(CaseFile file)
    {
        var matter = file.State.Matter;
        var clauses =
            from note in Book.Guidance.Values.OrderBy(note => note.Number, StringComparer.Ordinal)
            let edition = note.On(Today)
            where edition is not null && edition.Text.Services.Contains(matter.Service)
                && edition.Text.Binds(matter.Department)
            from clause in Enumerable.Range(1, edition.Text.Clauses.Count)
            select GuidanceWords.ClauseOf(note.Number, clause);
        var dice = _world.Dice("guidance/cites", file.Index, file.State.Contests);
        return clauses.ToList() is { Count: > 0 } all && dice.Chance(0.35) ? [dice.Pick(all)] : null;
    }

    private void AfterDecision(Worker decider, CaseFile file)
    {
        var dice = _world.Dice("notice", file.Index, file.State.Contests, file.State.WasAppealed);
        var holder = file.State.Officer is { } code && !_workers[code].IsAway(Today) ? _workers[code] : decider;
        var due = dice.Chance(0.65) ? _world.Now.AddMinutes(dice.Between(1, 8)) : WorkingDays(dice.Between(0.2, 1.3));
        Give(dice.Chance(0.5) ? holder : decider, Work.Notify, due, file);
    }

    private Doing? BeginNotify(Worker worker, CaseFile file)
    {
        if (file.State.Status is not RequestStatus.Decided) return null;
        var dice = _world.Dice("notice-channel", file.Index, file.State.Contests, file.State.WasAppealed);
        var channel = file.Filer.Role is "clerk" ? dice.Weighted([("desk", 0.6), ("letter", 0.4)]) : "portal";
        return new(3, () =>
        {
            Do(worker, file, (state, actor, now) =>
                NotifyDecisionHandler.Handle(new(file.Id, channel), state, Book, actor, now));
            _world.Citizens.AfterNotice(file);
            var isSoon = dice.Chance(0.7);
            Give(worker, Work.Close,
                isSoon ? _world.Now.AddMinutes(dice.Between(1, 4)) : WorkingDays(dice.Between(0.3, 2.5)), file);
        }, file);
    }

    private Doing? BeginClose(Worker worker, CaseFile file) =>
        file.State.Status is not RequestStatus.Notified ? null : new(2, () =>
        {
            if (file.State.Status is not RequestStatus.Notified) return;
            var closure = file.State.Decision!.Outcome is Outcome.Refused ? Closure.Refused : Closure.Resolved;
            Do(worker, file, (state, actor, now) =>
                CloseRequestHandler.Handle(new(file.Id, closure), state, Book, actor, now));
            if (Wrongs.ClosesFalsely(file)) Wrongs.Note("false-closure", file.State.Decision!.Officer, file);
            _world.Citizens.AfterClosing(file);
        }, file);

    // What a decision rests on.

    private Criteria Weigh(Worker worker, CaseFile file, out IReadOnlyList<AnswerGiven> answers)
    {
        var rules = Book.Rules(Terms(file).Rulebook, Today);
        answers = [.. rules.Criteria.Where(one => one.IsHuman).Select(one => Judge(file, one)).OfType<AnswerGiven>()];
        var prepared = file.State.Prepared;
        return Criteria.Of(
            rules, file.State, Facts(file), prepared is null ? answers : null, prepared?.Answers, worker.Code);
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
        var evidence = Evidence(file, criterion.Code, "first");
        var isUnmet = !file.Intent.IsSound
            && (dice.Chance(doubt) || (criterion.IsRequired && Wrongs.Extorts(file.State.Officer, file)));
        return !isUnmet
            ? new(criterion.Code, Answer.Met, evidence, dice.Chance(0.25) ? dice.Pick(Words.MetNote) : null)
            : new(criterion.Code, Answer.NotMet, evidence, dice.Pick(Words.UnmetNote));
    }

    /// <summary>The digest of an invented document.</summary>
    private static string Evidence(CaseFile file, string criterion, string instance)
    {
        var document = Encoding.UTF8.GetBytes($"{file.Id}/{criterion}/{instance}/{file.State.Contests}");
        return Convert.ToHexStringLower(SHA256.HashData(document));
    }

    private string? OverrideFor(Worker worker, CaseFile file, Outcome computed)
    {
        var dice = _world.Dice("override", file.Index, file.State.Contests);
        return computed is not Outcome.Refused || file.Intent.IsQuiet
            || !(dice.Chance(0.03) | Wrongs.Does("override-pact", worker.Code, file)) ? null : dice.Weighted([
            ("facts-corrected-on-evidence", 0.55), ("exception-in-law", 0.3), ("court-order", 0.15)]);
    }

    private static string Guidance(RulebookVersion rules, Criteria criteria) => string.Join('\n',
        rules.Criteria.Where(one => criteria.Unmet.Contains(one.Code)).Select(one => one.Guidance.Fa));

    private long ValueOf(CaseFile file, Dice dice) => Wrongs.Casting.ValueOf(file) ?? file.Demand.Service switch
    {
        "social-support" => dice.Whole(12, 60) * 1_000_000L,
        "land-use-change" => file.Facts["requestedArea"].GetInt64() * dice.Whole(60, 240) * 1_000L,
        "gravel-extraction" => file.Facts["annualVolume"].GetInt64() * dice.Whole(35, 60) * 1_000L,
        _ => dice.Whole(5, 50) * 1_000_000L,
    };

    private static OpenFacts Facts(CaseFile file)
    {
        var values = new JsonObject();
        foreach (var (name, value) in file.Facts) values[name] = JsonSerializer.SerializeToNode(value);
        return new(values);
    }

    // Whose turn it is.

    private static bool IsDecidable(Worker worker, CaseFile file) =>
        IsHis(worker, file) && file.State is { OpenReferrals.Count: 0, Prepared: null };

    /// <summary>The earliest complete file of the same officer and queue that stands before this one.</summary>
    private CaseFile? FirstOf(CaseFile file) =>
        _world.Before(file).FirstOrDefault(earlier => IsOfSameOfficer(earlier, file));

    private static bool IsOfSameOfficer(CaseFile earlier, CaseFile file) =>
        earlier.State.Officer == file.State.Officer && earlier.State.Status is RequestStatus.Ready;

    /// <summary>A few files are decided before earlier ones, for a reason that the law knows.</summary>
    private bool Overtakes(CaseFile file) =>
        !Terms(file).FourEyes && (_world.Dice("overtaking", file.Index).Chance(0.006) || Wrongs.IsHurried(file));

    private Worker? SecondFor(CaseFile file) => Suborned(file)
        ?? StaffOf(file.State.Matter.Department).Where(worker => MaySecond(worker, file) && !IsForAppeals(worker)
                && worker.Officer.Supervisor != file.State.Prepared!.Officer)
            .OrderByDescending(worker => IsCompetent(worker, file)).ThenBy(worker => worker.IsAway(Today))
            .ThenBy(worker => worker.Waiting).ThenBy(worker => worker.Code, StringComparer.Ordinal).ToList()
            .Find(worker => !IsTied(worker, file));

    private static bool MaySecond(Worker worker, CaseFile file) =>
        file.State is { Status: RequestStatus.Ready, OpenReferrals.Count: 0, Prepared: { } prepared }
        && worker.Code != file.State.Officer && worker.Code != prepared.Officer
        && worker.Officer.Department == file.State.Matter.Department && !file.State.Recused.Contains(worker.Code);
}
