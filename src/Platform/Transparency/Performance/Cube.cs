using System.Collections.Concurrent;
using EGov.Casework;

namespace EGov.Transparency;

/// <summary>What is counted by day; stored in this order.</summary>
internal enum Measure
{
    Submitted, Open, PastLimit, Decided, OnTime, Refused, Unstated, Overridden, Planned, Wandered, Closed, Contested,
    Withdrawn, Appealed, AppealsDecided, Overturned, Breached, Steps, LateSteps, Referred, Transferred, OutOfTurn,
    OutOfTurnWithoutGround,
}

/// <summary>Where a request is counted.</summary>
internal readonly record struct Spot(string Department, string Service, string? County);

/// <summary>
/// The rows of the figures, summed by spot and day. It is a sum of what rows add, so rows can be taken out again, and in
/// which order they came makes no difference.
/// </summary>
/// <remarks>Immutable: whoever holds one computes from one and the same state. A new one shares what did not change.</remarks>
internal sealed class Cube
{
    public const int Measures = (int)Measure.OutOfTurnWithoutGround + 1;

    // Of an index such as visits ÷ planned, so that sums are exact: the least common multiple of 1 to 7.
    public const int WanderingUnit = 420;

    private const long MostBytes = 32 << 20;

    public static readonly Cube Empty = new();

    private readonly ConcurrentDictionary<string, (Handbook Handbook, Lazy<object> Answer)> _answers = new();
    private long _bytes;

    private Cube() { }

    public Dictionary<Spot, SpotFigures> Spots { get; private init; } = [];

    /// <summary>The highest event sequence that is counted.</summary>
    public long Sequence { get; private init; }

    /// <summary>When the first and the latest of all events that ever passed through were recorded.</summary>
    public DateTimeOffset? FirstRecorded { get; private init; }
    public DateTimeOffset? LastRecorded { get; private init; }

    /// <summary>An answer computed from this very cube: once, for all who ask; it goes with the cube.</summary>
    public Answer<T> Remember<T>(string question, Handbook handbook, Func<Answer<T>> answer)
    {
        if (_answers.TryGetValue(question, out var known) && ReferenceEquals(known.Handbook, handbook))
            return (Answer<T>)known.Answer.Value;
        var mine = (handbook, new Lazy<object>(() => Weighed(answer())));
        var kept = _answers.AddOrUpdate(question, mine,
            (_, other) => ReferenceEquals(other.Handbook, handbook) ? other : mine);
        try
        {
            return (Answer<T>)kept.Answer.Value;
        }
        catch (Refused)
        {
            _answers.TryRemove(new(question, kept));
            throw;
        }
    }

    private Answer<T> Weighed<T>(Answer<T> answer)
    {
        if (Interlocked.Add(ref _bytes, answer.Length) <= MostBytes) return answer;
        _answers.Clear();
        Interlocked.Exchange(ref _bytes, 0);
        return answer;
    }

    /// <summary>Adds rows to a cube, or takes them out.</summary>
    public sealed class Change(Cube before)
    {
        private readonly Dictionary<Spot, SpotChange> _spots = [];
        private long _sequence = before.Sequence;
        private DateTimeOffset? _first = before.FirstRecorded;
        private DateTimeOffset? _last = before.LastRecorded;
        private int _pending;
        private Dictionary<Spot, SpotFigures> _done = before.Spots;

        /// <param name="sign">+1 adds the row, −1 takes it out.</param>
        public void Apply(in PerformanceDelta row, int sign = 1)
        {
            var (here, day) = (At(row.Spot), row.Day);
            switch (row.Kind)
            {
                case RowKind.Submitted: Count(Measure.Submitted); break;
                case RowKind.Referred: Count(Measure.Referred); break;
                case RowKind.Assigned: break;
                case RowKind.Breached: Count(Measure.Breached); break;
                case RowKind.Withdrawn: Count(Measure.Withdrawn); break;
                case RowKind.Appealed: Count(Measure.Appealed); break;
                case RowKind.Closed when row.Counts > 0: Count(Measure.Closed); break;
                case RowKind.Step:
                    Count(Measure.Steps);
                    if (row.Late) Count(Measure.LateSteps);
                    break;
                case RowKind.AppealDecided:
                    Count(Measure.AppealsDecided);
                    if (row.Overturned) Count(Measure.Overturned);
                    break;
                case RowKind.Transferred:
                    var there = At(row.Spot with { Department = row.CameFrom! });
                    there.Add(row.Day, Measure.Transferred, sign);
                    there.Add(row.Day, Measure.Open, -sign * row.Open);
                    there.Add(row.Day, Measure.PastLimit, -sign * row.PastLimit);
                    break;
                case RowKind.Contested when row.ClosedOn is { } closed:
                    here.Add(closed, Measure.Contested, sign);
                    break;
                default: break;
            }

            here.Add(row.Day, Measure.Open, sign * row.Open);
            here.Add(row.Day, Measure.PastLimit, sign * row.PastLimit);
            if (row.DecidedOn is { } decided && row.Counts != 0) Decide(here, row, decided, sign * row.Counts);
            if (row.OutOfTurn)
            {
                Count(Measure.OutOfTurn);
                if (!row.HasGround) Count(Measure.OutOfTurnWithoutGround);
            }

            if (row.Sequence > _sequence) _sequence = row.Sequence;
            if (_first is null || row.Recorded < _first) _first = row.Recorded;
            if (_last is null || row.Recorded > _last) _last = row.Recorded;

            // Bounds what a large load holds in its slower form.
            if (++_pending == 250_000) Settle();

            void Count(Measure measure) => here.Add(day, measure, sign);
        }

