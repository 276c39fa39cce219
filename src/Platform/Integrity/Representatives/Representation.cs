using System.Globalization;

namespace EGov.Integrity;

/// <summary>Who files for how many, counted from the book as it stood at one event.</summary>
/// <param name="Sequence">That event's place in the record.</param>
/// <param name="Tallies">
/// Of contacts that act for more than one applicant, or that a signal is about: who files for one has no line here.
/// </param>
public sealed record Representation(
    long Sequence, IReadOnlyList<RepresentativeTally> Tallies, IReadOnlyList<RepresentationDay> Counts)
{
    public static readonly Representation None = new(0, [], []);

    /// <param name="terms">The thresholds of F17.</param>
    /// <param name="signals">By the mark of the contact that they are about.</param>
    /// <param name="handle">What a contact is called outside the book.</param>
    internal static Representation Of(
        CaseBook book, IndicatorTerms terms, ILookup<string, Guid> signals, Func<string, Guid> handle, long sequence)
    {
        var (since, least) = (book.Since(terms.Days), (int)terms["k"]);
        var decided = book.Decisions.Since(since).Where(one => one.IsFirst).ToList();
        var waiting = book.Lines
            .Where(line => line is { Representative: not null, Decision: null, Standing: not CaseStanding.Closed }
                && line.FiledOn >= since)
            .ToLookup(line => line.Representative!);
        var brought = Represented.In(decided).ToDictionary(his => his.Contact, his => his.Files);
        var usual = new UsualTimes(decided, terms.Fewest);
        var shares = decided.Where(IsStated).GroupBy(one => one.Service).ToDictionary(
            same => same.Key, same => (double)same.Count(IsGranted) / same.Count());

        var tallies = new List<RepresentativeTally>();
        var many = new List<(IReadOnlyList<CaseDecision> Files, IReadOnlyList<CaseLine> Waiting)>();
        foreach (var contact in brought.Keys.Union(waiting.Select(his => his.Key)).Order(StringComparer.Ordinal))
        {
            var files = brought.GetValueOrDefault(contact, []);
            CaseLine[] open = [.. waiting[contact]];
            CaseLine[] lines = [.. files.Select(file => file.Line), .. open];
            var applicants = Represented.Applicants(lines);
            if (applicants >= least) many.Add((files, open));
            Guid[] about = [.. signals[contact].Distinct()];
            if (applicants < 2 && about.Length == 0) continue;
            var parts = usual.PartsOf(files);
            CaseDecision[] stated = [.. files.Where(IsStated)];
            tallies.Add(new()
            {
                Id = handle(contact),
                Sequence = sequence,
                From = since,
                Until = book.Today,
                Applicants = applicants,
                Files = files.Count,
                Waiting = open.Length,
                Stated = stated.Length,
                Granted = stated.Count(IsGranted),
                Expected = SignalBook.Rounded(stated.Sum(one => shares[one.Service])),
                Timed = parts.Count,
                TimeRatio = parts.Count == 0 ? null : SignalBook.Rounded(Spread.Median(parts)),
                Departments = Count(files.Select(file => file.Department), open.Select(line => line.Department)),
                Services = Count(files.Select(file => file.Service), open.Select(line => line.Service)),
                First = lines.Min(line => line.FiledOn),
                Last = lines.Max(line => line.FiledOn),
                Signals = about,
            });
        }

        return new(sequence, tallies, Count(decided, many, office => new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{office}/{sequence}"),
            Office = office,
            Sequence = sequence,
            From = since,
            Until = book.Today,
            Least = least,
        }));
    }

    /// <summary>Of the province and of every department that decided anything; in one pass, for each day.</summary>
    private static IReadOnlyList<RepresentationDay> Count(
        IEnumerable<CaseDecision> decided,
        IEnumerable<(IReadOnlyList<CaseDecision> Files, IReadOnlyList<CaseLine> Waiting)> many,
        Func<string, RepresentationDay> begin)
    {
        var province = begin(RepresentationDay.Province);
        var offices = new SortedDictionary<string, RepresentationDay>(StringComparer.Ordinal);
        foreach (var one in decided)
        {
            if (!offices.TryGetValue(one.Department, out var office))
                offices[one.Department] = office = begin(one.Department);
            var represented = one.Line.Representative is null ? 0 : 1;
            (office.Decided, province.Decided) = (office.Decided + 1, province.Decided + 1);
            office.Represented += represented;
            province.Represented += represented;
        }

        foreach (var (files, waiting) in many)
        {
            province.Contacts++;
            province.Brought += files.Count;
            foreach (var file in files) offices[file.Department].Brought++;
            foreach (var place in files.Select(file => file.Department)
                .Concat(waiting.Select(line => line.Department)).Distinct())
                if (offices.TryGetValue(place, out var office)) office.Contacts++;
        }

        return [province, .. offices.Values];
    }

    private static bool IsStated(CaseDecision one) => one.Outcome is not Casework.Outcome.Unstated;

    private static bool IsGranted(CaseDecision one) => one.Outcome is Casework.Outcome.Granted;

    private static IReadOnlyList<RepresentedCount> Count(IEnumerable<string> decided, IEnumerable<string> waiting) =>
    [
        .. decided.Concat(waiting).CountBy(code => code).OrderByDescending(same => same.Value)
            .ThenBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new RepresentedCount(same.Key, same.Value)),
    ];
}
