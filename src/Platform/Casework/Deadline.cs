using EGov.Organisation;

namespace EGov.Casework;

/// <summary>A wait for the citizen: the day it begins still counts, the day it ends does not.</summary>
public record ClockStop(DateOnly From, DateOnly? Until = null)
{
    public bool Covers(DateOnly day) => day > From && !(day > Until);
}

/// <summary>One line of how a due date was computed: working days added, why, and the running date after it.</summary>
public record DeadlineStep(string Kind, int Days, DateOnly? From, DateOnly? Until, Text? Name, DateOnly Date);

public static class StepKind
{
    public const string Ready = "ready";
    public const string Days = "days";
    public const string Stop = "stop";
    public const string Extension = "extension";
    public const string Holiday = "holiday";
    public const string WithdrawnHoliday = "withdrawn-holiday";
    public const string Due = "due";
}

/// <summary>The last day of a clock and how it was computed; the legal limit and the promise are two of them.</summary>
public sealed record Deadline
{
    private readonly WorkingCalendar calendar;
    private readonly int versionWhenReady;
    private readonly int days;
    private readonly int extensionDays;
    private readonly ClockStop[] stops;
    private readonly int stopsInTime;
    private DeadlineStep[]? steps;

    private Deadline(
        WorkingCalendar calendar,
        int versionWhenReady,
        DateOnly readyOn,
        int days,
        ClockStop[] stops,
        int extensionDays)
    {
        this.calendar = calendar;
        this.versionWhenReady = versionWhenReady;
        this.days = days;
        this.extensionDays = extensionDays;
        this.stops = stops;
        ReadyOn = readyOn;
        DaysAllowed = days + extensionDays;
        Due = calendar.AddWorkingDays(readyOn, DaysAllowed);
        foreach (var stop in stops)
        {
            if (Later(stop.From, readyOn) >= Due) break;
            stopsInTime++;
            DaysStopped += stop.Until is null ? 0 : DaysIn(stop, calendar, DateOnly.MaxValue);
            Due = stop.Until is null ? null : calendar.AddWorkingDays(readyOn, DaysAllowed + DaysStopped);
        }
    }

    public DateOnly ReadyOn { get; }

    /// <summary>The last day on which the answer is in time; none while the clock stands still.</summary>
    public DateOnly? Due { get; }

    public int DaysAllowed { get; }

    /// <summary>Working days of ended stops, by the calendar as it stands.</summary>
    public int DaysStopped { get; }

    /// <summary>
    /// Ends with the due date or, while the clock stands still, with the open stop and how far the sum has come.
    /// The days of all lines are the working days from ready to that date, by the calendar as it stood when ready.
    /// </summary>
    public IReadOnlyList<DeadlineStep> Steps => steps ??= Explain();