        private static void Decide(SpotChange here, in PerformanceDelta row, int day, int n)
        {
            here.Add(day, Measure.Decided, n);
            if (row.OnTime) here.Add(day, Measure.OnTime, n);
            if (row.Outcome is Outcome.Refused) here.Add(day, Measure.Refused, n);
            if (row.Outcome is Outcome.Unstated) here.Add(day, Measure.Unstated, n);
            if (row.Overridden) here.Add(day, Measure.Overridden, n);
            if (row.Planned > 0)
            {
                here.Add(day, Measure.Planned, n);
                here.Add(day, Measure.Wandered, n * ((row.Visits * WanderingUnit) + (row.Planned / 2)) / row.Planned);
            }

            here.AddDecision(day, row.WorkingDays, n);
        }

        /// <param name="sequence">The highest that is left, where rows were taken out.</param>
        public Cube Build(long? sequence = null)
        {
            Settle();
            return new() { Spots = _done, Sequence = sequence ?? _sequence, FirstRecorded = _first, LastRecorded = _last };
        }

        private SpotChange At(Spot spot)
        {
            if (!_spots.TryGetValue(spot, out var change)) _spots[spot] = change = new();
            return change;
        }

        private void Settle()
        {
            var spots = new Dictionary<Spot, SpotFigures>(_done);
            foreach (var (spot, change) in _spots)
            {
                var after = change.After(spots.GetValueOrDefault(spot, SpotFigures.None));
                if (after.IsEmpty) spots.Remove(spot);
                else spots[spot] = after;
            }

            _done = spots;
            _spots.Clear();
            _pending = 0;
        }
    }

    /// <summary>What is new at one spot, by day.</summary>
    private sealed class SpotChange
    {
        private readonly Dictionary<int, int[]> _days = [];
        private readonly Dictionary<(int Day, int WorkingDays), int> _decisions = [];

        public void Add(int day, Measure measure, int n)
        {
            if (n == 0) return;
            if (!_days.TryGetValue(day, out var sums)) _days[day] = sums = new int[Measures];
            sums[(int)measure] += n;
        }

        public void AddDecision(int day, int workingDays, int n)
        {
            var key = (day, workingDays);
            _decisions[key] = _decisions.GetValueOrDefault(key) + n;
        }

        public SpotFigures After(SpotFigures before) =>
            new(before.Days.With(_days), before.Decisions.With(_decisions));
    }
}

/// <summary>What of a row the sums need.</summary>
internal struct PerformanceDelta
{
    public long Sequence;
    public DateTimeOffset Recorded;
    public RowKind Kind;
    public Spot Spot;
    public string? CameFrom;
    public int Day, Counts, Open, PastLimit;
    public int? DecidedOn, ClosedOn;
    public int WorkingDays, Visits, Planned;
    public Outcome? Outcome;
    public bool OnTime, Overridden, Late, Overturned, OutOfTurn, HasGround;

    public static PerformanceDelta Of(PerformanceRow row) => new()
    {
        Sequence = row.Sequence,
        Recorded = row.Recorded,
        Kind = row.Kind,
        Spot = new(row.Department, row.Service, row.County),
        CameFrom = row.CameFrom,
        Day = row.Day.DayNumber,
        Counts = row.Counts,
        Open = row.Open,
        PastLimit = row.PastLimit,
        DecidedOn = row.DecidedOn?.DayNumber,
        ClosedOn = row.ClosedOn?.DayNumber,
        WorkingDays = row.WorkingDays ?? 0,
        Visits = row.Visits ?? 0,
        Planned = row.Planned ?? 0,
        Outcome = row.Outcome,
        OnTime = row.OnTime is true,
        Overridden = row.Overridden is true,
        Late = row.Late is true,
        Overturned = row.Overturned is true,
        OutOfTurn = row.Overtook > 0,
        HasGround = row.Ground is not null,
    };
}

/// <summary>Everything that is counted at one spot.</summary>
internal sealed record SpotFigures(DaySums Days, DecisionDays Decisions)
{
    public static readonly SpotFigures None = new(DaySums.None, DecisionDays.None);

    public bool IsEmpty => Days.IsEmpty;
    public int FirstDay => Days.FirstDay;
    public int LastDay => Days.LastDay;
}

/// <summary>Running sums of all measures at the days on which something happened: any period costs two look-ups.</summary>
internal sealed class DaySums
{
    public static readonly DaySums None = new([], []);

