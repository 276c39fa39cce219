namespace EGov.Transparency;

/// <summary>From the sums of a cube to the answer of one question.</summary>
internal static class PerformanceCount
{
    public static Performance Of(Cube cube, PerformanceQuery query, DateTimeOffset? asOf, Handbook handbook)
    {
        RefuseUnknown(cube, query, handbook);
        var first = query.From?.DayNumber ?? 0;
        var last = query.To?.DayNumber ?? DateOnly.MaxValue.DayNumber;
        Member[] members =
        [
            .. cube.Spots.Where(spot => Passes(spot.Key, query, handbook) && spot.Value.FirstDay <= last)
                .GroupBy(spot => CodeOf(spot.Key, query.By), spot => spot.Value)
                .Select(spots => new Member(spots.Key, [.. spots])),
        ];
        var months = query.IsMonthly ? JalaliMonths.In(Reach(members, first, last)) : null;

        var whole = new Tally();
        var counted = new List<(Member Member, Tally Tally)>(members.Length);
        foreach (var member in members)
        {
            var tally = new Tally();
            tally.Add(member.Spots, first, last);
            whole.Add(tally);
            counted.Add((member, tally));
        }

        var (wholeMonths, groupMonths) = months is null ? (null, null) : ByMonth(members, months);
        PerformanceGroup[] groups =
        [
            .. counted.Select((pair, i) => new PerformanceGroup(pair.Member.Code, NameOf(pair.Member.Code, query.By, handbook),
                pair.Tally.Figures(), null, groupMonths?[i])),
        ];
        return new(query.By, query.From, query.To, query.Kind, query.Department, query.Service, query.County,
            query.IsMonthly ? PerformanceQuery.Monthly : null, asOf, cube.Sequence, Statistics.Minimum,
            Definitions.Versions, new(null, null, whole.Figures(), null, wholeMonths), Ranked(groups));
    }

    private static (List<PerformanceMonth>? Whole, List<PerformanceMonth>[]? Groups) ByMonth(
        Member[] members, IReadOnlyList<JalaliMonth> months)
    {
        var whole = new List<PerformanceMonth>(months.Count);
        var groups = Array.ConvertAll(members, _ => new List<PerformanceMonth>(months.Count));
        foreach (var month in months)
        {
            var all = new Tally();
            for (var i = 0; i < members.Length; i++)
            {
                var tally = new Tally();
                tally.Add(members[i].Spots, month.From.DayNumber, month.To.DayNumber);
                all.Add(tally);
                groups[i].Add(new(month.Name, month.From, month.To, tally.Figures()));
            }

            whole.Add(new(month.Name, month.From, month.To, all.Figures()));
        }

        return (whole, groups);
    }

