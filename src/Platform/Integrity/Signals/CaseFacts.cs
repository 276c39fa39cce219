using EGov.Casework;

namespace EGov.Integrity;

/// <summary>A moment of a case: when it happened, and the event that says so.</summary>
public readonly record struct Happening(DateTimeOffset At, Guid Event);

/// <summary>
/// Something done on a file, by a short code: filed, ready, prepared, decided, notified, closed, or a step's.
/// </summary>
/// <param name="Round">How often the file had been closed and opened again by then.</param>
public sealed record CaseStep(string Code, string? Officer, Happening When, int Round)
{
    /// <summary>
    /// Whether it is one of the alternatives, as prepared/T02: by its code, or by the first part of it.
    /// </summary>
    public bool Is(string alternatives) => alternatives.Split('/').Any(code =>
        Code == code || (Code.Length > code.Length && Code[code.Length] == '.'
            && Code.StartsWith(code, StringComparison.Ordinal)));
}

/// <summary>A file was taken from its queue, and others were passed.</summary>
/// <param name="Passed">What made the passed files come before it: their filing, or that they were complete.</param>
public sealed record CaseTaking(
    CaseLine Line, DateOnly Day, Happening When, string Officer, string Service, string Department,
    IReadOnlyList<Guid> Passed, string? Ground) : IServed;

/// <summary>A file was moved to another department.</summary>
/// <param name="From">With which it lay.</param>
public sealed record CaseMove(
    CaseLine Line, DateOnly Day, Happening When, string Officer, string Service, string From, string To) : IOnDay
{
    /// <summary>What sent it back to where it came from, as the next thing that moved it.</summary>
    public Happening? Returned { get; set; }
}

/// <summary>The applicant was asked, and a running clock stood still from then on.</summary>
/// <param name="IsLate">Begun in the last tenth of the limit.</param>
public sealed record CaseStop(
    CaseLine Line, DateOnly Day, Happening When, string Officer, string Service, string Department, bool IsLate)
    : IOnDay
{
    public DateTimeOffset? Until { get; set; }
}

/// <summary>What of a decision is compared; its answers and reasons would fill the memory of a year.</summary>
/// <param name="Computed">What the answers to the criteria gave.</param>
/// <param name="SecondOfficer">Who agreed that it differs from that; none where it does not.</param>
/// <param name="OvertakingGround">The lawful ground to go before others.</param>
public sealed record CaseVerdict(
    Outcome Outcome, Outcome Computed, string? SecondOfficer, long? ValueRials, string? OvertakingGround)
{
    internal static CaseVerdict Of(RequestDecided decided) => new(decided.Outcome, decided.Computed,
        decided.Override?.SecondOfficer, decided.ValueRials, decided.OvertakingGround);
}

/// <summary>A decision as it was taken; what becomes of it later is added.</summary>
/// <param name="Followed">What its answers give by its rulebook; none where the rulebook is not known.</param>
/// <param name="Unanswered">Required criteria without an answer.</param>
/// <param name="Passed">Earlier complete files of the same officer that were left undecided.</param>
/// <param name="Waiting">How many complete files of its queue that came before it wait, whoever holds them.</param>
/// <param name="Ahead">What made them come before it; only where it was handed over.</param>
/// <param name="HandedOver">
/// When it was given to another officer although it was complete and held already; none where less than half of its
/// limit was left when it was decided.
/// </param>
/// <param name="Minutes">Working time from complete to decided, stops left out.</param>
/// <param name="StoppedMinutes">Working time in stops.</param>
/// <param name="IsInLastTenth">Decided in time, in the last tenth of the limit.</param>
/// <param name="IsOffHours">Outside the hours or days on which the office works.</param>
/// <param name="IsFirst">Not of a file that was decided, closed and opened again.</param>
public sealed record CaseDecision(
    CaseLine Line, DateOnly Day, Happening When, string Officer, string Service, string Department,
    CaseVerdict Fact, Outcome? Followed, IReadOnlyList<string> Unanswered, CaseStep? Preparation,
    IReadOnlyList<Guid> Passed, int Waiting, IReadOnlyList<Guid> Ahead, Happening? HandedOver,
    double Minutes, double StoppedMinutes, bool IsInLastTenth, bool IsOffHours,
    bool IsFirst) : IServed
{
    public Outcome Outcome => Fact.Outcome;

    /// <summary>The appeal against it, and what ended it.</summary>
    public Guid? Appealed { get; set; }
    public Guid? Overturned { get; set; }
}

/// <summary>A file was closed.</summary>
/// <param name="Officer">Who closed it; none where the applicant withdrew.</param>
public sealed record CaseClosure(
    CaseLine Line, DateOnly Day, Happening When, string? Officer, string Service, string Department, Closure Closure,
    bool WasTransferred) : IOnDay
{
    /// <summary>What says that it was no good end: the applicant's contest, or an appeal that overturned it.</summary>
    public Happening? Undone { get; set; }
}

/// <summary>Somebody of the staff opened a file.</summary>
/// <param name="HasTask">An open task of his on the file, as was recorded with the opening.</param>
public sealed record CaseOpening(
    Guid Request, DateOnly Day, Happening When, string Reader, string Role, string? Department, bool HasTask) : IOnDay;
