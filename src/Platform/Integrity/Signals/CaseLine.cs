using EGov.Casework;

namespace EGov.Integrity;

/// <summary>The compact trace of one request: only what indicators need, and no word of a person.</summary>
public sealed class CaseLine
{
    private readonly List<CaseStep> _steps = [];
    private readonly HashSet<string> _recused = [];
    private readonly HashSet<int> _referrals = [];

    internal CaseLine(Guid request, RequestSubmitted filed, Happening when, DateOnly day, string? applicant)
    {
        (Request, Number, Filed, FiledOn, Applicant) = (request, filed.TrackingNumber, when, day, applicant);
        (Service, Department) = (filed.Matter.Service, filed.Matter.Department);
        Erasure = Privacy.Erasure.Of(filed.Applicant.Name.Subject);
        (IsImported, Representative, Clerk) = (filed.Channel == "import", filed.RepresentativeMark, filed.Clerk);
        Visits = [Department];
        Do("filed", filed.Clerk, when);
        LastAt = when.At;
    }

    public Guid Request { get; }
    public string Number { get; }
    public string Service { get; }
    public string Department { get; private set; }

    /// <summary>Taken over from another system's log: its hours are not known, nor when it was written there.</summary>
    public bool IsImported { get; }

    /// <summary>Keyed hash of the applicant's national number; none where it is not known, or was erased.</summary>
    public string? Applicant { get; internal set; }

    /// <summary>Keyed hash of the contact of whoever acts for the applicant.</summary>
    public string? Representative { get; private set; }
    public string? Clerk { get; }
    public Happening Filed { get; }

    /// <summary>The day on which the filing was written.</summary>
    public DateOnly FiledOn { get; }
    public string? Officer { get; private set; }
    public int Priority { get; private set; }
    public Happening? Ready { get; private set; }
    public CaseStanding Standing { get; private set; }

    /// <summary>How often it was closed and opened again.</summary>
    public int Round { get; private set; }
    public CaseStep? Preparation { get; private set; }

    /// <summary>What was prepared is not what the criteria give: only a colleague may decide so.</summary>
    public bool IsAgainstCriteria { get; private set; }

    /// <summary>When it was last given from one officer to another although it was complete.</summary>
    public Happening? HandedOver { get; private set; }
    public CaseDecision? Decision { get; internal set; }
    public CaseClosure? Closure { get; internal set; }

    /// <summary>A lawful ground to go before others stands on record.</summary>
    public bool IsHurried { get; private set; }

    /// <summary>Every clock stop since it became complete, of this round.</summary>
    public IReadOnlyList<CaseStop> Stops => _stops;

    /// <summary>The departments it came to, in order, by filing, transfer and referral.</summary>
    public IReadOnlyList<string> Visits { get; private set; }

    /// <summary>Every time it was moved from one department to another, in order.</summary>
    public IReadOnlyList<CaseMove> Moves => _moves;
    public IReadOnlyList<CaseStep> Steps => _steps;

    /// <summary>What was handed in after the last day set for it.</summary>
    public Happening? LateEvidence { get; private set; }

    /// <summary>The reports that somebody tried to influence the office about it.</summary>
    public IReadOnlyList<Guid> Contacts => _contacts;

    public DateOnly? Limit { get; private set; }

    /// <summary>Working days that the law gives, extensions counted in.</summary>
    public int LimitDays => _baseDays + _moreDays;

    /// <summary>Its place in the queue: by the moment it became complete, else by the moment it came.</summary>
    public Happening Queued => Ready ?? Filed;

    /// <summary>Where it waits to be taken and decided; null when it is not for the office.</summary>
    public string? Queue => Standing is CaseStanding.Submitted or CaseStanding.Ready && _referrals.Count == 0
        ? $"{Department}/{Service}/{Priority}"
        : null;

    /// <summary>When the last thing happened to it, and when it was written.</summary>
    public DateTimeOffset LastAt { get; internal set; }
    public DateOnly LastDay { get; internal set; }

    /// <summary>The stream on which it would stand that its applicant was erased.</summary>
    internal Guid Erasure { get; }

    public bool IsRecused(string officer) => _recused.Contains(officer);

    internal HashSet<string> Signalled { get; } = [];

    private readonly List<CaseStop> _stops = [];
    private readonly List<Guid> _contacts = [];
    private readonly List<CaseMove> _moves = [];
    private DateOnly? _answerBy;
    private int _baseDays;
    private int _moreDays;

