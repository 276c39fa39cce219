using EGov.Casework;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>
/// What happened, folded from events that are read once each, in the order in which they were written.
/// </summary>
/// <remarks>
/// Days are the days of writing, which never run back; hours and spans are those at which the acts happened. Nothing
/// here asks what time it is now.
/// </remarks>
public sealed class CaseBook
{
    private readonly Dictionary<Guid, CaseLine> _lines = [];
    private readonly Dictionary<string, HashSet<CaseLine>> _queues = [];
    private readonly Dictionary<string, List<(DateOnly From, ServiceTerms Terms)>> _services = [];
    private readonly Dictionary<(string, int), RulebookVersion> _rules = [];
    private readonly Dictionary<string, OfficerAppointed> _staff = [];

    /// <summary>The day that is being written; indicators that look back look back from here.</summary>
    public DateOnly Today { get; internal set; }
    public WorkingCalendar Calendar { get; private set; } = new();
    public ServiceTrail<CaseTaking> Takings { get; } = new();
    public Trail<CaseMove> Moves { get; } = new();
    public Trail<CaseStop> Stops { get; } = new();
    public ServiceTrail<CaseDecision> Decisions { get; } = new();
    public Trail<CaseClosure> Closures { get; } = new();
    public Trail<CaseOpening> Openings { get; } = new();
    public IReadOnlyCollection<CaseLine> Lines => _lines.Values;

    public CaseLine? Find(Guid request) => _lines.GetValueOrDefault(request);

    public int FiledSince(DateOnly day) => _lines.Values.Count(line => line.FiledOn >= day);

    /// <summary>How many officers decided anything since a day.</summary>
    public int OfficersSince(DateOnly day) =>
        Decisions.Since(day).Select(decision => decision.Officer).Distinct().Count();

    /// <summary>The first day of a window that ends today.</summary>
    public DateOnly Since(int days) => Today.AddDays(1 - days);

    public ServiceTerms? Terms(string service, DateOnly day) =>
        _services.TryGetValue(service, out var dated)
            ? dated[Math.Max(0, dated.FindLastIndex(terms => terms.From <= day))].Terms
            : null;

    public ServiceTerms? TermsOf(CaseLine line) => Terms(line.Service, line.Filed.At.Day());

    /// <summary>Whether one stands under another, however many between them.</summary>
    public bool IsUnder(string officer, string superior)
    {
        var above = _staff.GetValueOrDefault(officer)?.Supervisor;
        // A circle in the record ends the climb.
        for (var climbed = 0; above is not null && climbed < _staff.Count; climbed++)
        {
            if (above == superior) return true;
            above = _staff.GetValueOrDefault(above)?.Supervisor;
        }

        return false;
    }

    /// <summary>Working time between two instants, by the calendar as it is known.</summary>
    public double Minutes(DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from) return 0;
        var day = (Calendar.ClosesAt - Calendar.OpensAt).TotalMinutes;
        var days = Calendar.WorkingDaysBetween(from.Day().AddDays(-1), until.Day().AddDays(-1));
        return (days * day) + Worked(until) - Worked(from);

