namespace EGov.Integrity;

/// <summary>What one contact brought of that which was decided in a window, each file once.</summary>
internal sealed record Represented(string Contact, IReadOnlyList<CaseDecision> Files)
{
    public IEnumerable<CaseLine> Lines => Files.Select(file => file.Line);

    public static IReadOnlyList<Represented> In(IEnumerable<CaseDecision> decisions) =>
    [
        .. decisions.Where(one => one.Line.Representative is not null).GroupBy(one => one.Line.Representative!)
            .OrderBy(his => his.Key, StringComparer.Ordinal).Select(his => new Represented(his.Key, [.. his])),
    ];

    /// <summary>How many people; where nothing tells who somebody is, each file is another's.</summary>
    public static int Applicants(IEnumerable<CaseLine> lines) =>
        lines.Select(line => line.Applicant ?? line.Request.ToString()).Distinct().Count();
}

/// <summary>How long the files of each queue usually take; nothing is said of a queue with too few.</summary>
internal sealed class UsualTimes(IEnumerable<CaseDecision> decisions, int least)
{
    private readonly ILookup<(string, string), double> _minutes =
        decisions.ToLookup(one => (one.Service, one.Department), one => one.Minutes);

    private readonly Dictionary<(string, string), double> _medians = [];

    /// <summary>t / median t of its queue, of each file whose queue has one.</summary>
    public IReadOnlyList<double> PartsOf(IEnumerable<CaseDecision> files) =>
    [
        .. files.Select(file => (file.Minutes, Usual: Of((file.Service, file.Department))))
            .Where(file => file.Usual > 0).Select(file => file.Minutes / file.Usual),
    ];

    private double Of((string, string) queue)
    {
        if (_medians.TryGetValue(queue, out var known)) return known;
        List<double> minutes = [.. _minutes[queue]];
        return _medians[queue] = minutes.Count < least ? 0 : Spread.Median(minutes);
    }
}
