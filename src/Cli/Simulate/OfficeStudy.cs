using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What is found out before a decision: opinions of other departments, visits, and more time where it is needed.</summary>
internal sealed partial class Offices
{
    private Doing BeginStudy(Worker worker, CaseFile file)
    {
        var minutes = _world.Dice("study-minutes", file.Index).LogNormal(28, 0.4) * worker.Pace;
        return new(minutes, () =>
        {
            if (IsHis(worker, file)) Study(worker, file);
        }, file, "decision");
    }

    private void Study(Worker worker, CaseFile file)
    {
        file.WasStudied = true;
        foreach (var department in file.Intent.Referrals)
            if (department != file.State.Matter.Department) Refer(worker, file, department);

        if (!file.Intent.IsDoubtful || file.WasDoubted) return;
        file.WasDoubted = true;
        Ask(worker, file);
    }

    private void Refer(Worker worker, CaseFile file, string department)
    {
        var dice = _world.Dice("referral-words", file.Index, department);
        var refer = new ReferRequest(file.Id, department, dice.Pick(Words.Referral), dice.Pick([7, 10, 10, 15]));
        Do(worker, file, (state, actor, now) => ReferRequestHandler.Handle(refer, state, Book, actor, now));
        var asked = StaffOf(department).Where(other => !IsForAppeals(other))
            .OrderByDescending(other => other.Officer.Services.Contains(file.Demand.Service))
            .ThenBy(other => other.Waiting).ThenBy(other => other.Code, StringComparer.Ordinal).First();
        var days = _world.Dice("opinion-time", file.Index, department)
            .LogNormal(asked.Tempo.Opinion * asked.Pace, 0.45) * Math.Exp(0.5 * asked.Tempo.Waves * asked.Backlog(Today));
        Give(asked, Work.Opinion, WorkingDays(days), file, file.State.Referrals);
    }

    private Doing? BeginOpinion(Worker worker, CaseFile file, int referral)
    {
        if (!file.State.OpenReferrals.ContainsKey(referral)) return null;
        var dice = _world.Dice("opinion", file.Index, referral);
        return new(dice.LogNormal(30, 0.4) * worker.Pace, () =>
        {
            if (!file.State.OpenReferrals.ContainsKey(referral)) return;
            var opinion = file.Intent.IsSound ? Opinion.Favourable : dice.Weighted([
                (Opinion.Favourable, 0.86), (Opinion.Unfavourable, 0.07), (Opinion.NoOpinion, 0.07)]);
            file.Opinions.Add(opinion);
            var answer = new AnswerReferral(file.Id, referral, opinion, dice.Pick(Words.Opinion(opinion)));
            Do(worker, file, (state, actor, now) => AnswerReferralHandler.Handle(answer, state, actor, now));
            if (file.State is { Status: RequestStatus.Ready, OpenReferrals.Count: 0 }) Expect(file);
        }, file, "referral");
    }

    /// <summary>Out for the better part of a morning; put on the file back at the desk.</summary>
    private Doing? BeginVisit(Worker worker, CaseFile file)
    {
        if (!IsHis(worker, file)) return null;
        var dice = _world.Dice("visit-time", file.Index);
        var due = Book.Calendar.AddWorkingDays(file.State.ReadyAt!.Value.Day(), 7);
        return new(dice.Between(35, 110), () =>
        {
            var done = _world.Now;
            var recorded = Wrongs.Honest.LateRecording > 0
                && _world.Dice("late-recording", file.Index).Chance(Wrongs.Honest.LateRecording)
                ? Book.Calendar.AddWorkingDays(done.Day(), 1).At(dice.Between(7.8, 9.5))
                : done.AddMinutes(dice.Between(2, 45));
            _world.Schedule(recorded, () =>
            {
                if (!IsHis(worker, file) || file.LastAt > done) return;
                var step = new RecordStep(file.Id, file.Demand.Visit!, due);
                _world.Do(file, worker.Actor,
                    (state, now) => RecordStepHandler.Handle(step, state, worker.Actor, now), at: done);
            });
        }, file);
    }

    private Doing? BeginExtend(Worker worker, CaseFile file)
    {
        if (!MayExtend(worker, file)) return null;
        if (BeforeLimit(file) is var due && due.Day() > Today)
        {
            worker.Put(Work.Extend, due, file);
            return null;
        }

        var dice = _world.Dice("extension", file.Index);
        var waits = file.State.OpenReferrals.Count > 0;
        if (!dice.Chance(waits ? 0.7 : 0.35)) return null;
        var ground = waits ? "expert-opinion" : dice.Pick(["complexity", "field-visit", "third-party"]);
        return new(6, () =>
        {
            if (!MayExtend(worker, file)) return;
            Do(worker, file, (state, actor, now) =>
                ExtendRequestHandler.Handle(new(file.Id, ground), state, Book, actor, now));
        }, file);
    }

    private bool MayExtend(Worker worker, CaseFile file) =>
        IsHis(worker, file) && file.State.Prepared is null && file.State.LegalLimit >= Today
        && file.State.Extensions < Terms(file).Extension?.Times;

    /// <summary>Two working days before the limit, in the morning.</summary>
    private DateTimeOffset BeforeLimit(CaseFile file)
    {
        var day = file.State.LegalLimit ?? Book.Calendar.AddWorkingDays(Today, 5);
        for (var back = 0; back < 2; day = day.AddDays(-1))
            if (Book.Calendar.IsWorkingDay(day)) back++;
        return day.At(8.5);
    }
}
