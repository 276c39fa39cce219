using EGov.Casework;
using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>One event that counts in a measure, from when it was recorded until another takes it out again.</summary>
internal sealed class MeasuredItem
{
    public required long Sequence { get; init; }
    public required DateTimeOffset Recorded { get; init; }
    public required DateOnly Day { get; init; }
    public required string Department { get; init; }
    public bool IsNumerator { get; init; }
    public bool IsDenominator { get; init; }
    public int WorkingDays { get; init; }

    /// <summary>When the event that takes it out was recorded, and on which day it happened.</summary>
    public DateTimeOffset? Gone { get; set; }
    public DateOnly GoneOn { get; set; }
}

/// <summary>The events that count in a measure, in their order: every figure of it is a count over them.</summary>
/// <remarks>They come from the rows that the public figures are summed from, and count by the same rules.</remarks>
public sealed class MeasuredItems
{
    private readonly List<MeasuredItem> _items = [];
    private readonly Dictionary<Guid, MeasuredItem> _latest = [];
    private readonly MeasureTerms _terms;
    private readonly MeasureIndicator _indicator;
    private readonly IReadOnlyList<RowKind> _kinds;

    public MeasuredItems(MeasureTerms terms) =>
        (_terms, _indicator, _kinds) =
            (terms, MeasureLanguage.Find(terms.Indicator)!, KindsOf(terms.Indicator));

    internal int Count => _items.Count;

    /// <summary>The kinds of rows that can count; all where none is said.</summary>
    internal static IReadOnlyList<RowKind> KindsOf(string indicator) => indicator switch
    {
        "PERF-SUBMITTED" => [RowKind.Submitted],
        "PERF-DECIDED" or "PERF-MEDIAN" or "PERF-ONTIME" or "PERF-REFUSED" => [RowKind.Decided, RowKind.Contested],
        "PERF-APPEAL" => [RowKind.AppealDecided],
        "PERF-CONTEST" => [RowKind.Closed, RowKind.Contested],
        "PERF-BREACH" => [RowKind.Breached],
        _ => [],
    };

    public static MeasuredItems OfDirectives(MeasureScope scope, IEnumerable<IEvent> events)
    {
        var items = new MeasuredItems(scope.Terms);
        var counted = new HashSet<Guid>();
        foreach (var e in events)
        {
            if (e.Data is DirectiveIssued issued && (scope.Terms.Directives.Contains(issued.Number)
                    || (scope.Terms.Serving && issued.Serves == scope.Commitment)))
            {
                counted.Add(e.StreamId);
                if (scope.Terms.Indicator == "DIR-ISSUED")
                    foreach (var department in issued.Departments) items.Add(e, issued.At, department, true, 0);
            }
            else if (e.Data is DirectiveVerified verified && counted.Contains(e.StreamId)
                && scope.Terms.Indicator != "DIR-ISSUED")
            {
                items.Add(e, verified.At, verified.Department,
                    scope.Terms.Kind == MeasureLanguage.Count || verified.OnTime, verified.WorkingDays);
            }
        }

        return items;
    }

    /// <summary>Rows come in the order of the log; those that a measure does not ask for count nothing.</summary>
    public void Apply(PerformanceRow row)
    {
        if (_indicator.IsOfDirectives || (_kinds.Count > 0 && !_kinds.Contains(row.Kind))
            || (_terms.Service ?? row.Service) != row.Service
            || (_terms.County is { } county && county != row.County)) return;
        switch (_terms.Indicator)
        {
            case "PERF-DECIDED" or "PERF-MEDIAN" or "PERF-ONTIME" or "PERF-REFUSED":
                if (row.Kind is RowKind.Decided) Decide(row);
                else if (row.Counts != 0) TakeOut(row);
                break;
            case "PERF-CONTEST":
                if (row.Kind is RowKind.Contested && row.ClosedOn is { } closed)
                    Add(row, closed, isNumerator: true, isDenominator: false);
                else if (row.Kind is RowKind.Closed && row.Counts > 0)
                    Add(row, row.Day, isNumerator: false, isDenominator: true);
                break;
            case "PERF-APPEAL":
                Add(row, row.Day, row.Overturned is true, isDenominator: true);
                break;
            case "PERF-OPEN":
                Stand(row, row.Open);
                break;
            case "PERF-PASTLIMIT":
                Stand(row, row.PastLimit);
                break;
            default:
                Add(row, row.Day, isNumerator: true, isDenominator: false);
                break;
        }
    }