    internal void Do(string code, string? officer, Happening when) =>
        _steps.Add(new(code, officer, when, Round));

    internal void Read(object data, Happening when)
    {
        switch (data)
        {
            case RequestAssigned assigned:
                if (assigned.Ground is not null) IsHurried = true;
                if (Officer is not null && Standing is CaseStanding.Ready) HandedOver = when;
                Officer = assigned.Officer;
                break;
            case OfficerRecused recused:
                _recused.Add(recused.Officer);
                if (Officer == recused.Officer) Officer = null;
                if (Preparation?.Officer == recused.Officer) Preparation = null;
                break;
            case RequestReady ready:
                (Standing, Ready) = (CaseStanding.Ready, when);
                (_baseDays, Limit) = (ready.LegalLimitDays, ready.LegalLimit);
                Do("ready", ready.Officer, when);
                break;
            case InformationRequested asked:
                (Standing, _answerBy) = (CaseStanding.Waiting, asked.AnswerBy);
                break;
            case InformationSupplied supplied:
                if (supplied.At.Day() > _answerBy) LateEvidence = when;
                Resume(supplied.At, supplied.LegalLimit);
                break;
            case QuestionLapsed lapsed:
                Resume(lapsed.At, lapsed.LegalLimit);
                break;
            case RequestReferred referred:
                _referrals.Add(referred.Referral);
                Visits = [.. Visits, referred.To];
                break;
            case ReferralAnswered answered:
                _referrals.Remove(answered.Referral);
                break;
            case RequestTransferred transferred:
                (Department, Officer, Preparation) = (transferred.Matter.Department, null, null);
                Visits = [.. Visits, Department];
                break;
            case RequestExtended extended:
                (_moreDays, Limit) = (_moreDays + extended.Days, extended.LegalLimit);
                break;
            case DeadlineRedated redated:
                Limit = redated.LegalLimit;
                break;
            case RequestPrioritised prioritised:
                (Priority, IsHurried) = (prioritised.Priority, true);
                break;
            case StepRecorded step:
                Do(step.Step, step.Officer, when);
                break;
            case DecisionPrepared prepared:
                Do("prepared", prepared.Officer, when);
                (Preparation, IsAgainstCriteria) = (_steps[^1], prepared.OverrideGround is not null);
                break;
            case RequestDecided decided:
                Standing = CaseStanding.Decided;
                if (decided.OvertakingGround is not null) IsHurried = true;
                Do("decided", decided.Officer, when);
                break;
            case DecisionNotified notified:
                Standing = CaseStanding.Notified;
                Do("notified", notified.Officer, when);
                break;
            case RequestClosed closed:
                Standing = CaseStanding.Closed;
                _referrals.Clear();
                Do("closed", closed.Officer, when);
                break;
            case RequestReopened reopened:
                Standing = Ready is null ? CaseStanding.Submitted : CaseStanding.Ready;
                if (Ready is not null) Ready = when;
                (Round, Preparation, HandedOver) = (Round + 1, null, null);
                (Limit, _moreDays) = (reopened.LegalLimit, 0);
                _stops.Clear();
                break;
            case DecisionAppealed:
                Standing = CaseStanding.Appealed;
                break;
            case AppealDecided:
                Standing = CaseStanding.Decided;
                break;
        }
    }

    /// <summary>What was kept of its applicant is erased: nothing here says whose else it is.</summary>
    internal void Forget() => (Applicant, Representative) = (null, null);

    internal void Stop(CaseStop stop) => _stops.Add(stop);

    internal void Move(CaseMove move)
    {
        if (_moves.Count > 0 && _moves[^1].From == move.To) _moves[^1].Returned = move.When;
        _moves.Add(move);
    }

    internal void Contact(Guid reported) => _contacts.Add(reported);

    private void Resume(DateTimeOffset at, DateOnly? limit)
    {
        Standing = Ready is null ? CaseStanding.Submitted : CaseStanding.Ready;
        if (limit is not null) Limit = limit;
        _answerBy = null;
        if (_stops.Count > 0) _stops[^1].Until ??= at;
    }
}

/// <summary>Where a request stands, as the rules of casework have it.</summary>
public enum CaseStanding { Submitted, Ready, Waiting, Decided, Notified, Closed, Appealed }
