using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What some of the staff do that they should not, and what others do that only looks like it.</summary>
internal sealed partial class Offices
{
    private Wrongdoing Wrongs => _world.Wrongs;

    private void OpenWrongs()
    {
        foreach (var culprit in Wrongs.Of("snooping"))
            Daily("snooping", culprit.Code, worker => Look(worker, culprit.Planted.Rate!.Value, "snooping"));
        foreach (var culprit in Wrongs.Of("rubber-stamping"))
            Daily("stamping", culprit.Code, worker => Stamp(worker, culprit.Planted.Rate!.Value));
        if (Wrongs.Honest.Curiosity <= 0) return;
        foreach (var worker in _workers.Values.Where(worker => worker.Actor.Role is "officer"))
            if (Wrongs.Who("snooping", worker.Code) is null)
                Daily("curiosity", worker.Code, colleague => Look(colleague, Wrongs.Honest.Curiosity, "curiosity"));
    }

    private void Daily(string purpose, string code, Action<Worker> act)
    {
        for (var day = _world.Scenario.From.AddDays(7); day <= _world.Scenario.Until; day = day.AddDays(1))
            _world.Schedule(day.At(_world.Dice(purpose + "/hour", code, day.DayNumber).Between(8.2, 13.6)), () =>
            {
                if (_workers[code] is var worker && worker.NextAtWork(_world.Now) == _world.Now) act(worker);
            });
    }

    /// <summary>Opens files of the office on which there is nothing to do.</summary>
    private void Look(Worker worker, double times, string purpose)
    {
        var dice = _world.Dice(purpose, worker.Code, Today.DayNumber);
        for (var left = dice.Rounded(times); left > 0; left--)
        {
            for (var i = 0; i < 200 && _world.Files.Count > 0; i++)
            {
                var file = dice.Pick(_world.Files);
                if (file.State.Matter.Department != worker.Officer.Department) continue;
                if (OpenFile.TaskOf("decision", file.State, worker.Actor, Book) is not null) continue;
                _world.Open(file, worker.Actor, "decision");
                Wrongs.Note(purpose, worker.Code, file);
                break;
            }
        }
    }

    /// <summary>Signs what lies there, one after another, without having opened it.</summary>
    private void Stamp(Worker worker, double chance)
    {
        var dice = _world.Dice("stamping", worker.Code, Today.DayNumber);
        if (!dice.Chance(chance)) return;
        var pile = _world.QueuesOf(worker.Officer.Department).SelectMany(_world.Queue)
            .Where(file => IsDecidable(worker, file) && !Terms(file).FourEyes && !file.Intent.IsQuiet)
            .Take(dice.Whole(8, 14)).ToList();
        if (pile.Count < 6) return;
        var when = _world.Now;
        foreach (var file in pile)
        {
            _world.Schedule(when = when.AddSeconds(dice.Between(35, 100)), () =>
            {
                if (!IsDecidable(worker, file) || FirstOf(file) is not null) return;
                Decide(worker, file);
                Wrongs.Note("rubber-stamping", worker.Code, file);
            }, file);
        }
    }

    /// <summary>Who takes the file: who would anyway, or the officer to whom it was promised; null: later.</summary>
    private Worker? TakerOf(CaseFile file, Worker worker)
    {
        if (Wrongs.HolderFor(file) is not { } promised || promised == worker.Code) return worker;
        var friend = _workers[promised];
        if (friend.Officer.Department != file.State.Matter.Department || friend.IsAway(Today)
            || file.State.Recused.Contains(promised)) return worker;
        if (_managers.TryGetValue(friend.Officer.Department, out var manager)
            && manager.NextAtWork(_world.Now) == _world.Now) return friend;
        return _world.Now - file.State.SubmittedAt < TimeSpan.FromDays(5) ? null : worker;
    }

    /// <summary>The manager gives the file to a desk with no pile, where it passes all that came before.</summary>
    private void MoveLater(CaseFile file)
    {
        if (Wrongs.DeskFor(file) is not { } culprit || Terms(file) is { FourEyes: true } or { IsDrawn: true }) return;
        var when = WorkingDays(_world.Dice("moving", file.Index).Between(0.1, 0.9));
        _world.Schedule(when, () =>
        {
            var (desk, manager) = (_workers[culprit.Code], _managers[culprit.Officer.Department]);
            if (!IsUnprepared(file) || file.State.OpenReferrals.Count > 0 || file.State.Officer == desk.Code
                || file.State.Recused.Contains(desk.Code)
                || desk.IsAway(Today) || desk.IsAway(Today.AddDays(1)) || manager.IsAway(Today)) return;
            Do(manager, file, (state, actor, now) => AssignRequestHandler.Handle(
                new(file.Id, desk.Code), state, Overtaken.None, Book, actor, now));
            Wrongs.AfterMoving(file);
            (file.WasStudied, file.Target) = (true, 0);
            Expect(file);
        });
    }