    private readonly int[] _days;

    // Measures side by side, each the sum up to and with its day.
    private readonly int[] _sums;

    private DaySums(int[] days, int[] sums) => (_days, _sums) = (days, sums);

    public bool IsEmpty => _days.Length == 0;
    public int FirstDay => _days[0];
    public int LastDay => _days[^1];

    /// <summary>Adds what was counted up to and with a day.</summary>
    public void AddUpTo(int day, Span<long> into, int sign = 1)
    {
        var at = Array.BinarySearch(_days, day);
        if (at < 0) at = ~at - 1;
        if (at < 0) return;
        var sums = _sums.AsSpan(at * Cube.Measures, Cube.Measures);
        for (var i = 0; i < sums.Length; i++) into[i] += sign * sums[i];
    }

    public DaySums With(Dictionary<int, int[]> changes)
    {
        if (changes.Count == 0) return this;
        var days = new int[_days.Length + changes.Count];
        var sums = new int[days.Length * Cube.Measures];
        var shift = new int[Cube.Measures];
        var (taken, count) = (0, 0);
        foreach (var day in changes.Keys.Order())
        {
            for (; taken < _days.Length && _days[taken] < day; taken++) Keep(_days[taken], taken);
            var change = changes[day];
            for (var i = 0; i < shift.Length; i++) shift[i] = checked(shift[i] + change[i]);
            var isKnown = taken < _days.Length && _days[taken] == day;
            if (isKnown) taken++;
            if (!IsNothing(isKnown ? taken - 1 : -1, change)) Keep(day, taken - 1);
        }

        for (; taken < _days.Length; taken++) Keep(_days[taken], taken);
        return count == 0 ? None : new(days[..count], sums[..(count * Cube.Measures)]);

        void Keep(int day, int upTo)
        {
            days[count] = day;
            var into = sums.AsSpan(count++ * Cube.Measures, Cube.Measures);
            for (var i = 0; i < into.Length; i++) into[i] = checked(Sum(upTo, i) + shift[i]);
        }

        bool IsNothing(int at, int[] change)
        {
            for (var i = 0; i < change.Length; i++)
                if (change[i] + (at < 0 ? 0 : Sum(at, i) - Sum(at - 1, i)) != 0) return false;
            return true;
        }

        int Sum(int at, int measure) => at < 0 ? 0 : _sums[(at * Cube.Measures) + measure];
    }
}

/// <summary>The working days of every decision, in the order of the days on which it was taken.</summary>
internal sealed class DecisionDays
{
    public static readonly DecisionDays None = new([], [], []);

    private readonly int[] _days;
    private readonly int[] _workingDays;
    private readonly int[] _counts;

    private DecisionDays(int[] days, int[] workingDays, int[] counts) =>
        (_days, _workingDays, _counts) = (days, workingDays, counts);

    public bool IsEmpty => _days.Length == 0;

    public void AddBetween(int from, int to, WorkingDayCounts into)
    {
        for (var i = FirstFrom(from); i < _days.Length && _days[i] <= to; i++) into.Add(_workingDays[i], _counts[i]);
    }

    public DecisionDays With(Dictionary<(int Day, int WorkingDays), int> changes)
    {
        if (changes.Count == 0) return this;
        var length = _days.Length + changes.Count;
        int[] days = new int[length], workingDays = new int[length], counts = new int[length];
        var (taken, count) = (0, 0);
        foreach (var ((day, worked), change) in changes.OrderBy(change => change.Key))
        {
            for (; taken < _days.Length && (_days[taken], _workingDays[taken]).CompareTo((day, worked)) < 0; taken++)
                Take(_days[taken], _workingDays[taken], _counts[taken]);
            var isKnown = taken < _days.Length && _days[taken] == day && _workingDays[taken] == worked;
            Take(day, worked, isKnown ? _counts[taken++] + change : change);
        }

        for (; taken < _days.Length; taken++) Take(_days[taken], _workingDays[taken], _counts[taken]);
        return count == 0 ? None : new(days[..count], workingDays[..count], counts[..count]);

        void Take(int day, int worked, int n)
        {
            if (n == 0) return;
            (days[count], workingDays[count], counts[count]) = (day, worked, n);
            count++;
        }
    }

    private int FirstFrom(int day)
    {
        var (low, high) = (0, _days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_days[middle] < day) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <summary>How many decisions took how many working days.</summary>
internal sealed class WorkingDayCounts
{
    private int[] _counts = new int[64];

    public ReadOnlySpan<int> Counts => _counts;

    public void Add(int workingDays, int n)
    {
        if (workingDays >= _counts.Length)
            Array.Resize(ref _counts, Math.Max(workingDays + 1, _counts.Length * 2));
        _counts[workingDays] += n;
    }

    public void Add(WorkingDayCounts other)
    {
        for (var i = 0; i < other._counts.Length; i++)
            if (other._counts[i] != 0) Add(i, other._counts[i]);
    }
}
