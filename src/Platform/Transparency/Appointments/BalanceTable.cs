using EGov.Appointments;

namespace EGov.Transparency;

/// <summary>Women's share of some posts, beside that of those who stood and were not appointed.</summary>
/// <param name="By">province, level, department, or both.</param>
/// <param name="Level">Code of a level; those counted with it are in it.</param>
/// <param name="Holders">How many of these posts somebody held at the end of the latest quarter.</param>
/// <param name="Women">None where no group that can be told of lies within these posts.</param>
/// <param name="NotAppointed">Women among those who stood for these posts, to the end, and were not appointed.</param>
public sealed record BalanceRow(
    string By, string? Level, string? Department, int Holders, BalanceShare? Women, BalanceShare? NotAppointed);

/// <param name="Quarter">At whose end it was so.</param>
/// <param name="Counted">How many are counted.</param>
/// <param name="Of">How many there were; those not counted would tell of fewer than five.</param>
/// <param name="AtLeast">Women among the counted; a range where the number would tell of a person.</param>
/// <param name="Share">None where it is a range.</param>
/// <param name="Low">Of the 95 % Wilson interval, of the lower number where it is a range.</param>
/// <param name="High">Of the interval of the higher number.</param>
public sealed record BalanceShare(
    string Quarter, int Counted, int Of, int AtLeast, int AtMost, double? Share, double Low, double High)
{
    internal static BalanceShare Sum(string quarter, int of, IReadOnlyCollection<CountedGroup> groups)
    {
        var counted = groups.Sum(group => group.Officers.Count + group.Candidates.Count);
        var (low, high) = (groups.Sum(group => group.AtLeast), groups.Sum(group => group.AtMost));
        var (lowest, highest) = (Statistics.Wilson(low, counted), Statistics.Wilson(high, counted));
        return new(quarter, counted, of, low, high, low == high ? lowest.Value : null, lowest.Low, highest.High);
    }
}

/// <summary>Every public table of the balance, from what was published and from nothing else.</summary>
/// <remarks>A row is a sum of published groups: it tells nothing that they do not.</remarks>
internal static class BalanceTable
{
    /// <param name="published">In the order of their quarters; at least one.</param>
    public static IReadOnlyList<BalanceRow> Of(IReadOnlyList<BalancePublished> published)
    {
        var quarters = Quarters(published);
        var latest = published[^1].Holders;
        var pool = quarters[^1].Groups.Where(group => group.Candidates.Count > 0).ToList();
        var rows = new List<BalanceRow> { Row("province", null, null) };
        rows.AddRange(Codes(latest.Select(one => one.Band), pool.Select(group => group.Band))
            .Select(level => Row("level", level, null)));
        rows.AddRange(Codes(latest.Select(one => one.Department), pool.Select(group => group.Department))
            .Select(department => Row("department", null, department)));
        rows.AddRange(latest.Select(one => (one.Band, one.Department)).Distinct()
            .OrderBy(cell => cell.Band, StringComparer.Ordinal)
            .ThenBy(cell => cell.Department, StringComparer.Ordinal)
            .Select(cell => Row("both", cell.Band, cell.Department)));
        return rows;

        BalanceRow Row(string by, string? level, string? department)
        {
            var stood = pool.Where(group => (level is null || group.Band == level)
                && (department is null || group.Department == department)).ToList();
            var n = stood.Sum(group => group.Candidates.Count);
            return new(by, level, department, latest.Count(one => IsIn(one, level, department)),
                quarters.AsEnumerable().Reverse().Select(quarter => Share(quarter, level, department))
                    .FirstOrDefault(share => share is not null),
                n == 0 ? null : BalanceShare.Sum(published[^1].Quarter, n, stood));
        }
    }

    /// <summary>The province's share at the end of each quarter; none where too few could be counted.</summary>
    public static IReadOnlyList<BalanceShare?> Course(IReadOnlyList<BalancePublished> published) =>
        [.. Quarters(published).Select(quarter => Share(quarter, null, null))];

    // A figure speaks for a row where it counts at least half of it.
    private static BalanceShare? Share(ThatQuarter quarter, string? level, string? department)
    {
        var there = quarter.Published.Holders.Where(one => IsIn(one, level, department))
            .Select(one => one.Officer).ToHashSet();
        var counted = quarter.Groups.Where(group => group.Officers.Count > 0 && group.Officers.All(there.Contains))
            .ToList();
        return counted.Count > 0 && counted.Sum(group => group.Officers.Count) * 2 >= there.Count
            ? BalanceShare.Sum(quarter.Published.Quarter, there.Count, counted)
            : null;
    }

    private static bool IsIn(CountedHolder one, string? level, string? department) =>
        (level is null || one.Band == level) && (department is null || one.Department == department);

    private static IEnumerable<string> Codes(IEnumerable<string> there, IEnumerable<string?> stood) =>
        there.Concat(stood.OfType<string>()).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What was known at the end of each quarter: the groups that were not divided by then.</summary>
    private static List<ThatQuarter> Quarters(IReadOnlyList<BalancePublished> published)
    {
        var all = new List<CountedGroup>();
        var quarters = new List<ThatQuarter>();
        foreach (var one in published)
        {
            all.AddRange(one.Groups);
            var divided = all.Select(group => group.Within).OfType<int>().ToHashSet();
            quarters.Add(new(one, [.. all.Where(group => !divided.Contains(group.Number))]));
        }

        return quarters;
    }

    private sealed record ThatQuarter(BalancePublished Published, IReadOnlyList<CountedGroup> Groups);
}
