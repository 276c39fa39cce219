using EGov.Casework;
using EGov.Organisation;

namespace EGov.Cli.Simulate;

/// <summary>What the platform gives itself: at midnight what the new day brings, and new dates when the calendar changes.</summary>
internal sealed class Watchman(World world)
{
    private List<CaseFile> _open = [];

    public void Open()
    {
        for (var day = world.Scenario.From.AddDays(1); day <= world.Scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(1.2), Look);
    }

    public void AfterFiling(CaseFile file) => _open.Add(file);

    /// <summary>The order is that of <see cref="Watch"/>: a breach, a lapse, a confirmation; the oldest first.</summary>
    private void Look()
    {
        _open = [.. _open.Where(file => file.State is not { Status: RequestStatus.Closed, IsConfirmed: true })];
        for (var found = true; found;)
        {
            var due = _open.Where(file => file.State.WatchFrom <= world.Today)
                .OrderBy(file => file.State.WatchFrom).ThenBy(file => file.Index).ToList();
            found = due.Count > 0;
            foreach (var file in due) Act(file);
        }
    }

    private void Act(CaseFile file)
    {
        switch (file.State)
        {
            case { IsRunning: true, BreachedLimit: null, LegalLimit: { } limit } when world.Today > limit:
                world.React(file, file.CauseOf<RecordBreach>(), (state, now) =>
                    RecordBreachHandler.Handle(new(file.Id), state, world.Handbook, now));
                world.Offices.AfterBreach(file);
                break;
            case { Status: RequestStatus.Waiting } when world.Today > file.State.AnswerBy:
                world.React(file, file.CauseOf<LapseQuestion>(), (state, now) =>
                    LapseQuestionHandler.Handle(new(file.Id), state, world.Handbook, now));
                world.Offices.AfterQuestion(file);
                break;
            case { Status: RequestStatus.Closed, IsConfirmed: false } when world.Today > file.State.ContestBy:
                world.React(file, file.CauseOf<ConfirmClosure>(), (state, now) =>
                    ConfirmClosureHandler.Handle(new(file.Id), state, now));
                break;
            default:
                throw new InvalidOperationException($"{file.State.TrackingNumber} is to be watched, and nothing is due on it.");
        }
    }

    /// <summary>A day off is declared the evening before, and every running file that it moves gets its new dates.</summary>
    public void Declare(Actor admin, DeclareHoliday holiday)
    {
        var declared = world.Declare(admin, holiday);
        foreach (var file in _open.Where(file => file.State.IsMovedBy(world.Handbook.Calendar)).OrderBy(file => file.Index))
            world.React(file, declared, (state, now) =>
                RedateRequestHandler.Handle(new(file.Id), state, world.Handbook, now));
    }
}