        double Worked(DateTimeOffset instant) => !Calendar.IsWorkingDay(instant.Day()) ? 0
            : Math.Clamp((Hour(instant) - Calendar.OpensAt.ToTimeSpan()).TotalMinutes, 0, day);
    }

    public bool IsOffHours(DateTimeOffset instant) =>
        !Calendar.IsOpen(instant.Day(), TimeOnly.FromTimeSpan(Hour(instant)));

    /// <summary>Whether a day lies in the last tenth of a file's limit, or after it.</summary>
    public bool IsInLastTenth(CaseLine line, DateOnly day) =>
        line.Limit is { } limit && line.LimitDays > 0
        && 10 * Calendar.WorkingDaysBetween(day, limit) <= line.LimitDays;

    /// <summary>Whether half of a file's limit or more is left on a day.</summary>
    private bool IsEarly(CaseLine line, DateOnly day) =>
        line.Limit is { } limit && 2 * Calendar.WorkingDaysBetween(day, limit) >= line.LimitDays;

    /// <param name="mark">What stands sealed in the event, opened.</param>
    /// <returns>The line of the file that the event concerns; none where it is about no file.</returns>
    internal CaseLine? Read(IEvent e, string? mark)
    {
        switch (e.Data)
        {
            case RequestSubmitted filed:
                var begun = new CaseLine(e.StreamId, filed, new(filed.At, e.Id), Today, mark);
                _lines[e.StreamId] = begun;
                return Written(begun, null);
            case IOnRequest or OfficerRecused when _lines.TryGetValue(e.StreamId, out var line):
                var queue = line.Queue;
                Read(line, e, new(((IHappened)e.Data).At, e.Id), mark);
                return Written(line, queue);
            case FileOpened opened:
                Openings.Add(new(opened.Request, Today, new(opened.At, e.Id), opened.Reader, opened.Role,
                    opened.Department, opened.Task is not null));
                return _lines.GetValueOrDefault(opened.Request);
            case InfluenceReported:
                if (Guid.TryParse(mark, out var about) && _lines.TryGetValue(about, out var contacted))
                    contacted.Contact(e.Id);
                break;
            case ServiceOffered offered:
                if (!_services.TryGetValue(offered.Terms.Code, out var dated))
                    _services[offered.Terms.Code] = dated = [];
                dated.RemoveAll(earlier => earlier.From >= offered.From);
                dated.Add((offered.From, offered.Terms));
                break;
            case RulebookPublished published:
                _rules[(published.Version.Code, published.Version.Version)] = published.Version;
                break;
            case OfficerAppointed appointed:
                _staff[appointed.Officer] = appointed;
                break;
            case CalendarOpened opened:
                Calendar = new()
                {
                    Version = 1,
                    Weekend = opened.Weekend,
                    OpensAt = opened.OpensAt,
                    ClosesAt = opened.ClosesAt,
                    Holidays = [.. opened.Holidays.Select(holiday => new Holiday(holiday.Day, holiday.Name, 1))],
                };
                break;
            case HolidayDeclared declared:
                Calendar = Calendar.With(new Holiday(declared.Day, declared.Name));
                break;
            case HolidayWithdrawn withdrawn:
                Calendar = Calendar.Without(withdrawn.Day);
                break;
        }

        return null;
    }

    /// <summary>Forgets who it was whose data was erased, and who acted for him.</summary>
    /// <returns>Whether somebody had acted for him.</returns>
    internal bool Forget(Guid erasure)
    {
        var isRepresented = false;
        foreach (var line in _lines.Values.Where(line => line.Erasure == erasure))
        {
            isRepresented |= line.Representative is not null;
            line.Forget();
        }

        return isRepresented;
    }

    /// <summary>Lets go of what lies before every window.</summary>
    internal void DropBefore(DateOnly day)
    {
        Takings.DropBefore(day);
        Moves.DropBefore(day);
        Stops.DropBefore(day);
        Decisions.DropBefore(day);
        Closures.DropBefore(day);
        Openings.DropBefore(day);
        foreach (var line in _lines.Values)
            if (line.Standing is CaseStanding.Closed && line.LastDay < day) _lines.Remove(line.Request);
    }

    private CaseLine Written(CaseLine line, string? before)
    {
        line.LastDay = Today;
        if (line.Queue == before) return line;
        if (before is not null && _queues.TryGetValue(before, out var left))
        {
            left.Remove(line);
            if (left.Count == 0) _queues.Remove(before);
        }

        if (line.Queue is { } queue)
        {
            if (!_queues.TryGetValue(queue, out var entered)) _queues[queue] = entered = [];
            entered.Add(line);
        }

        return line;
    }

    private void Read(CaseLine line, IEvent e, Happening when, string? applicant)
    {
        switch (e.Data)
        {
            case RequestAssigned assigned when line.Officer is null && line.Queue is not null:
                Takings.Add(new(line, Today, when, assigned.Officer, line.Service, line.Department,
                    // Whom lots give a file to has chosen none.
                    assigned.Draw is not null ? [] : Passed(line,
                        earlier => earlier.Officer is null && !earlier.IsRecused(assigned.Officer)),
                    assigned.Ground));
                break;
            case RequestDecided decided:
                Decide(line, decided, when);
                break;
            case RequestTransferred transferred:
                var move = new CaseMove(line, Today, when, transferred.Officer, line.Service, line.Department,
                    transferred.Matter.Department);
                Moves.Add(move);
                line.Move(move);
                break;
            case InformationRequested { ClockStopped: true } asked:
                var stop = new CaseStop(line, Today, when, asked.Officer, line.Service, line.Department,
                    IsInLastTenth(line, when.At.Day()));
                Stops.Add(stop);
                line.Stop(stop);
                break;
            case RequestClosed closed:
                line.Closure = new(line, Today, when, closed.Officer.Length > 0 ? closed.Officer : null, line.Service,
                    line.Department, closed.Closure, line.Moves.Count > 0);
                Closures.Add(line.Closure);
                break;
            case ClosureContested when line.Closure is { } contested:
                contested.Undone = when;
                break;
            case DecisionAppealed when line.Decision is { } appealed:
                appealed.Appealed = when.Event;
                break;
            case AppealDecided { Overturned: true }:
                if (line.Decision is { } fallen) fallen.Overturned = when.Event;
                if (line.Closure is { } ended) ended.Undone = when;
                break;
            case ApplicantCorrected when applicant is not null:
                line.Applicant = applicant;
                break;
        }

        line.Read(e.Data, when);
    }

    private void Decide(CaseLine line, RequestDecided decided, Happening when)
    {
        var officer = line.Officer;
        var (minutes, stopped) = (0.0, 0.0);
        if (line.Ready is { } ready)
        {
            stopped = line.Stops.Sum(stop => Minutes(stop.When.At, stop.Until ?? when.At));
            minutes = Minutes(ready.At, when.At) - stopped;
        }

        var rules = _rules.GetValueOrDefault((decided.Rulebook, decided.RulebookVersion));
        var ahead = Passed(line, earlier => earlier.Standing is CaseStanding.Ready);
        var fourEyes = TermsOf(line) is { FourEyes: true };
        // Whoever gets a file from a colleague shortly before its limit passes nobody: he saves it.
        var handed = IsEarly(line, when.At.Day()) ? line.HandedOver : null;
        line.Decision = new(line, Today, when, decided.Officer, line.Service, line.Department,
            CaseVerdict.Of(decided), rules is null ? null : Follow(rules, decided.Answers),
            rules is null ? (IReadOnlyList<string>)[] : Unanswered(rules, decided.Answers), line.Preparation,
            Passed(line, earlier => earlier.Officer == officer && earlier.Standing is CaseStanding.Ready
                && (earlier.Preparation?.Officer != decided.Officer || !(fourEyes || earlier.IsAgainstCriteria))),
            ahead.Count, handed is null ? [] : ahead, handed, minutes, stopped,
            decided.OnTime && IsInLastTenth(line, when.At.Day()), IsOffHours(when.At),
            line.Round == 0);
        Decisions.Add(line.Decision);
    }

    /// <summary>The files of its queue that came before it and had to be served first.</summary>
    private IReadOnlyList<Guid> Passed(CaseLine line, Func<CaseLine, bool> first)
    {
        if (line.Queue is not { } queue || TermsOf(line) is not { IsFirstInFirstOut: true }) return [];
        var place = line.Queued.At;
        List<CaseLine>? passed = null;
        foreach (var other in _queues[queue])
            if (other != line && other.Queued.At < place && first(other)) (passed ??= []).Add(other);
        return passed is null ? [] : [.. passed.OrderBy(other => other.Queued.At).Select(other => other.Queued.Event)];
    }

    /// <summary>The outcome rule of a rulebook, computed again from what was answered.</summary>
    private static Outcome Follow(RulebookVersion rules, IReadOnlyList<CriterionAnswer> answers)
    {
        var required = rules.Criteria.Where(criterion => criterion.IsRequired).Select(criterion => criterion.Code)
            .ToHashSet(StringComparer.Ordinal);
        return answers.Any(answer => answer.Answer is Answer.NotMet && required.Contains(answer.Criterion))
            ? Outcome.Refused
            : answers.Any(answer => answer.Answer is Answer.Met && required.Contains(answer.Criterion))
                ? Outcome.Granted
                : Outcome.Unstated;
    }

    private static List<string> Unanswered(RulebookVersion rules, IReadOnlyList<CriterionAnswer> answers)
    {
        var answered = answers.Select(answer => answer.Criterion).ToHashSet(StringComparer.Ordinal);
        List<string>? missing = null;
        foreach (var criterion in rules.Criteria)
            if (criterion.IsRequired && !answered.Contains(criterion.Code)) (missing ??= []).Add(criterion.Code);
        return missing ?? [];
    }

    private static TimeSpan Hour(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Clock.Zone).TimeOfDay;
}