    /// <summary>A department that is not competent either, where the officer wants to be rid of the file.</summary>
    private string? ShovesTo(Worker worker, CaseFile file)
    {
        if (file.ShovedFrom is not null || !Wrongs.Does("shoving", worker.Code, file)) return null;
        var others = _staff.Where(other => other.Key != worker.Officer.Department
                && Book.Departments[other.Key].Kind != "desk" && other.Value.Exists(who => !IsForAppeals(who)))
            .Select(other => other.Key).Order(StringComparer.Ordinal).ToList();
        return _world.Dice("shoved-to", file.Index).Pick(others);
    }

    private void Shove(Worker worker, CaseFile file, string elsewhere)
    {
        file.ShovedFrom = worker.Officer.Department;
        Transfer(worker, file, elsewhere);
        Wrongs.Note("shoving", worker.Code, file);
    }

    /// <summary>Who is tied to somebody on a file is recused by the platform when it would come to him.</summary>
    private bool IsTied(Worker worker, CaseFile file)
    {
        if (file.State.Recused.Contains(worker.Code) || _world.Ties.Of(worker.Code, file) is not { } declared)
            return false;
        _world.React(file, declared, (_, now) => new OfficerRecused(now, worker.Code, Conflicts.Ground));
        return true;
    }

    /// <summary>Who answers to the preparer, and will not say no.</summary>
    private Worker? Suborned(CaseFile file) =>
        ((string[])["four-eyes-breach", "override-pact"])
            .Where(kind => kind != "override-pact" || file.State.Prepared!.OverrideGround is not null)
            .Where(kind => Wrongs.Does(kind, file.State.Prepared!.Officer, file))
            .Select(kind => Wrongs.Who(kind, file.State.Prepared!.Officer)!.Accomplice).OfType<string>()
            .Select(code => _workers[code]).FirstOrDefault(worker => MaySecond(worker, file) && !worker.IsAway(Today));

    /// <summary>The first day of the last tenth of the limit, in the morning.</summary>
    private DateTimeOffset LastTenth(CaseFile file) =>
        Book.Calendar.AddWorkingDays(
                file.State.ReadyAt!.Value.Day(), (int)Math.Ceiling(0.9 * file.State.LegalLimitDays))
            .At(_world.Dice("last-tenth", file.Index).Between(8, 11));

    /// <summary>A question that nothing depends on: the clock stands until it is answered.</summary>
    private Doing? BeginStall(Worker worker, CaseFile file)
    {
        file.Lies = false;
        return !IsDecidable(worker, file) ? null : new(4, () =>
        {
            if (!IsDecidable(worker, file)) return;
            Ask(worker, file);
            Wrongs.Note("clock-stopping", worker.Code, file);
        }, file);
    }

    /// <summary>In the evening, or on a day off that follows.</summary>
    private bool DefersToNight(Worker worker, CaseFile file)
    {
        if (Terms(file).FourEyes || !Wrongs.Does("off-hours", worker.Code, file)) return false;
        if (file.NightPlan == file.State.Contests + 1) return true;
        file.NightPlan = file.State.Contests + 1;
        var dice = _world.Dice("night", file.Index, file.State.Contests);
        var isFree = !Book.Calendar.IsWorkingDay(Today.AddDays(1)) && dice.Chance(0.6);
        _world.Schedule(isFree ? Today.AddDays(1).At(dice.Between(9, 19)) : Today.At(dice.Between(19, 23.4)), () =>
        {
            file.NightPlan = 0;
            if (!IsDecidable(worker, file) || worker.IsBusy || FirstOf(file) is not null)
            {
                worker.Put(Work.Decide, _world.Now.AddHours(9), file);
                return;
            }

            _world.Open(file, worker.Actor, "decision");
            Decide(worker, file);
            Wrongs.Note("off-hours", worker.Code, file);
        }, file);
        return true;
    }
}
