using System.Text.Json;
using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What applicants do after they have filed: answer, wait, give up, object, thank.</summary>
internal sealed class Citizens(World world)
{
    public void AfterFiling(CaseFile file)
    {
        if (world.Dice("correction", file.Index) is var slip && slip.Chance(0.01) && !file.Intent.IsQuiet)
            world.Schedule(Convenient(file, 1, "correction-hour"), () => Do(file, (state, now) =>
                CorrectApplicantHandler.Decide(
                    new(file.Id, Phone: $"0911{slip.Between(1_000_000, 9_999_999):0000000}"), state, world.Handbook,
                    file.Applicant, world.Master, now)));
        if (file.Intent.WithdrawsAfter is not { } days) return;
        world.Schedule(Convenient(file, days, "withdrawal-hour"), () =>
        {
            if (!file.State.IsUndecided) return;
            var words = world.Dice("withdrawal-words", file.Index) is var dice && dice.Chance(0.7) ? dice.Pick(Words.Withdrawal) : null;
            Do(file, (state, now) => WithdrawRequestHandler.Handle(new(file.Id, words), state, file.Applicant, now));
        });
    }

    /// <param name="question">Which question of the file it is, from 0.</param>
    public void AfterQuestion(CaseFile file, int question)
    {
        if (question >= file.Intent.AnswersAfter.Count || file.Intent.AnswersAfter[question] is not { } days) return;
        world.Schedule(Convenient(file, days, $"answer-hour-{question}"), () =>
        {
            if (file.State.Status is not RequestStatus.Waiting || file.Questions != question + 1) return;
            var dice = world.Dice("answer", file.Index, question);
            var missing = world.Handbook.TermsOf(file.State).Documents.Select(document => document.Code)
                .Except(file.Filing.Documents ?? []).Take(1).ToList();
            var corrected = Remeasured(file, dice);
            if (missing is [var paper] && dice.Chance(0.5))
                Do(file, (state, now) => AttachFileHandler.Handle(
                    new(file.Id, $"{paper}.txt", "text/plain", Words.Paper, paper), state, world.Handbook,
                    file.Applicant, now));
            Do(file, (state, now) => SupplyInformationHandler.Handle(
                new(file.Id, corrected, dice.Pick(Words.Answer), missing), state, world.Handbook, file.Applicant, now));
            foreach (var (name, value) in corrected) file.Facts[name] = value;
            world.Offices.AfterQuestion(file);
        });
    }

    public void AfterNotice(CaseFile file)
    {
        var dice = world.Dice("appeal-intent", file.Index, file.State.Contests);
        var isRefused = file.State.Decision!.Outcome is Outcome.Refused;
        var appeals = dice.Chance(isRefused ? 0.17 : 0.004) && !file.Intent.IsQuiet;
        var when = file.Intent.AppealsAt ?? Convenient(file, Math.Min(28, dice.LogNormal(7, 0.7)), "appeal-hour");
        if (!(appeals || (file.Intent.AppealsAt is not null && isRefused))) return;
        world.Schedule(when, () =>
        {
            if (file.State.Status is not (RequestStatus.Notified or RequestStatus.Closed) || file.State.WasAppealed) return;
            if (world.Today > file.State.AppealBy || world.Offices.AppealOfficer(file) is null) return;
            var grounds = dice.Pick(Words.Appeal);
            Do(file, (state, now) => AppealDecisionHandler.Handle(new(file.Id, grounds), state, file.Applicant, now));
            world.Offices.AfterAppeal(file);
        });
    }

    public void AfterClosing(CaseFile file)
    {
        if (file.Intent.IsQuiet) return;
        var dice = world.Dice("closing", file.Index, file.State.Contests, file.State.WasAppealed);
        var isRefused = file.State.Closure is Closure.Refused;
        var isWronged = world.Wrongs.ClosesFalsely(file);
        if (dice.Chance(isWronged ? 0.92 : file.State.Contests > 0 ? 0.05 : isRefused ? 0.055 : 0.024))
            world.Schedule(Convenient(file, Math.Min(28, dice.LogNormal(5, 0.8)), "contest-hour"), () => Contest(file, dice));
        if (!file.State.IsRated && dice.Chance(0.24))
            world.Schedule(Convenient(file, dice.Exponential(2.5), "rating-hour"), () => Rate(file, dice));
    }

    /// <summary>Now and then the answer brings a better measure than the form did.</summary>
    private Dictionary<string, JsonElement> Remeasured(CaseFile file, Dice dice)
    {
        if (file.Demand.Remeasured is not { } name || !dice.Chance(0.2)) return [];
        var facts = FactSheet.Of(file.Demand.Service, world.Dice("measured-again", file.Index), world.Today, sound: true);
        return new() { [name] = facts[name] };
    }

    private void Contest(CaseFile file, Dice dice)
    {
        if (file.State.Status is not RequestStatus.Closed || file.State.IsConfirmed || world.Today > file.State.ContestBy) return;
        var grounds = dice.Pick(Words.Contest);
        Do(file, (state, now) => ContestClosureHandler.Handle(new(file.Id, grounds), state, world.Handbook, file.Applicant, now));
        world.Offices.AfterContest(file);
    }

    private void Rate(CaseFile file, Dice dice)
    {
        if (file.State.Status is not RequestStatus.Closed || file.State.IsRated) return;
        var decision = file.State.Decision;
        var mood = 4.1 - (decision?.Outcome is Outcome.Refused ? 1.5 : 0) - (decision?.OnTime is false ? 1.1 : 0)
            - (file.State.Contests > 0 ? 0.6 : 0);
        var stars = (int)Math.Clamp(Math.Round(mood + 0.9 * dice.Normal()), 1, 5);
        Do(file, (state, now) => RateRequestHandler.Handle(new(file.Id, stars), state, file.Applicant, now));
    }

    private void Do(CaseFile file, Func<Request, DateTimeOffset, object> decide) => world.Do(file, file.Applicant, decide);

    /// <summary>At the portal in waking hours, mostly of the evening; over the desk while it is open.</summary>
    private DateTimeOffset Convenient(CaseFile file, double days, string purpose)
    {
        var dice = world.Dice(purpose, file.Index, file.Acts);
        var day = world.Now.AddDays(days).Day();
        var when = file.Filer.Role is "clerk"
            ? world.Handbook.Calendar.Next(day).At(dice.Between(8, 13.4))
            : day.At(dice.Chance(0.45) ? dice.Between(8, 14) : dice.Between(17, 23.3));
        return when > world.Now ? when : world.Now.AddMinutes(dice.Between(20, 240));
    }
}
