using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace EGov.Organisation;

/// <summary>A day off, declared in one version of the calendar and perhaps withdrawn in a later one.</summary>
public record Holiday(DateOnly Day, Text Name, int SinceVersion = 0, int? UntilVersion = null)
{
    public bool StandsAt(int version) => SinceVersion <= version && !(UntilVersion <= version);
}

/// <summary>A working day that became a holiday in a version of the calendar, or the reverse.</summary>
public record CalendarChange(int Version, DateOnly Day, Text Name, bool Declared);

/// <summary>When the offices of a province work, as known at one version, with all earlier ones in it.</summary>
public sealed record WorkingCalendar
{
    private static readonly StringComparer ByLetter = StringComparer.Ordinal;

    private Numbering? numbering;
    private CalendarChange[]? changes;
    private ConcurrentDictionary<int, WorkingCalendar>? earlier;

    public WorkingCalendar() { }

    // A copy is made to differ, so it inherits nothing that was worked out from the original's days.
    private WorkingCalendar(WorkingCalendar original)
    {
        Version = original.Version;
        Weekend = original.Weekend;
        Holidays = original.Holidays;
        OpensAt = original.OpensAt;
        ClosesAt = original.ClosesAt;
    }

    public int Version { get; init; }

    /// <summary>
    /// Holds for every week, past and future: a day of the week that is off only from some date on is declared as
    /// holidays instead, or the past would be counted anew.
    /// </summary>
    public IReadOnlyList<DayOfWeek> Weekend { get; init => field = Week(value); } = [DayOfWeek.Friday];

    /// <summary>Every holiday ever declared, the withdrawn ones too, in the order of days.</summary>
    public IReadOnlyList<Holiday> Holidays
    {
        get;
        init => field = [.. value.OrderBy(h => h.Day).ThenBy(h => h.SinceVersion).ThenBy(h => h.Name.En, ByLetter)];
    } = [];

    public TimeOnly OpensAt { get; init; } = new(7, 30);

    public TimeOnly ClosesAt { get; init; } = new(14, 30);

    public bool IsWorkingDay(DateOnly day) => Days.IsWorking(day);

    public bool IsOpen(DateOnly day, TimeOnly time) => time >= OpensAt && time < ClosesAt && IsWorkingDay(day);

    public IEnumerable<Holiday> HolidaysOn(DateOnly day) => Holidays.Where(h => h.Day == day && h.StandsAt(Version));

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly Next(DateOnly day) => IsWorkingDay(day) ? day : AddWorkingDays(day, 1);