    /// <summary>
    /// The day it became ready is day 0; working days in a stop do not count; the last of the days allowed is due.
    /// A stop that begins on the last day or after it came too late to move it.
    /// </summary>
    /// <exception cref="ArgumentException">Two stops overlap, or one ends before it begins.</exception>
    public static Deadline Compute(
        WorkingCalendar calendar,
        int calendarVersionWhenReady,
        DateOnly readyOn,
        int days,
        IReadOnlyList<ClockStop> stops,
        int extensionDays = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfNegative(extensionDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(calendarVersionWhenReady, calendar.Version);
        return new(calendar, calendarVersionWhenReady, readyOn, days, InOrder(stops), extensionDays);
    }

    public int DaysUsed(DateOnly asOf) => asOf <= ReadyOn
        ? 0
        : calendar.WorkingDaysBetween(ReadyOn, asOf) - StopsInTime.Sum(stop => DaysIn(stop, calendar, asOf));

    /// <summary>Working days left; negative: late by so many.</summary>
    public int DaysLeft(DateOnly asOf) => DaysAllowed - DaysUsed(asOf);

    public bool IsOver(DateOnly asOf) => asOf > Due;

    public bool Equals(Deadline? other) =>
        ReferenceEquals(this, other) || (other is not null
        && (ReadyOn, days, extensionDays, versionWhenReady)
            == (other.ReadyOn, other.days, other.extensionDays, other.versionWhenReady)
        && stops.AsSpan().SequenceEqual(other.stops)
        && calendar == other.calendar);

    public override int GetHashCode() => HashCode.Combine(ReadyOn, days, extensionDays, versionWhenReady, Due);

    /// <summary>The stops that began before the last day; only the last of them can be open.</summary>
    internal IEnumerable<ClockStop> StopsInTime => stops.Take(stopsInTime);

    private DeadlineStep[] Explain()
    {
        var then = calendar.AsOf(versionWhenReady);
        var open = StopsInTime.LastOrDefault() is { Until: null } last ? last : null;
        List<DeadlineStep> lines = [new(StepKind.Ready, 0, null, null, null, ReadyOn)];
        var sum = 0;

        Add(StepKind.Days, days);
        foreach (var stop in stops.Where(stop => stop != open))
        {
            var moves = StopsInTime.Contains(stop) ? DaysIn(stop, then, DateOnly.MaxValue) : 0;
            Add(StepKind.Stop, moves, stop.From, stop.Until);
        }

        if (extensionDays > 0) Add(StepKind.Extension, extensionDays);

        // In the order of days each change meets the running date that the earlier days have settled: it moves it by
        // one working day or, inside a stop, by none, and no later change alters what it did.
        foreach (var change in calendar.ChangesSince(versionWhenReady).Where(change => change.Day > ReadyOn))
        {
            if (change.Day > lines[^1].Date) break;
            if (StopsInTime.Any(stop => stop.Covers(change.Day))) continue;
            if (change.Declared) Add(StepKind.Holiday, 1, change.Day, change.Day, change.Name);
            else Add(StepKind.WithdrawnHoliday, -1, change.Day, change.Day, change.Name);
        }

        lines.Add(open is null
            ? new(StepKind.Due, 0, null, null, null, lines[^1].Date)
            : new(StepKind.Stop, 0, open.From, null, null, lines[^1].Date));
        return [.. lines];

        void Add(string kind, int moves, DateOnly? from = null, DateOnly? until = null, Text? name = null)
        {
            sum += moves;
            var date = then.AddWorkingDays(ReadyOn, sum);
            // The withdrawn holiday is a working day now, and by the calendar of then it is not.
            if (kind == StepKind.WithdrawnHoliday && from > date) date = from.Value;
            lines.Add(new(kind, moves, from, until, name, date));
        }
    }

    private int DaysIn(ClockStop stop, WorkingCalendar by, DateOnly asOf)
    {
        var from = Later(stop.From, ReadyOn);
        var until = stop.Until < asOf ? stop.Until.Value : asOf;
        return until <= from ? 0 : by.WorkingDaysBetween(from, until);
    }

    private static ClockStop[] InOrder(IReadOnlyList<ClockStop> stops)
    {
        ClockStop[] sorted = [.. stops.OrderBy(stop => stop.From).ThenBy(stop => stop.Until ?? DateOnly.MaxValue)];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Until < sorted[i].From)
                throw new ArgumentException("A stop ends before it begins.", nameof(stops));
            if (i > 0 && !(sorted[i - 1].Until <= sorted[i].From))
                throw new ArgumentException("Two stops overlap.", nameof(stops));
        }

        return sorted;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>Days of one kind, from the day after From up to and with Until.</summary>
public record ClockSpan(string Kind, DateOnly From, DateOnly Until);

public static class SpanKind
{
    public const string Counted = "counted";
    public const string Stopped = "stopped";
    public const string Remaining = "remaining";
    public const string Late = "late";
}

/// <summary>A clock as a bar: spans that follow each other from ready to End, and the days to mark.</summary>
public sealed record ClockBar(
    DateOnly Start, DateOnly End, IReadOnlyList<ClockSpan> Spans, DateOnly Today, DateOnly? Promise, DateOnly? Limit)
{
    /// <summary>Where a day stands on the bar, from 0 at its start to 1 at its end.</summary>
    public double Share(DateOnly day) => End == Start
        ? 0
        : Math.Clamp((double)(day.DayNumber - Start.DayNumber) / (End.DayNumber - Start.DayNumber), 0, 1);

    /// <summary>The bar of a running or, with the day of the answer as today, of an answered request.</summary>
    public static ClockBar Of(Deadline limit, Deadline? promise, DateOnly today)
    {
        List<ClockSpan> spans = [];
        var end = limit.ReadyOn;
        foreach (var stop in limit.StopsInTime)
        {
            Add(SpanKind.Counted, stop.From, today);
            Add(SpanKind.Stopped, stop.Until ?? today, today);
        }

        Add(SpanKind.Counted, limit.Due ?? today, today);
        if (limit.Due is { } due) Add(SpanKind.Remaining, due, due);
        Add(SpanKind.Late, today, today);
        return new(limit.ReadyOn, end, spans, today, promise?.Due, limit.Due);

        void Add(string kind, DateOnly until, DateOnly atMost)
        {
            if (until > atMost) until = atMost;
            if (until <= end) return;
            spans.Add(new(kind, end, until));
            end = until;
        }
    }
}
