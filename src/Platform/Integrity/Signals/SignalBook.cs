using System.Globalization;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>Reads every event once, in the order of writing, and says what gives reason to open a file.</summary>
/// <remarks>
/// The same events give the same signals, whether they come live, in pages of any size, again after a restart, or all
/// at once. A day is over when an event is written on a later one; what looks at a window looks at it then.
/// </remarks>
public sealed class SignalBook
{
    /// <summary>No window reaches further back.</summary>
    public const int LongestWindow = 400;

    private readonly Func<string, string> _mark;
    private readonly Dictionary<string, IndicatorTerms> _terms =
        Indicator.All.ToDictionary(indicator => indicator.Code, indicator => indicator.Terms, StringComparer.Ordinal);

    private readonly Dictionary<(string Indicator, string Subject), DateOnly> _said = [];
    private readonly Trail<Said> _recent = new();
    private readonly List<Signal> _found = [];
    private List<IndicatorDay> _indicatorDays = [];
    private List<RepresentationDay> _represented = [];
    private long _number;

    public SignalBook(MasterKey master) : this(text => master.Mark("signal", text)) { }

    /// <param name="mark">Turns what a signal is named after into what does not tell it.</param>
    public SignalBook(Func<string, string> mark) => _mark = mark;

    /// <summary>The events that it reads; others may be given to it and mean nothing.</summary>
    public static IReadOnlyList<Type> Events { get; } =
    [
        .. typeof(RequestSubmitted).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IOnRequest)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
        typeof(OfficerRecused), typeof(FileOpened), typeof(ServiceOffered), typeof(RulebookPublished),
        typeof(OfficerAppointed), typeof(CalendarOpened), typeof(HolidayDeclared), typeof(HolidayWithdrawn),
        typeof(IndicatorSet), typeof(SubjectErased), typeof(InfluenceReported),
    ];

    public CaseBook Cases { get; } = new();

    /// <summary>How often each indicator fired, as of the last day that is over.</summary>
    public IReadOnlyList<IndicatorDay> Tallies { get; private set; } = [];

    /// <summary>Who filed for how many, as of the last day that is over, or of an erasure since then.</summary>
    public Representation Representation { get; private set; } = Representation.None;

    /// <summary>What days that are over were counted as, since this was asked the last time.</summary>
    public (IReadOnlyList<IndicatorDay> Indicators, IReadOnlyList<RepresentationDay> Represented) TakeDays()
    {
        var taken = (_indicatorDays, _represented);
        (_indicatorDays, _represented) = ([], []);
        return taken;
    }

    public IndicatorTerms TermsOf(Indicator indicator) => _terms[indicator.Code];

    /// <summary>What stands sealed in an event and is compared: whose file it is, or which one was contacted.</summary>
    public static Sealed? MarkIn(object data) => data switch
    {
        RequestSubmitted filed => filed.ApplicantMark,
        ApplicantCorrected corrected => corrected.ApplicantMark,
        InfluenceReported { On: InfluencedMatter.OnRequest } reported => reported.About,
        _ => null,
    };

    /// <param name="mark">
    /// The opened mark of <see cref="MarkIn"/>; where that is not sealed yet, it is read from the event itself.
    /// </param>
    /// <returns>What it gave reason for: before anything else what the days gave that are over now.</returns>
    public IReadOnlyList<Signal> Read(IEvent e, string? mark = null)
    {
        _found.Clear();
        var day = e.Timestamp.Day();
        if (Cases.Today == default) Cases.Today = day;
        else if (day > Cases.Today) Turn(day, e.Sequence);

        if (e.Data is IndicatorSet set && Indicator.Find(set.Indicator) is { } known)
            _terms[known.Code] = new(set.Version, set.Thresholds);
        if (mark is null && MarkIn(e.Data) is { IsClosed: false } open) mark = open.Plain.GetString();
        if (e.Data is SubjectErased && Cases.Forget(e.StreamId)) CountRepresentatives(e.Sequence);
        if (Cases.Read(e, mark) is { } line)
        {
            foreach (var indicator in Indicator.All)
            {
                var terms = _terms[indicator.Code];
                foreach (var finding in indicator.OnEvent(e, line, Cases, terms))
                    Say(indicator, terms, finding, e.Sequence, null);
            }

            line.LastAt = e.Data is IOnRequest { At: var at } && at > line.LastAt ? at : line.LastAt;
        }

        return _found.Count == 0 ? [] : [.. _found];
    }

    /// <summary>
    /// A day is over: the windows that end with it are looked at, and what lies before all of them is let go.
    /// </summary>
    private void Turn(DateOnly next, long sequence)
    {
        foreach (var indicator in Indicator.All)
        {
            var terms = _terms[indicator.Code];
            foreach (var finding in indicator.AtDayEnd(Cases, terms))
                Say(indicator, terms, finding, sequence, Cases.Since(terms.Days));
        }

        Count(sequence);
        CountRepresentatives(sequence);
        var before = next.AddDays(-_terms.Values.Max(terms => terms.Days));
        Cases.DropBefore(before);
        _recent.DropBefore(before);
        foreach (var (said, until) in _said)
            if (until < next) _said.Remove(said);
        Cases.Today = next;
    }

    private void Say(Indicator indicator, IndicatorTerms terms, Finding finding, long sequence, DateOnly? from)
    {
        // Of a file it is said once; of an officer, an office or a contact once in a window.
        var isOfFile = from is null && finding.Request is not null;
        if (isOfFile)
        {
            if (Cases.Find(finding.Request!.Value) is not { } line || !line.Signalled.Add(indicator.Code)) return;
        }
        else
        {
            var subject = (indicator.Code, finding.Subject);
            if (_said.TryGetValue(subject, out var until) && Cases.Today <= until) return;
            _said[subject] = Cases.Today.AddDays(terms.Days);
        }

        var id = Identity.Of("signal", _mark(string.Create(CultureInfo.InvariantCulture,
            $"{indicator.Code}\n{terms.Version}\n{finding.Subject}\n{(isOfFile ? "" : $"{Cases.Today:O}")}")));
        _recent.Add(new(indicator.Code, Cases.Today, finding.Request, finding.Officer, finding.Contact, id));
        _found.Add(new()
        {
            Id = id,
            Number = ++_number,
            Indicator = indicator.Code,
            Version = terms.Version,
            Thresholds = terms.Thresholds,
            From = from,
            Found = Cases.Today,
            Sequence = sequence,
            N = finding.N,
            Value = Rounded(finding.Value),
            Evidence = [.. finding.Evidence.Take(Signal.MostEvidence)],
            EvidenceTotal = finding.Evidence.Count,
            Request = finding.Request,
            TrackingNumber = finding.Request is { } about ? TrackingNumber.Of(about) : null,
            Service = finding.Service,
            Department = finding.Department,
            Officer = finding.Officer,
        });
    }

    private void CountRepresentatives(long sequence)
    {
        var terms = _terms[F17Brokers.OwnCode];
        var signals = _recent.Since(Cases.Since(terms.Days)).Where(said => said.Contact is not null)
            .ToLookup(said => said.Contact!, said => said.Signal);
        Representation = Representation.Of(Cases, terms, signals,
            contact => Identity.Of("representative", _mark($"representative\n{contact}")), sequence);
        _represented.AddRange(Representation.Counts);
    }

    private void Count(long sequence)
    {
        var sizes = new Dictionary<int, (int Cases, int Officers)>();
        Tallies = [.. Indicator.All.Select(Of)];
        _indicatorDays.AddRange(Tallies);

        IndicatorDay Of(Indicator indicator)
        {
            var terms = _terms[indicator.Code];
            var since = Cases.Since(terms.Days);
            if (!sizes.TryGetValue(terms.Days, out var all))
                sizes[terms.Days] = all = (Cases.FiledSince(since), Cases.OfficersSince(since));
            var said = _recent.Since(since).Where(one => one.Indicator == indicator.Code).ToList();
            var about = said.Select(one => one.Request).OfType<Guid>().Distinct().Count();
            var concerned = said.Select(one => one.Officer).OfType<string>().Distinct().Count();
            return new()
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{indicator.Code}/{sequence}"),
                Indicator = indicator.Code,
                Sequence = sequence,
                Version = terms.Version,
                Until = Cases.Today,
                Cases = all.Cases,
                CasesSignalled = about,
                Officers = all.Officers,
                OfficersSignalled = concerned,
                IsOverFiring = (all.Cases >= terms.Fewest && about > terms[IndicatorTerms.Most] * all.Cases)
                    || (all.Officers >= terms.Fewest && concerned > terms[IndicatorTerms.Most] * all.Officers),
            };
        }
    }

    // Six digits that count: what a machine computes differently in the last of its own does not change a signal.
    internal static double Rounded(double value) => double.Parse(
        value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed record Said(
        string Indicator, DateOnly Day, Guid? Request, string? Officer, string? Contact, Guid Signal) : IOnDay;
}