    /// <summary>The n-th working day after the day, which itself does not count; for n = 0 the day itself.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, DateOnly.MaxValue.DayNumber);
        return n == 0 ? day : Days.After(day, n);
    }

    /// <summary>How many working days d have from &lt; d &lt;= to; negative if to lies before from.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) => Days.UpTo(to) - Days.UpTo(from);

    /// <summary>The next version, with holidays that one act declares.</summary>
    public WorkingCalendar With(params IReadOnlyList<Holiday> declared) => this with
    {
        Version = Version + 1,
        Holidays = [.. Holidays, .. declared.Select(h => h with { SinceVersion = Version + 1, UntilVersion = null })],
    };

    /// <summary>The next version, in which the day's holidays, or only the named one, no longer stand.</summary>
    public WorkingCalendar Without(DateOnly day, Text? name = null) => this with
    {
        Version = Version + 1,
        Holidays =
        [
            .. Holidays.Select(h => h.Day == day && h.StandsAt(Version) && (name is null || h.Name == name)
                ? h with { UntilVersion = Version + 1 }
                : h),
        ],
    };

    /// <summary>The calendar exactly as it was known at an earlier version.</summary>
    public WorkingCalendar AsOf(int version)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version);
        return version == Version ? this : (earlier ??= []).GetOrAdd(version, _ => this with
        {
            Version = version,
            Holidays =
            [
                .. from h in Holidays
                   where h.SinceVersion <= version
                   select h.UntilVersion > version ? h with { UntilVersion = null } : h,
            ],
        });
    }

    /// <summary>What later versions changed: only days that really turned, in the order of days.</summary>
    public IEnumerable<CalendarChange> ChangesSince(int version) =>
        version == Version ? [] : (changes ??= Changes()).Where(change => change.Version > version);

    public bool Equals(WorkingCalendar? other) =>
        ReferenceEquals(this, other) || (other is not null
        && (Version, OpensAt, ClosesAt) == (other.Version, other.OpensAt, other.ClosesAt)
        && Weekend.SequenceEqual(other.Weekend)
        && Holidays.SequenceEqual(other.Holidays));

    public override int GetHashCode() => HashCode.Combine(Version, OpensAt, ClosesAt, Weekend.Count, Holidays.Count);

    private Numbering Days => numbering ??= new Numbering(this);

    private static ReadOnlyCollection<DayOfWeek> Week(IReadOnlyList<DayOfWeek> weekend)
    {
        DayOfWeek[] days = [.. weekend.Distinct().Order()];
        if (days.Length == 7) throw new ArgumentException("A week needs a working day.", nameof(weekend));
        return days.AsReadOnly();
    }

    private CalendarChange[] Changes()
    {
        var ofDay = Holidays.ToLookup(h => h.Day);
        bool IsHoliday(DateOnly day, int version) => ofDay[day].Any(h => h.StandsAt(version));
        var declared = Holidays.Select(h => new CalendarChange(h.SinceVersion, h.Day, h.Name, true));
        var withdrawn = Holidays.Select(h => new CalendarChange(h.UntilVersion ?? int.MaxValue, h.Day, h.Name, false));
        return
        [
            .. declared.Concat(withdrawn)
                .Where(act => act.Version <= Version && !Weekend.Contains(act.Day.DayOfWeek))
                .Where(act => IsHoliday(act.Day, act.Version) == act.Declared)
                .Where(act => IsHoliday(act.Day, act.Version - 1) != act.Declared)
                .DistinctBy(act => (act.Day, act.Version))
                .OrderBy(act => act.Day).ThenBy(act => act.Version),
        ];
    }

    /// <summary>
    /// Numbers the working days, so that both counting and finding the n-th take the same few steps over any span.
    /// UpTo(d) = days of the weeks up to d that are no weekend - holidays among them up to d.
    /// </summary>
    private sealed class Numbering
    {
        // Day number 0 of DateOnly, 1 January of the year 1, is a Monday: day number % 7 is 0 on Mondays.
        private readonly int[] ofWeek;
        private readonly int[] upToDayOfWeek;
        private readonly int[] holidays;

        public Numbering(WorkingCalendar calendar)
        {
            ofWeek = [.. Enumerable.Range(0, 7).Where(d => !calendar.Weekend.Contains((DayOfWeek)((d + 1) % 7)))];
            upToDayOfWeek = [.. Enumerable.Range(0, 7).Select(d => ofWeek.Count(worked => worked <= d))];
            holidays =
            [
                .. calendar.Holidays
                    .Where(h => h.StandsAt(calendar.Version) && !calendar.Weekend.Contains(h.Day.DayOfWeek))
                    .Select(h => h.Day.DayNumber).Distinct().Order(),
            ];
        }

        public bool IsWorking(DateOnly day) =>
            Array.IndexOf(ofWeek, day.DayNumber % 7) >= 0 && Array.BinarySearch(holidays, day.DayNumber) < 0;

        public int UpTo(DateOnly day) =>
            day.DayNumber / 7 * ofWeek.Length + upToDayOfWeek[day.DayNumber % 7] - HolidaysUpTo(day.DayNumber);

        public DateOnly After(DateOnly day, int n)
        {
            var number = UpTo(day) + n;
            var skipped = HolidaysUpTo(day.DayNumber);
            while (true)
            {
                var candidate = OfWeeks(number + skipped);
                var holidaysBefore = HolidaysUpTo(candidate);
                if (holidaysBefore == skipped) return DateOnly.FromDayNumber(candidate);
                skipped = holidaysBefore;
            }
        }

        private int OfWeeks(int number) => (number - 1) / ofWeek.Length * 7 + ofWeek[(number - 1) % ofWeek.Length];

        private int HolidaysUpTo(int day)
        {
            var index = Array.BinarySearch(holidays, day);
            return index < 0 ? ~index : index + 1;
        }
    }
}