    /// <summary>What counts at the end of a day, as far as it had been recorded at a moment.</summary>
    internal IEnumerable<MeasuredItem> At(DateOnly from, DateOnly to, DateTimeOffset asOf) => _items.Where(item =>
        item.Recorded <= asOf && item.Day <= to && (_indicator.IsStock
            ? !(item.Gone <= asOf && item.GoneOn <= to)
            : item.Day >= from && !(item.Gone <= asOf)));

    public MeasuredValue Measure(MeasureScope scope, DateOnly day, DateTimeOffset asOf, long logSize)
    {
        var (from, to) = scope.WindowOn(day);
        var (numerator, denominator) = (0, 0);
        var days = new WorkingDayCounts();
        foreach (var item in At(from, to, asOf))
        {
            if (item.IsNumerator) numerator++;
            if (!item.IsDenominator) continue;
            denominator++;
            if (_terms.Kind == MeasureLanguage.Median) days.Add(item.WorkingDays, 1);
        }

        var isEnough = denominator >= Statistics.Minimum;
        return _terms.Kind switch
        {
            MeasureLanguage.Share => new(_terms.Reference(), isEnough ? (int)(numerator * 10_000L / denominator) : null,
                numerator, denominator, from, to, asOf, logSize),
            MeasureLanguage.Median => new(_terms.Reference(),
                isEnough ? Statistics.NearestRank(days.Counts, 50) : null, denominator, denominator, from, to, asOf,
                logSize),
            _ => new(_terms.Reference(), numerator, numerator, null, from, to, asOf, logSize),
        };
    }

    private void Decide(PerformanceRow row)
    {
        var isRefused = row.Outcome is Outcome.Refused;
        // Where the outcome is not known, nobody can say which share was refused.
        var item = _terms.Indicator switch
        {
            "PERF-ONTIME" => Add(row, row.Day, row.OnTime is true, isDenominator: true),
            "PERF-REFUSED" => Add(row, row.Day, isRefused, row.Outcome is not Outcome.Unstated),
            _ => Add(row, row.Day, isNumerator: true, isDenominator: true),
        };
        if (item is not null) _latest[row.Request!.Value] = item;
        else _latest.Remove(row.Request!.Value);
    }

    private void Stand(PerformanceRow row, int change)
    {
        if (change == 0) return;
        if (row.Kind is RowKind.Transferred || change < 0) TakeOut(row);
        if (change > 0 && Add(row, row.Day, isNumerator: true, isDenominator: false) is { } item)
            _latest[row.Request!.Value] = item;
    }

    private void TakeOut(PerformanceRow row)
    {
        if (!_latest.Remove(row.Request!.Value, out var item)) return;
        (item.Gone, item.GoneOn) = (row.Recorded, row.Day);
    }

    private MeasuredItem? Add(PerformanceRow row, DateOnly day, bool isNumerator, bool isDenominator) =>
        Keep(new()
        {
            Sequence = row.Sequence,
            Recorded = row.Recorded,
            Day = day,
            Department = row.Department,
            IsNumerator = isNumerator,
            IsDenominator = isDenominator,
            WorkingDays = row.WorkingDays ?? 0,
        });

    private void Add(IEvent e, DateTimeOffset at, string department, bool isNumerator, int workingDays) => Keep(new()
    {
        Sequence = e.Sequence,
        Recorded = e.Timestamp,
        Day = at.Day(),
        Department = department,
        IsNumerator = isNumerator,
        IsDenominator = true,
        WorkingDays = workingDays,
    });

    private MeasuredItem? Keep(MeasuredItem item)
    {
        if (_terms.Department is { } only && item.Department != only) return null;
        _items.Add(item);
        return item;
    }
}
