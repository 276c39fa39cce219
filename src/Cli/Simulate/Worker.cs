using EGov.Organisation;

namespace EGov.Cli.Simulate;

/// <summary>A member of staff at work: skill, hours, days off, and what waits on the desk.</summary>
internal sealed class Worker
{
    private readonly World _world;
    private readonly HashSet<DateOnly> _away = [];
    private readonly SortedSet<Job> _jobs = new(Comparer<Job>.Create((one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Order.CompareTo(other.Order)));
    private readonly Dictionary<int, double> _backlog = [];
    private readonly Dictionary<DateOnly, Shift> _shifts = [];
    private long _order;

    public Worker(World world, Officer officer, string role)
    {
        (_world, Officer) = (world, officer);
        // An auditor belongs to no department, as the sign-in says it.
        Actor = new(role, officer.Code, role is "auditor" ? null : officer.Department);
        Tempo = Tempo.Of(officer.Department);
        var dice = world.Dice("skill", officer.Code);
        Pace = dice.LogNormal(officer.Grade is "expert" ? 1.0 : 0.93, 0.13);
        Minutes = world.Wrongs.MinutesOf(officer.Code);
        TakeDaysOff();
    }

    public Officer Officer { get; }
    public Actor Actor { get; }
    public string Code => Officer.Code;
    public Tempo Tempo { get; }

    /// <summary>Of the time that others need: under 1 is quick.</summary>
    public double Pace { get; }

    /// <summary>Of the minutes that others need for a decision, whenever its day comes.</summary>
    public double Minutes { get; }
    public bool IsBusy { get; set; }
    public int Waiting => _jobs.Count;
    public Job? Next => _jobs.Min;

    /// <summary>When the worker looks at the desk again; none while nothing waits.</summary>
    public DateTimeOffset? WakesAt { get; set; }

    public void Put(Work kind, DateTimeOffset due, CaseFile? file = null, int referral = 0) =>
        _jobs.Add(new(due, _order++, kind, file, referral, file?.Plan ?? 0));

    public void Drop(Job job) => _jobs.Remove(job);

    public bool IsAway(DateOnly day) => _away.Contains(day);

    /// <summary>The first instant from this one at which the worker sits at the desk.</summary>
    public DateTimeOffset NextAtWork(DateTimeOffset from)
    {
        var hour = from.Hour();
        for (var day = from.Day(); ; day = day.AddDays(1), hour = 0)
        {
            if (IsAway(day) || !_world.Handbook.Calendar.IsWorkingDay(day)) continue;
            var shift = ShiftOf(day);
            hour = Math.Max(hour, shift.Comes);
            if (hour >= shift.Meets && hour < shift.Returns) hour = shift.Returns;
            if (hour is >= 12.3 and < 12.75) hour = 12.75;
            if (hour < shift.Goes - 0.1) return day == from.Day() && hour <= from.Hour() ? from : day.At(hour);
        }
    }

    /// <summary>When the worker leaves, on a day of work.</summary>
    public DateTimeOffset GoesAt(DateOnly day) => day.At(ShiftOf(day).Goes);

    /// <summary>The rise and fall of one's own backlog, week by week: an autoregressive process with mean 0 and variance 1.</summary>
    public double Backlog(DateOnly day)
    {
        var week = day.DayNumber / 7;
        if (_backlog.TryGetValue(week, out var known)) return known;
        var noise = _world.Dice("backlog", Code, week).Normal();
        return _backlog[week] = day < _world.Scenario.From ? noise : 0.8 * Backlog(day.AddDays(-7)) + 0.6 * noise;
    }

    private Shift ShiftOf(DateOnly day)
    {
        if (_shifts.TryGetValue(day, out var known)) return known;
        var calendar = _world.Handbook.Calendar;
        var dice = _world.Dice("shift", Code, day.DayNumber);
        var (opens, closes) = (calendar.OpensAt.ToTimeSpan().TotalHours, calendar.ClosesAt.ToTimeSpan().TotalHours);
        var comes = opens + dice.Between(0, 0.5);
        var goes = closes + (dice.Chance(0.02) ? dice.Between(0.5, 2) : -dice.Between(0, 0.3));
        var meets = dice.Chance(0.55) ? dice.Between(8.5, 11.5) : 24;
        return _shifts[day] = new(comes, goes, meets, meets + dice.Between(0.5, 1.6));
    }

    /// <summary>Leave in two or three stretches, mostly in summer and at the new year, and some single sick days.</summary>
    private void TakeDaysOff()
    {
        var dice = _world.Dice("days-off", Code);
        var (from, days) = (_world.Scenario.From, _world.Scenario.Days);
        for (var i = dice.Rounded(days / 75.0); i > 0; i--)
        {
            var start = from.AddDays(dice.Whole(0, days - 1));
            var length = start.JalaliMonth() is 1 or 4 or 5 or 6 ? dice.Whole(3, 8) : dice.Whole(1, 4);
            for (var day = 0; day < length; day++) _away.Add(start.AddDays(day));
        }

        for (var i = dice.Rounded(days / 60.0); i > 0; i--) _away.Add(from.AddDays(dice.Whole(0, days - 1)));
    }
}

/// <summary>A worker's day in hours: present but for a meeting, where there is one.</summary>
internal sealed record Shift(double Comes, double Goes, double Meets, double Returns);

/// <summary>Something that waits to be done.</summary>
/// <param name="Plan">The file's plan that it belongs to.</param>
internal sealed record Job(DateTimeOffset Due, long Order, Work Kind, CaseFile? File, int Referral, int Plan);

internal enum Work
{
    Intake, Papers, Study, Visit, Decide, Second, Notify, Close, Opinion, Appeal, Remedy, Extend, Supervise, Prioritise, Reassign, Audit,
    Stall,
}
