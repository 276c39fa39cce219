using EGov.Casework;
using EGov.Catalogue;

namespace EGov.Cli.Simulate;

/// <summary>What the staff do: each takes the oldest task from the desk, and the files of a queue in their order.</summary>
/// <remarks>Here are the desks and who sits at them; what is done there stands beside it, step by step.</remarks>
internal sealed partial class Offices
{
    private readonly World _world;
    private readonly SortedDictionary<string, Worker> _workers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Worker>> _staff = [];
    private readonly Dictionary<string, Worker> _managers = [];

    public Offices(World world)
    {
        _world = world;
        foreach (var officer in Book.Officers.Values.OrderBy(officer => officer.Code, StringComparer.Ordinal))
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

    private Handbook Book => _world.Handbook;
    private DateOnly Today => _world.Today;

    public void Open()
    {
        var from = _world.Scenario.From;
        foreach (var worker in _workers.Values)
        {
            if (worker.Actor.Role is "manager") Give(worker, Work.Reassign, from.AddDays(10).At(9));
            if (worker.Actor.Role is "auditor") Give(worker, Work.Audit, from.AddDays(3).At(8));
            if (worker.Actor.Role is "officer" && !IsForAppeals(worker)) Give(worker, Work.Intake, from.At(7.5));
        }

        OpenWrongs();
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
            if (IsVoid(job) || Begin(worker, job) is not { } doing) continue;
            var finished = _world.Now.AddMinutes(doing.Minutes);
            if (finished > worker.GoesAt(Today).AddMinutes(12))
            {
                if (!IsDaily(job)) worker.Put(job.Kind, Today.AddDays(1).At(7), job.File, job.Referral);
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

    /// <summary>Whether another plan has been made for the file meanwhile.</summary>
    private static bool IsVoid(Job job) =>
        job is { File: { } file, Kind: Work.Decide or Work.Second or Work.Study } && file.Plan != job.Plan;

    /// <summary>Whether the next day's task is on the desk already.</summary>
    private static bool IsDaily(Job job) => job.Kind is Work.Intake or Work.Audit or Work.Reassign;

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
        (Work.Stall, { } file) => BeginStall(worker, file),
        (Work.Supervise, { } file) => BeginSupervise(worker, file),
        (Work.Prioritise, { } file) => BeginPrioritise(worker, file),
        _ => null,
    };

    private void Do(Worker worker, CaseFile file, Func<Request, Actor, DateTimeOffset, object> decide) =>
        _world.Do(file, worker.Actor, (state, now) => decide(state, worker.Actor, now));

    private ServiceTerms Terms(CaseFile file) => Book.TermsOf(file.State);

    private List<Worker> StaffOf(string department) =>
        _staff.TryGetValue(department, out var staff) ? staff : _staff[department] = [];

    private static bool IsForAppeals(Worker worker) => worker.Officer.Roles.Contains("appeal");

    private bool IsCompetent(Worker worker, CaseFile file) =>
        Terms(file).Department != worker.Officer.Department || worker.Officer.Handles(file.Demand.Service);

    private static bool IsHis(Worker worker, CaseFile file) =>
        file.State.Status is RequestStatus.Ready && file.State.Officer == worker.Code;

    private DateTimeOffset Later(CaseFile file, string purpose, int time, double low, double high) =>
        WorkingDays(_world.Dice(purpose, file.Index, time).Between(low, Math.Max(low + 0.1, high)));

    /// <summary>So many working days from now; the part behind the point falls into office hours.</summary>
    private DateTimeOffset WorkingDays(double days)
    {
        var hour = Math.Clamp(_world.Now.Hour(), 8, 14) + days % 1 * 6;
        var isNext = hour > 14;
        return Book.Calendar.AddWorkingDays(Today, (int)days + (isNext ? 1 : 0)).At(isNext ? hour - 6 : hour);
    }
}
