using System.Text.Json;
using EGov.Organisation;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Casework;

/// <summary>One citizen's request, from submission to last appeal: only what the rules need to know.</summary>
public record Request
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public RequestStatus Status { get; init; }
    public string TrackingNumber { get; init; } = "";
    public Matter Matter { get; init; } = new("", "", null);
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Taken over from another system's log, which may not say everything.</summary>
    public bool IsImported { get; init; }

    /// <summary>The subject under whose key this file's personal values lie.</summary>
    public Guid Applicant { get; init; }

    /// <summary>Whom it is about, and who acts for him: compared with what officers have declared.</summary>
    public Sealed? ApplicantNumber { get; init; }
    public Sealed? RepresentativeNumber { get; init; }
    public IReadOnlyDictionary<string, JsonElement> Facts { get; init; } = new Dictionary<string, JsonElement>();
    public IReadOnlyDictionary<string, Sealed> SealedFacts { get; init; } = new Dictionary<string, Sealed>();

    public string? Officer { get; init; }

    /// <summary>The draw that is under way.</summary>
    public RunningDraw? Draw { get; init; }

    /// <summary>How many draws have been requested, or could not be.</summary>
    public int Draws { get; init; }

    /// <summary>Nobody was left to draw from: a manager gives it to somebody.</summary>
    public bool IsPastDrawing { get; init; }

    /// <summary>What the applicant adds to the first draw, by its digest.</summary>
    public string? NonceDigest { get; init; }
    public IReadOnlyList<string> Recused { get; init; } = [];
    public int Priority { get; init; }
    public DateTimeOffset? ReadyAt { get; init; }
    public int CalendarVersionWhenReady { get; init; }
    public int CalendarVersion { get; init; }
    public int LegalLimitDays { get; init; }
    public int PromiseDays { get; init; }
    public int ExtensionDays { get; init; }
    public int Extensions { get; init; }
    public IReadOnlyList<ClockStop> Stops { get; init; } = [];
    public DateOnly? LegalLimit { get; init; }
    public DateOnly? Promise { get; init; }
    public DateOnly? AnswerBy { get; init; }
    public int Referrals { get; init; }
    public IReadOnlyDictionary<int, string> OpenReferrals { get; init; } = new Dictionary<int, string>();
    public DecisionPrepared? Prepared { get; init; }
    public RequestDecided? Decision { get; init; }
    public DateOnly? AppealBy { get; init; }
    public DateOnly? ContestBy { get; init; }
    public Closure? Closure { get; init; }
    public bool IsConfirmed { get; init; }
    public int Contests { get; init; }
    public bool WasAppealed { get; init; }
    public DateOnly? BreachedLimit { get; init; }
    public bool OwesRemedy { get; init; }
    public bool IsRated { get; init; }

    /// <summary>How many files were handed in.</summary>
    public int Attachments { get; init; }

    /// <summary>Still in somebody's hands: not closed.</summary>
    public bool IsOpen => Status is not (RequestStatus.None or RequestStatus.Closed);

    public bool IsUndecided => Status is RequestStatus.Submitted or RequestStatus.Ready or RequestStatus.Waiting;

    /// <summary>Complete and undecided: the clock runs, or stands still while the applicant is asked.</summary>
    public bool IsRunning => ReadyAt is not null && Status is RequestStatus.Ready or RequestStatus.Waiting;

    public bool IsClockStopped => Status is RequestStatus.Waiting && ReadyAt is not null;

    /// <summary>Where it waits to be taken and decided, first in, first out; null when not for us.</summary>
    public string? Queue =>
        Status is RequestStatus.Submitted or RequestStatus.Ready && OpenReferrals.Count == 0
            ? $"{Matter.Department}/{Matter.Service}/{Priority}"
            : null;

    /// <summary>Its place there: by the moment it became complete, else by the moment it came.</summary>
    public DateTimeOffset QueuedAt => ReadyAt ?? SubmittedAt;

    /// <summary>The first day on which the platform itself must do something here; null when none.</summary>
    /// <remarks>Never on an imported file: its past is another system's, and nothing happens to it today.</remarks>
    public DateOnly? WatchFrom =>
        Status switch
        {
            _ when IsImported => null,
            RequestStatus.Ready or RequestStatus.Waiting when BreachedLimit is null && LegalLimit is { } limit
                && !(AnswerBy < limit) => limit.AddDays(1),
            RequestStatus.Waiting => AnswerBy?.AddDays(1),
            RequestStatus.Closed when !IsConfirmed => ContestBy?.AddDays(1),
            _ => null,
        };

    public Request Evolve(IEvent e) => e.Data switch
    {
        RequestSubmitted submitted => this with
        {
            Id = e.StreamId,
            Status = RequestStatus.Submitted,
            TrackingNumber = submitted.TrackingNumber,
            Matter = submitted.Matter,
            SubmittedAt = submitted.At,
            IsImported = submitted.Channel == "import",
            Applicant = submitted.Applicant.Name.Subject,
            ApplicantNumber = submitted.Applicant.NationalNumber,
            RepresentativeNumber = submitted.Representative?.NationalNumber,
            Facts = submitted.Facts,
            SealedFacts = submitted.SealedFacts,
            NonceDigest = submitted.NonceDigest,
        },
        RequestAssigned assigned => this with { Officer = assigned.Officer, IsPastDrawing = false },
        DrawRequested requested => this with { Draw = new(requested, null), Draws = Draws + 1 },
        NonceRevealed revealed => this with { Draw = Draw! with { Nonce = revealed.Nonce } },
        DrawExecuted executed => this with { Draw = null, NonceDigest = null },
        DrawAborted aborted => this with
        {
            Draw = null,
            Draws = Draw is null ? Draws + 1 : Draws,
            // What was revealed is known to everybody, and adds nothing to the next.
            NonceDigest = Draw?.Nonce is null ? NonceDigest : null,
            IsPastDrawing = aborted.Reason == AbortDrawHandler.NobodyEligible,
        },
        OfficerRecused recused => this with
        {
            Recused = [.. Recused, recused.Officer],
            Officer = Officer == recused.Officer ? null : Officer,
            Prepared = Prepared?.Officer == recused.Officer ? null : Prepared
        },
        RequestReady ready => this with
        {
            Status = RequestStatus.Ready,
            ReadyAt = ready.At,
            CalendarVersionWhenReady = ready.CalendarVersion,
            CalendarVersion = ready.CalendarVersion,
            LegalLimitDays = ready.LegalLimitDays,
            PromiseDays = ready.PromiseDays,
            LegalLimit = ready.LegalLimit,
            Promise = ready.Promise
        },
        InformationRequested asked => this with
        {
            Status = RequestStatus.Waiting,
            AnswerBy = asked.AnswerBy,
            Stops = asked.ClockStopped ? [.. Stops, new ClockStop(asked.At.Day(), null)] : Stops,
            LegalLimit = asked.LegalLimit,
            Promise = asked.Promise
        },
        InformationSupplied supplied => (this with
        {
            Facts = Merged(Facts, supplied.Facts),
            SealedFacts = Merged(SealedFacts, supplied.SealedFacts),
        }).Resumed(supplied.At.Day()) with
        {
            LegalLimit = supplied.LegalLimit,
            Promise = supplied.Promise,
        },
        // A decision that was drawn up on other facts is drawn up anew.
        ApplicantCorrected corrected => this with
        {
            ApplicantNumber = corrected.NationalNumber ?? ApplicantNumber,
            SealedFacts = Merged(SealedFacts, corrected.SealedFacts),
            Prepared = corrected.SealedFacts.Count > 0 ? null : Prepared,
        },
        QuestionLapsed lapsed => Resumed(AnswerBy ?? lapsed.At.Day()) with
        {
            LegalLimit = lapsed.LegalLimit,
            Promise = lapsed.Promise,
        },
        RequestReferred referred => this with
        {
            Referrals = referred.Referral,
            OpenReferrals = new Dictionary<int, string>(OpenReferrals) { [referred.Referral] = referred.To }
        },
        ReferralAnswered answered => this with
        {
            OpenReferrals = OpenReferrals.Where(open => open.Key != answered.Referral).ToDictionary()
        },
        RequestTransferred transferred => this with
        {
            Matter = transferred.Matter,
            Officer = null,
            IsPastDrawing = false,
            Prepared = null
        },
        RequestExtended extended => this with
        {
            Extensions = Extensions + 1,
            ExtensionDays = ExtensionDays + extended.Days,
            LegalLimit = extended.LegalLimit,
            Promise = extended.Promise
        },
        RequestPrioritised prioritised => this with { Priority = prioritised.Priority },
        DeadlineRedated redated => this with
        {
            CalendarVersion = redated.CalendarVersion,
            LegalLimit = redated.LegalLimit,
            Promise = redated.Promise,
        },
        StepRecorded step => this with { },
        FileAttached attached => this with { Attachments = Attachments + 1 },
        DecisionPrepared prepared => this with { Prepared = prepared },
        RequestDecided decided => this with { Status = RequestStatus.Decided, Decision = decided },
        DecisionNotified notified => this with
        {
            Status = RequestStatus.Notified,
            AppealBy = notified.AppealBy
        },
        RequestClosed closed => this with
        {
            Status = RequestStatus.Closed,
            Closure = closed.Closure,
            ContestBy = closed.ContestBy,
            IsConfirmed = false,
            AnswerBy = null,
            OpenReferrals = new Dictionary<int, string>()
        },
        ClosureContested contested => this with { Contests = Contests + 1 },
        RequestReopened reopened => this with
        {
            Status = ReadyAt is null ? RequestStatus.Submitted : RequestStatus.Ready,
            Closure = null,
            ContestBy = null,
            Decision = null,
            Prepared = null,
            AppealBy = null,
            WasAppealed = false,
            ReadyAt = ReadyAt is null ? null : reopened.At,
            Stops = [],
            Extensions = 0,
            ExtensionDays = 0,
            BreachedLimit = null,
            CalendarVersionWhenReady = reopened.CalendarVersion,
            CalendarVersion = reopened.CalendarVersion,
            LegalLimit = reopened.LegalLimit,
            Promise = reopened.Promise
        },
        ClosureConfirmed _ => this with { IsConfirmed = true },
        RequestWithdrawn withdrawn => this with { },
        DecisionAppealed appealed => this with
        {
            Status = RequestStatus.Appealed,
            WasAppealed = true,
            Closure = null,
            ContestBy = null
        },
        AppealDecided decided => this with
        {
            Status = RequestStatus.Decided,
            Decision = Decision! with { Outcome = decided.Outcome, Officer = decided.Officer }
        },
        LimitBreached breached => this with { BreachedLimit = breached.LegalLimit, OwesRemedy = true },
        RemedyGiven given => this with { OwesRemedy = false },
        RequestRated rated => this with { IsRated = true },
        _ => this,
    };

    /// <summary>Both dates by a calendar; null while the clock has not started or stands still.</summary>
    public (DateOnly? LegalLimit, DateOnly? Promise) DatesBy(WorkingCalendar calendar)
    {
        var (limit, promise) = Clocks(calendar);
        return (limit?.Due, promise?.Due);
    }

    /// <summary>The dates once the running stop ends on this day.</summary>
    public (DateOnly? LegalLimit, DateOnly? Promise) DatesIfResumed(WorkingCalendar calendar, DateOnly day) =>
        Resumed(day).DatesBy(calendar);

    /// <summary>Both clocks, with how their dates were computed; none before the file is complete.</summary>
    public (Deadline? LegalLimit, Deadline? Promise) Clocks(WorkingCalendar calendar)
    {
        if (ReadyAt is not { } ready) return (null, null);
        Deadline Clock(int days) =>
            Deadline.Compute(calendar, CalendarVersionWhenReady, ready.Day(), days, Stops, ExtensionDays);
        return (Clock(LegalLimitDays), Clock(PromiseDays));
    }

    /// <summary>Whether lots are drawn for who handles it; what other systems assigned stays as they did.</summary>
    public bool IsDrawnBy(Handbook handbook) => !IsImported && handbook.TermsOf(this).IsDrawn;

    /// <summary>Its department's staff, those who were asked for an opinion, auditors and integrity officers.</summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is "auditor" or "integrity" || actor.Department == Matter.Department
        || (actor.Department is { } asked && OpenReferrals.Values.Contains(asked));

    /// <summary>Only the officer who holds the file may do this.</summary>
    public void OnlyForItsOfficer(Actor actor)
    {
        if (actor.Department != Matter.Department) throw new Refused("request.other-department") { Status = 403 };
        OnlyForWhoStayed(actor);
        if (Officer is null) throw new Refused("request.held-by-nobody") { Status = 403 };
        if (Officer != actor.Code) throw new Refused("request.held-by-another", Officer) { Status = 403 };
    }

    /// <summary>Who stepped aside from a file does nothing on it any more, whatever he had to do with it.</summary>
    public void OnlyForWhoStayed(Actor actor)
    {
        if (Recused.Contains(actor.Code)) throw new Refused("request.officer-recused") { Status = 403 };
    }

    /// <summary>Only the applicant: signed in as such, or with the secret of the receipt.</summary>
    public void OnlyForItsApplicant(Actor actor)
    {
        if (actor.Holds != Id && (actor.Subject is null || actor.Subject != Applicant))
            throw new Refused("request.not-the-applicant") { Status = 403 };
    }

    /// <summary>Complete, undecided, and the clock runs.</summary>
    public void OnlyWhileReady()
    {
        if (Status is RequestStatus.Waiting) throw new Refused("request.waiting-for-applicant");
        if (Status is not RequestStatus.Ready) throw new Refused("request.not-ready");
    }

    /// <summary>Everything is there to decide by: complete, not waiting, and no opinion outstanding.</summary>
    public void OnlyToDecide()
    {
        OnlyWhileReady();
        // Whoever is drawn decides it, or a colleague after him; nobody forestalls the draw.
        if (Draw is not null) throw new Refused("decision.draw-running");
        if (OpenReferrals.Count > 0) throw new Refused("decision.opinion-outstanding", OpenReferrals.Values.First());
    }

    /// <summary>Working days that counted since the file became complete.</summary>
    public int DaysUsed(WorkingCalendar calendar, DateOnly day) => Clocks(calendar).LegalLimit?.DaysUsed(day) ?? 0;

    /// <summary>Whether a calendar gives a running file other dates than it has.</summary>
    public bool IsMovedBy(WorkingCalendar calendar) =>
        IsRunning && LegalLimit is not null
        && DatesBy(calendar) is ({ }, { }) dates && dates != (LegalLimit, Promise);

    // An answer after its last day, before the lapse was recorded, moves the dates no further than that day.
    private Request Resumed(DateOnly day) => this with
    {
        Status = ReadyAt is null ? RequestStatus.Submitted : RequestStatus.Ready,
        AnswerBy = null,
        Stops =
        [
            .. Stops.Select(stop => stop.Until is null ? stop with { Until = AnswerBy < day ? AnswerBy : day } : stop),
        ],
    };

    private static Dictionary<string, T> Merged<T>(
        IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> supplied)
    {
        var merged = new Dictionary<string, T>(before);
        foreach (var (name, value) in supplied) merged[name] = value;
        return merged;
    }
}

/// <summary>A draw between its request and its end.</summary>
/// <param name="Nonce">The applicant's, once he has revealed it.</param>
public record RunningDraw(DrawRequested Requested, string? Nonce)
{
    /// <summary>
    /// Whether anybody may contribute by now: the applicant has, or has nothing to add, or is too late.
    /// </summary>
    public bool IsOpenToContributors(DateTimeOffset now) =>
        Requested.NonceDigest is null || Nonce is not null || now > Requested.NonceBy;
}

/// <summary>
/// Submitted → Ready | Waiting; Ready → Waiting (asked); Waiting → Submitted | Ready (answered or lapsed);
/// Ready → Decided → Notified → Closed; Submitted | Ready | Waiting → Closed (withdrawn);
/// Closed → Submitted | Ready (contested); Notified | Closed → Appealed → Decided.
/// </summary>
public enum RequestStatus { None, Submitted, Ready, Waiting, Decided, Notified, Closed, Appealed }
