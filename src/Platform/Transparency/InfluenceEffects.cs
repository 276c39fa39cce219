namespace EGov.Transparency;

/// <summary>From the sums of contacted files and of all files to the effect that contacts had.</summary>
internal static class InfluenceEffects
{
    public static IReadOnlyList<InfluenceEffect> Of(Cube all, Cube some) =>
    [
        .. some.Spots.Keys.Select(spot => spot.Service).Distinct().Order(StringComparer.Ordinal)
            .Select(service => Of(service, all, some)).Where(effect => effect.Contacted > 0),
    ];

    private static InfluenceEffect Of(string service, Cube all, Cube some)
    {
        var strata = new List<FourFold>();
        var (contacted, others) = (0, 0);
        var (days, otherDays) = (new WorkingDayCounts(), new WorkingDayCounts());
        foreach (var department in Departments(service, all))
        {
            var (everybody, theirs) = (Spots(service, department, all), Spots(service, department, some));
            foreach (var month in JalaliMonths.In(Reach(everybody)))
            {
                var (whole, mine) = (Decided(everybody, month), Decided(theirs, month));
                var table = new FourFold(mine.Granted, mine.Refused, whole.Granted - mine.Granted,
                    whole.Refused - mine.Refused);
                contacted += table.Yes + table.No;
                others += table.OtherYes + table.OtherNo;
                if (table.Yes + table.No > 0 && table.OtherYes + table.OtherNo > 0) strata.Add(table);
            }

            foreach (var spot in everybody) spot.Decisions.AddBetween(0, int.MaxValue, otherDays);
            foreach (var spot in theirs) spot.Decisions.AddBetween(0, int.MaxValue, days);
        }

        // The others are all less the contacted ones: the same rows were summed for both.
        for (var worked = 0; worked < days.Counts.Length; worked++)
            if (days.Counts[worked] > 0) otherDays.Add(worked, -days.Counts[worked]);
        var isEnough = contacted >= Statistics.Minimum && others >= Statistics.Minimum;
        return new(service, contacted, others, strata.Count, isEnough ? MantelHaenszel.Of(strata) : null,
            isEnough ? MedianRatio.Of(days.Counts, otherDays.Counts) : null);
    }

    private static IEnumerable<string> Departments(string service, Cube all) =>
        all.Spots.Keys.Where(spot => spot.Service == service).Select(spot => spot.Department).Distinct();

    private static SpotFigures[] Spots(string service, string department, Cube cube) =>
    [
        .. cube.Spots.Where(spot => spot.Key.Service == service && spot.Key.Department == department)
            .Select(spot => spot.Value),
    ];

    private static (DateOnly, DateOnly)? Reach(SpotFigures[] spots)
    {
        var counted = spots.Where(spot => !spot.Days.IsEmpty).ToList();
        return counted.Count == 0 ? null
            : (DateOnly.FromDayNumber(counted.Min(spot => spot.FirstDay)),
                DateOnly.FromDayNumber(counted.Max(spot => spot.LastDay)));
    }

    private static (int Granted, int Refused) Decided(SpotFigures[] spots, JalaliMonth month)
    {
        var sums = new long[Cube.Measures];
        foreach (var spot in spots)
        {
            spot.Days.AddUpTo(month.To.DayNumber, sums);
            spot.Days.AddUpTo(month.From.DayNumber - 1, sums, -1);
        }

        var refused = (int)sums[(int)Measure.Refused];
        return ((int)(sums[(int)Measure.Decided] - sums[(int)Measure.Unstated]) - refused, refused);
    }
}