    private static PerformanceGroup[] Ranked(PerformanceGroup[] groups)
    {
        PerformanceGroup[] ranked =
        [
            .. groups.Where(group => group.Figures.OnTime is not null)
                .OrderByDescending(group => group.Figures.OnTime!.Value)
                .ThenBy(group => group.Code, StringComparer.Ordinal),
        ];
        var places = Statistics.Places([.. ranked.Select(group => group.Figures.OnTime!)]);
        return
        [
            .. ranked.Select((group, i) => group with { Place = places[i] }),
            .. groups.Where(group => group.Figures.OnTime is null)
                .OrderByDescending(group => group.Figures.Decided)
                .ThenBy(group => group.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The days of the period on which anything was counted; none when nothing was.</summary>
    private static (DateOnly First, DateOnly Last)? Reach(Member[] members, int first, int last)
    {
        var spots = members.SelectMany(member => member.Spots).ToList();
        if (spots.Count == 0) return null;
        var (from, to) = (Math.Max(first, spots.Min(spot => spot.FirstDay)), Math.Min(last, spots.Max(spot => spot.LastDay)));
        return from > to ? null : (DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));
    }

    private static bool Passes(Spot spot, PerformanceQuery query, Handbook handbook) =>
        (query.Department is null || spot.Department == query.Department)
        && (query.Service is null || spot.Service == query.Service)
        && (query.County is null || spot.County == query.County)
        && (query.Kind is null || handbook.Departments.GetValueOrDefault(spot.Department)?.Kind == query.Kind);

    private static string? CodeOf(Spot spot, string by) =>
        by switch { "service" => spot.Service, "county" => spot.County, _ => spot.Department };

    private static Text? NameOf(string? code, string by, Handbook handbook) =>
        code is null ? null
        : by switch
        {
            "department" => handbook.Departments.GetValueOrDefault(code)?.Name,
            "service" when handbook.Services.GetValueOrDefault(code) is { History: [.., var latest] } => latest.Terms.Title,
            _ => null,
        };

    /// <summary>A wrong code must not look like an office without work.</summary>
    private static void RefuseUnknown(Cube cube, PerformanceQuery query, Handbook handbook)
    {
        if (query.Department is { } department && !handbook.Departments.ContainsKey(department)
            && cube.Spots.Keys.All(spot => spot.Department != department))
            throw new Refused("performance.department-unknown", department) { Status = 400 };
        if (query.Service is { } service && !handbook.Services.ContainsKey(service)
            && cube.Spots.Keys.All(spot => spot.Service != service))
            throw new Refused("performance.service-unknown", service) { Status = 400 };
        if (query.County is { } county && handbook.Departments.Values.All(known => known.County != county)
            && cube.Spots.Keys.All(spot => spot.County != county))
            throw new Refused("performance.county-unknown", county) { Status = 400 };
    }

    private sealed record Member(string? Code, SpotFigures[] Spots);

    /// <summary>Sums over spots: flows within the period, stocks as they stand at its end.</summary>
    private sealed class Tally
    {
        private readonly long[] _upToEnd = new long[Cube.Measures];
        private readonly long[] _beforeStart = new long[Cube.Measures];
        private readonly WorkingDayCounts _workingDays = new();

        public void Add(SpotFigures[] spots, int first, int last)
        {
            foreach (var spot in spots)
            {
                spot.Days.AddUpTo(last, _upToEnd);
                spot.Days.AddUpTo(first - 1, _beforeStart);
                spot.Decisions.AddBetween(first, last, _workingDays);
            }
        }

        public void Add(Tally other)
        {
            for (var i = 0; i < Cube.Measures; i++)
            {
                _upToEnd[i] += other._upToEnd[i];
                _beforeStart[i] += other._beforeStart[i];
            }

            _workingDays.Add(other._workingDays);
        }

        public Figures Figures()
        {
            var decided = Within(Measure.Decided);
            var isEnough = decided >= Statistics.Minimum;
            var planned = Within(Measure.Planned);
            return new(
                Within(Measure.Submitted), Standing(Measure.Open), Standing(Measure.PastLimit), decided,
                isEnough ? Statistics.NearestRank(_workingDays.Counts, 50) : null,
                isEnough ? Statistics.NearestRank(_workingDays.Counts, 90) : null,
                Statistics.WilsonOrNone(Within(Measure.OnTime), decided),
                Within(Measure.Refused),
                Statistics.WilsonOrNone(Within(Measure.Refused), decided - Within(Measure.Unstated)),
                Within(Measure.Overridden), Within(Measure.Appealed), Within(Measure.AppealsDecided),
                Within(Measure.Overturned),
                Statistics.WilsonOrNone(Within(Measure.Overturned), Within(Measure.AppealsDecided)),
                Within(Measure.Closed), Within(Measure.Contested),
                Statistics.WilsonOrNone(Within(Measure.Contested), Within(Measure.Closed)),
                Within(Measure.Withdrawn), Within(Measure.Breached), Within(Measure.Steps), Within(Measure.LateSteps),
                Within(Measure.Referred), Within(Measure.Transferred), Within(Measure.OutOfTurn),
                Within(Measure.OutOfTurnWithoutGround),
                planned < Statistics.Minimum ? null
                : Statistics.Round((double)Sum(Measure.Wandered) / planned / Cube.WanderingUnit),
                planned);
        }

        private int Within(Measure measure) => checked((int)Sum(measure));
        private long Sum(Measure measure) => _upToEnd[(int)measure] - _beforeStart[(int)measure];
        private int Standing(Measure measure) => checked((int)_upToEnd[(int)measure]);
    }
}
