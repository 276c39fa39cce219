using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Integrity;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Unit.Integrity;

/// <summary>A small office at work, event by event, and what a book of signals says of it.</summary>
/// <remarks>Files follow one another unless a test lets them overlap: nobody passes anybody by chance.</remarks>
internal sealed class GivenCases
{
    public const string Asked = "environmental-opinion";
    public static readonly string[] Staff = ["ENV-014", "ENV-021", "ENV-006", "ENV-009", "ENV-030"];
    public static readonly Matter Matter = new(Asked, "environment", "sari");
    private static readonly Sealed Words = Sealed.Of(Guid.Empty, "words");

    private readonly List<IEvent> _log = [];
    private readonly List<Signal> _signals = [];
    private int _files;

    /// <param name="change">What the service offers otherwise than it does.</param>
    public GivenCases(Func<ServiceTerms, ServiceTerms>? change = null)
    {
        var terms = Given.Terms with { FourEyes = true };
        Add(Calendar.TheOne, new CalendarOpened(Given.Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), []));
        foreach (var code in Staff.Append("ENV-031"))
            Add(Identity.Of("officer", code),
                new OfficerAppointed(Given.Start, code, "environment", ["officer"], "expert", "ENV-900", []));
        Add(Identity.Of("officer", "ENV-900"),
            new OfficerAppointed(Given.Start, "ENV-900", "environment", ["officer"], "head", "GOV-900", []));
        Add(Identity.Of("rulebook", "env-siting"), new RulebookPublished(Given.Start, Given.Rules));
        Add(Identity.Of("service", Asked),
            new ServiceOffered(Given.Start, new(2026, 1, 1), change is null ? terms : change(terms)));
    }

    public SignalBook Book { get; } = new(text => text);
    public IReadOnlyList<IEvent> Log => _log;

    /// <summary>When the next file comes, if nothing is said.</summary>
    public DateTimeOffset Now { get; set; } = Given.Start.AddHours(1);

    public IReadOnlyList<Signal> Of(string indicator) => [.. _signals.Where(signal => signal.Indicator == indicator)];

    /// <summary>The one signal of an indicator, whose evidence are events of this log.</summary>
    public Signal One(string indicator)
    {
        var signal = Of(indicator).ShouldHaveSingleItem();
        signal.Evidence.ShouldNotBeEmpty();
        signal.Evidence.ShouldBeSubsetOf(_log.Select(e => e.Id));
        signal.Thresholds.ShouldNotBeEmpty();
        return signal;
    }

    public Guid Add(
        Guid stream, IHappened fact, string? by = null, DateTimeOffset? written = null, string? applicant = null)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        (e.Id, e.StreamId, e.Sequence, e.UserName) = (Guid.NewGuid(), stream, _log.Count + 1, by);
        // Nothing is written before what was written already.
        var last = _log.Count == 0 ? DateTimeOffset.MinValue : _log[^1].Timestamp;
        e.Timestamp = written ?? (fact.At > last ? fact.At : last);
        _log.Add(e);
        _signals.AddRange(Book.Read(e, applicant));
        return e.Id;
    }

    public void Set(string indicator, params (string Name, decimal Value)[] thresholds)
    {
        var terms = Book.TermsOf(Indicator.Find(indicator)!);
        Add(Indicators.TheOne, new IndicatorSet(Now, "INT-01", indicator, terms.Version + 1,
        [
            .. terms.Thresholds.Where(one => thresholds.All(set => set.Name != one.Name)),
            .. thresholds.Select(set => new Threshold(set.Name, set.Value)),
        ]));
    }

    public Guid Filed(
        DateTimeOffset? at = null, string? applicant = null, string? representative = null, string channel = "portal",
        string service = Asked)
    {
        var id = new Guid(++_files, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
        Add(id, new RequestSubmitted(at ?? Now, TrackingNumber.Of(id), Matter with { Service = service }, channel,
            new(Sealed.Of(id, "words"), null, null), null, representative, null, new Dictionary<string, JsonElement>(),
            new Dictionary<string, Sealed>(), null, []), applicant: applicant);
        return id;
    }

    public Guid Taken(Guid file, DateTimeOffset at, string officer, string? ground = null) =>
        Add(file, new RequestAssigned(at, Matter, officer, officer, 0, ground));

    public Guid Ready(Guid file, DateTimeOffset at, string officer) =>
        Add(file, new RequestReady(at, Matter, officer, 1, 20, 12, Given.Calendar.AddWorkingDays(at.Day(), 20),
            Given.Calendar.AddWorkingDays(at.Day(), 12)));

    public Guid Prepared(Guid file, DateTimeOffset at, string officer, string? ground = null) =>
        Add(file, new DecisionPrepared(at, Matter, officer, "env-siting", 7, Past.Answers(Outcome.Granted),
            Outcome.Granted, ground is null ? Outcome.Granted : Outcome.Refused, ground));

    public Guid Decided(
        Guid file, DateTimeOffset at, string officer, Outcome outcome = Outcome.Granted, long? value = null,
        Outcome? computed = null, Override? agreed = null, string? ground = null,
        IReadOnlyList<CriterionAnswer>? answers = null) =>
        Add(file, new RequestDecided(at, Matter, officer, "env-siting", 7, answers ?? Past.Answers(computed ?? outcome),
            computed ?? outcome, outcome, agreed, [], null, null, value, 1, true, 0, ground));

    public Guid Closed(Guid file, DateTimeOffset at, string officer, Closure closure = Closure.Resolved) =>
        Add(file, new RequestClosed(at, Matter, officer, closure, at.Day().AddDays(30)));

    public Guid Stopped(Guid file, DateTimeOffset at, string officer) =>
        Add(file, new InformationRequested(at, Matter, officer, Words, at.Day().AddDays(10), true, null, null));

    public Guid Supplied(Guid file, DateTimeOffset at, DateOnly? limit = null) =>
        Add(file, new InformationSupplied(at, Matter, new Dictionary<string, JsonElement>(),
            new Dictionary<string, Sealed>(), null, [], limit, limit));

    public void Contested(Guid file, DateTimeOffset at)
    {
        Add(file, new ClosureContested(at, Matter, Words, null));
        Add(file, new RequestReopened(at, Matter, 1, Given.Calendar.AddWorkingDays(at.Day(), 20), null));
    }

    public Guid Opened(Guid file, DateTimeOffset at, string reader, string? task = null, string role = "officer") =>
        Add(Openings.Of(file), new FileOpened(at, file, reader, role, "environment", "decision", task));

    /// <summary>What was kept of the applicant of a file is erased.</summary>
    public void Erased(Guid file) =>
        Add(Erasure.Of(file), new SubjectErased(Now, "own-request", "CUS-01", "ADM-01", 1, 1));

    /// <summary>Somebody put in a word for the file, and it was reported.</summary>
    public Guid Contacted(Guid file) =>
        Add(Influence.Of(Given.Master, "request", file), new InfluenceReported(Now.Day().Start(), "request",
            "environment", Asked, "pressure", Sealed.Of(Subjects.Integrity, $"{file}"), Words, null, Words, Words,
            Words, null, Words), "platform");

    /// <summary>A file from filing to closing, and the next one comes after it.</summary>
    public Guid File(
        string officer, double hours = 30, string? applicant = null, string? representative = null,
        long? value = null, Outcome outcome = Outcome.Granted, string channel = "portal", string? preparer = null,
        string service = Asked)
    {
        var at = Now;
        var id = Filed(at, applicant, representative, channel, service);
        Taken(id, at.AddMinutes(1), officer);
        Ready(id, at.AddMinutes(2), officer);
        if (preparer is not null) Prepared(id, at.AddHours(hours - 0.1), preparer);
        Decided(id, at.AddHours(hours), officer, outcome, value);
        Closed(id, at.AddHours(hours + 0.1), officer);
        Now = at.AddHours(hours + 0.5);
        return id;
    }

    /// <summary>So many files, the officers in turn.</summary>
    public List<Guid> Files(int many, Func<int, string>? officer = null, Func<int, double>? hours = null) =>
    [
        .. Enumerable.Range(0, many).Select(i =>
            File(officer?.Invoke(i) ?? Staff[i % Staff.Length], hours?.Invoke(i) ?? 3 + (i % 7))),
    ];

    /// <summary>A later day begins, and what looks at windows looks at them.</summary>
    public void EndOfDay()
    {
        Now = Now.AddDays(1);
        Add(Calendar.TheOne, new HolidayDeclared(Now, new(2031, 1, 1), Given.Any));
        Now = Now.AddMinutes(1);
    }
}
