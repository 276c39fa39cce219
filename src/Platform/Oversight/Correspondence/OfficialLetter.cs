using EGov.Organisation;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>A letter of an office, until the effect it wants is verified: only what the rules need to know.</summary>
public record OfficialLetter
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public LetterDirection Direction { get; init; }
    public LetterStatus Status { get; init; }

    /// <summary>Whose letter it is: the office that sends it, or to which it came from elsewhere.</summary>
    public string Office { get; init; } = "";

    /// <summary>Its place in the register of that office; none before it is sent.</summary>
    public RegisterEntry? Entry { get; init; }

    /// <summary>The department that it was sent to.</summary>
    public string? To { get; init; }

    /// <summary>Its place in the register of that department.</summary>
    public RegisterEntry? Received { get; init; }

    /// <summary>The department that wrote a letter that came in on paper.</summary>
    public string? FromOffice { get; init; }
    public Sealed? Draft { get; init; }
    public Sealed? Correspondent { get; init; }
    public bool IsErased { get; init; }
    public string DraftedBy { get; init; } = "";

    /// <summary>Who sent or registered it.</summary>
    public string By { get; init; } = "";
    public DateTimeOffset? SentAt { get; init; }
    public Text? Line { get; init; }
    public DateOnly? Date { get; init; }
    public Guid? InReplyTo { get; init; }
    public Guid Thread { get; init; }
    public int Days { get; init; }
    public DateOnly? Due { get; init; }
    public string? Executor { get; init; }

    /// <summary>Everybody who has had it to bring about.</summary>
    public IReadOnlyList<string> Executors { get; init; } = [];
    public int Files { get; init; }

    /// <summary>How many files show the effect, since it was last returned.</summary>
    public int Attached { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public bool IsReportedOnTime { get; init; }
    public string? VerifiedBy { get; init; }
    public int Returns { get; init; }

    /// <summary>The due date of which was reminded, and of which it was told that it had passed.</summary>
    public DateOnly? RemindedOf { get; init; }
    public DateOnly? ToldLate { get; init; }
    public bool IsVerdictReminded { get; init; }

    /// <summary>The ground on which it was withdrawn.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>Whoever has to bring the effect about.</summary>
    public string Doer => To ?? Office;

    /// <summary>Whoever wants the effect, as far as it is an office of the province.</summary>
    public string Asker => FromOffice ?? Office;

    public bool IsSent => Entry is not null;

    public bool WantsEffect => Due is not null;

    /// <summary>Something is still to be brought about.</summary>
    public bool IsOpen => Status is LetterStatus.Open or LetterStatus.Returned;

    public OfficialLetter Evolve(IEvent e) => e.Data switch
    {
        LetterRegistered registered => this with
        {
            Id = e.StreamId,
            Number = registered.Number,
            Direction = LetterDirection.In,
            Status = registered.Due is null ? LetterStatus.Informed : LetterStatus.Open,
            Office = registered.Entry.Office,
            Entry = registered.Entry,
            FromOffice = registered.FromOffice,
            Correspondent = registered.Correspondent,
            By = registered.By,
            SentAt = registered.At,
            Line = registered.Line,
            Date = registered.Date,
            InReplyTo = registered.InReplyTo,
            Thread = registered.Thread,
            Days = registered.Days ?? 0,
            Due = registered.Due,
        },
        LetterDrafted drafted => this with
        {
            Id = e.StreamId,
            Number = drafted.Number,
            Direction = LetterDirection.Out,
            Office = drafted.Office,
            DraftedBy = drafted.By,
            Draft = drafted.Draft,
            Correspondent = drafted.Correspondent,
            InReplyTo = drafted.InReplyTo,
            Thread = drafted.Thread,
        },
        LetterRedrafted redrafted => this with
        {
            DraftedBy = redrafted.By,
            Draft = redrafted.Draft,
            Correspondent = redrafted.Correspondent,
            InReplyTo = redrafted.InReplyTo,
            Thread = redrafted.Thread,
        },
        LetterSent sent => this with
        {
            Status = sent.IsInformation ? LetterStatus.Informed : LetterStatus.Open,
            Entry = sent.Entry,
            To = sent.To,
            Correspondent = sent.Correspondent,
            By = sent.By,
            SentAt = sent.At,
            Line = sent.Line,
            Date = sent.Date,
            Days = sent.Days ?? 0,
            Due = sent.Due,
            Executor = sent.Owner,
            Executors = sent.Owner is null ? [] : [sent.Owner],
        },
        LetterReceived received => this with { Received = received.Entry },
        LetterAssigned assigned => this with
        {
            Executor = assigned.Executor,
            Executors = [.. Executors.Union([assigned.Executor])],
        },
        LetterFileAttached attached => this with
        {
            Files = Files + 1,
            Attached = attached.IsEvidence ? Attached + 1 : Attached,
            Executors = attached.IsEvidence ? [.. Executors.Union([attached.Officer])] : Executors,
        },
        LetterEffectReported reported => this with
        {
            Status = LetterStatus.Reported,
            ReportedAt = reported.At,
            IsReportedOnTime = reported.OnTime,
            IsVerdictReminded = false,
        },
        LetterEffectVerified verified => this with
        {
            Status = LetterStatus.Effective,
            VerifiedBy = verified.Officer,
        },
        LetterReturned _ => this with
        {
            Status = LetterStatus.Returned,
            Returns = Returns + 1,
            // What was not enough is not enough again.
            Attached = 0,
        },
        LetterWithdrawn withdrawn => this with { Status = LetterStatus.Withdrawn, Withdrawn = withdrawn.Ground },
        LetterReminded reminded => reminded.IsLate
            ? this with { ToldLate = reminded.Due }
            : this with { RemindedOf = reminded.Due },
        LetterVerdictReminded _ => this with { IsVerdictReminded = true },
        LetterRedated redated => this with { Due = redated.Due },
        CorrespondentErased _ => this with { IsErased = true },
        _ => this,
    };

    /// <summary>
    /// Who watches over all; the offices that wrote it and have it; and whoever had it to bring about. A draft is its
    /// own office's, and theirs who audit.
    /// </summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is Roles.Auditor or Roles.Integrity || (actor.Role is Roles.Governor && IsSent)
        || IsOfOffice(actor) || (actor.Code.Length > 0 && Executors.Contains(actor.Code));

    /// <summary>Whether one's own department wrote it, has it, or has it to bring about.</summary>
    public bool IsOfOffice(Actor actor) => actor.Department is { } department
        && (department == Office || (IsSent && (department == To || department == FromOffice)));

    /// <summary>Only the office that writes it, before it is sent.</summary>
    public void OnlyWhileDraft(Actor actor)
    {
        if (actor.Department != Office) throw new Refused("letter.of-another-office") { Status = 403 };
        if (Status is not LetterStatus.Draft) throw new Refused("letter.no-draft");
    }

    /// <summary>Only the office that has it to bring about, when it has it in its register.</summary>
    public void OnlyForItsDoer(Actor actor)
    {
        if (actor.Department != Doer) throw new Refused("letter.not-for-this-department") { Status = 403 };
        if (Status is LetterStatus.Draft || (To is not null && Received is null))
            throw new Refused("letter.not-received");
        if (Status is LetterStatus.Informed) throw new Refused("letter.wants-nothing");
        if (Status is LetterStatus.Reported) throw new Refused("letter.awaits-verification");
        if (!IsOpen) throw new Refused("letter.ended");
    }

    /// <summary>Only who is to bring the effect about, while there is something to do.</summary>
    public void OnlyForItsExecutor(Actor actor)
    {
        if (actor.Code.Length == 0 || actor.Code != Executor)
            throw new Refused("letter.not-its-executor") { Status = 403 };
        OnlyForItsDoer(actor);
    }

    /// <summary>Only the office that wants the effect, or the governor's staff; nobody who had a hand in it.</summary>
    public void OnlyForItsVerifier(Actor actor, Handbook handbook)
    {
        if (actor.Role is not Roles.Governor
            && !(actor.Department == Asker && actor.Role is Roles.Officer or Roles.Manager))
            throw new Refused("letter.not-its-verifier") { Status = 403 };
        Verification.MustBeByAnother(actor, Executors, handbook);
        if (Status is not LetterStatus.Reported) throw new Refused("letter.nothing-to-verify");
    }

    /// <summary>Past its due date without a report, or reported after it.</summary>
    public bool IsLate(DateOnly today) => Status switch
    {
        LetterStatus.Reported or LetterStatus.Effective => !IsReportedOnTime,
        LetterStatus.Open or LetterStatus.Returned => today > Due,
        _ => false,
    };

    public DateOnly DueBy(WorkingCalendar calendar) => calendar.AddWorkingDays(Date!.Value, Days);

    public bool IsMovedBy(WorkingCalendar calendar) => IsOpen && DueBy(calendar) != Due;

    public bool IsToBeReminded(WorkingCalendar calendar, DateOnly today) => IsOpen && RemindedOf != Due
        && today <= Due && calendar.WorkingDaysBetween(today, Due!.Value) <= LetterDuty.RemindAt;

    public bool IsToBeToldLate(DateOnly today) => IsOpen && today > Due && ToldLate != Due;

    public bool IsVerdictOverdue(WorkingCalendar calendar, DateOnly today) =>
        Status is LetterStatus.Reported && !IsVerdictReminded
        && calendar.WorkingDaysBetween(ReportedAt!.Value.Day(), today) > LetterDuty.VerifyWithin;

    /// <summary>Not after the first day on which the platform has something to do here; null when none.</summary>
    public DateOnly? WatchFrom => Status switch
    {
        LetterStatus.Reported => IsVerdictReminded
            ? null
            : ReportedAt!.Value.Day().AddDays(LetterDuty.VerifyWithin + 1),
        _ when !IsOpen => null,
        _ when ToldLate == Due => DateOnly.MaxValue,
        _ when RemindedOf == Due => Due!.Value.AddDays(1),
        // The longest rest there is: two weeks of the new year.
        _ => Due!.Value.AddDays(-LetterDuty.RemindAt - 14),
    };
}

/// <summary>How far a letter is.</summary>
/// <remarks>
/// Draft → Open, or Informed where it wants nothing. Open → Reported → Effective, or Returned → Reported. Withdrawn
/// from each but Effective. What comes in from elsewhere is never a draft.
/// </remarks>
public enum LetterStatus { Draft, Open, Informed, Reported, Returned, Effective, Withdrawn }
