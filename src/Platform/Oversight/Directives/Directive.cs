using EGov.Organisation;
using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>What the governorate asks of departments, until the effect is verified: only what the rules need.</summary>
public record Directive
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public Text Line { get; init; } = new("", "");
    public DateTimeOffset IssuedAt { get; init; }
    public string Owner { get; init; } = "";
    public string? Verifier { get; init; }

    /// <summary>The number of the resolution that it came from.</summary>
    public string? Resolution { get; init; }

    /// <summary>Each department has a course of its own: what one reports finishes nothing for another.</summary>
    public IReadOnlyList<DirectivePart> Parts { get; init; } = [];

    /// <summary>The ground on which it was withdrawn.</summary>
    public string? Withdrawn { get; init; }

    /// <summary>The first day on which the platform may have something to do here; null when none.</summary>
    public DateOnly? WatchFrom => Parts.Min(part => part.WatchFrom);

    public Directive Evolve(IEvent e) => e.Data switch
    {
        DirectiveIssued issued => this with
        {
            Id = e.StreamId,
            Number = issued.Number,
            Line = issued.Line,
            IssuedAt = issued.At,
            Owner = issued.Owner,
            Verifier = issued.Verifier,
            Resolution = issued.Resolution,
            Parts =
            [
                .. issued.Departments.Select(department => new DirectivePart
                {
                    Department = department,
                    CountedFrom = issued.At.Day(),
                    Days = issued.Days,
                    Due = issued.Due,
                }),
            ],
        },
        DirectiveAcknowledged acknowledged => In(acknowledged, part => part with
        {
            Status = DirectiveStatus.Acknowledged,
        }),
        DirectiveAssigned assigned => In(assigned, part => part with
        {
            Status = part.Status is DirectiveStatus.Returned ? part.Status : DirectiveStatus.Assigned,
            Executor = assigned.Executor,
            Executors = [.. part.Executors.Union([assigned.Executor])],
        }),
        SupportAsked asked => In(asked, part => part with { Asks = asked.Ask, OpenAsk = asked.Ask }),
        SupportAnswered answered => In(answered, part => part with { OpenAsk = null }),
        EvidenceAttached attached => In(attached, part => part with { Attached = part.Attached + 1 }),
        DirectiveReported reported => In(reported, part => part with
        {
            Status = DirectiveStatus.Reported,
            ReportedAt = reported.At,
            IsReportedOnTime = reported.OnTime,
            IsVerifierReminded = false,
        }),
        DirectiveVerified verified => In(verified, part => part with
        {
            Status = DirectiveStatus.Effective,
            VerifiedBy = verified.Officer,
            OpenAsk = null,
        }),
        DirectiveReturned returned => In(returned, part => part with
        {
            Status = DirectiveStatus.Returned,
            Returns = part.Returns + 1,
            // What was not enough is not enough again.
            Attached = 0,
        }),
        DirectiveExtended extended => In(extended, part => part.Extended(extended.At.Day(), extended.Days) with
        {
            Due = extended.Due,
            Extensions = part.Extensions + 1,
            Escalation = 0,
        }),
        DirectiveReminded reminded => In(reminded, part => part with { RemindedOf = reminded.Due }),
        DirectiveEscalated escalated => In(escalated, part => part with { Escalation = escalated.Level }),
        VerifierReminded reminded => In(reminded, part => part with { IsVerifierReminded = true }),
        DirectiveRedated redated => In(redated, part => part with
        {
            Due = redated.Due,
            Escalation = 0,
        }),
        DirectiveWithdrawn withdrawn => this with
        {
            Withdrawn = withdrawn.Ground,
            Parts =
            [
                .. Parts.Select(part => part.IsEnded
                    ? part
                    : part with { Status = DirectiveStatus.Withdrawn, OpenAsk = null }),
            ],
        },
        _ => this,
    };

    /// <summary>
    /// Who follows directives up and who watches over them; the managers of the departments asked; and whoever has it
    /// to carry out or to verify.
    /// </summary>
    public bool IsReadableBy(Actor actor) =>
        actor.Role is "governor" or "auditor" or "integrity"
        || (actor.Role is "manager" && Parts.Any(part => part.Department == actor.Department))
        || actor.Code == Verifier || Parts.Any(part => part.Executors.Contains(actor.Code));

    /// <summary>What it asks of one's own department.</summary>
    public DirectivePart Own(Actor actor) => Find(actor.Department)
        ?? throw new Refused("directive.not-for-this-department") { Status = 403 };

    public DirectivePart Of(string department) => Find(department)
        ?? throw new Refused("directive.department-not-asked", department) { Status = 422 };

    /// <summary>Only who has it to carry out in his department, while there is something to do.</summary>
    public DirectivePart OnlyForItsExecutor(Actor actor)
    {
        var part = Own(actor);
        if (part.Executor != actor.Code) throw new Refused("directive.not-its-executor") { Status = 403 };
        part.OnlyWhileOpen();
        return part;
    }

    /// <summary>Only who is to say whether the effect is there, and had no hand in it.</summary>
    public DirectivePart OnlyForItsVerifier(Actor actor, string department, Handbook handbook)
    {
        var part = Of(department);
        var named = Verifier is not null && handbook.Officers.GetValueOrDefault(Verifier) is { IsServing: true };
        if (named ? actor.Code != Verifier : actor.Role is not "governor")
            throw new Refused("directive.not-its-verifier") { Status = 403 };
        Verification.MustBeByAnother(actor, part.Executors, handbook);
        if (part.Status is not DirectiveStatus.Reported) throw new Refused("directive.nothing-to-verify");
        return part;
    }

    private DirectivePart? Find(string? department) => Parts.FirstOrDefault(part => part.Department == department);

    private Directive In(IOnDirective happened, Func<DirectivePart, DirectivePart> next) => this with
    {
        Parts = [.. Parts.Select(part => part.Department == happened.Department ? next(part) : part)],
    };
}

/// <summary>What a directive asks of one department, and how far it is there.</summary>
public record DirectivePart
{
    public string Department { get; init; } = "";
    public DirectiveStatus Status { get; init; }

    /// <summary>The day from which the working days are counted.</summary>
    public DateOnly CountedFrom { get; init; }
    public int Days { get; init; }
    public DateOnly Due { get; init; }
    public string? Executor { get; init; }

    /// <summary>Everybody who has had it to carry out here.</summary>
    public IReadOnlyList<string> Executors { get; init; } = [];

    /// <summary>How many files were attached since it was last returned.</summary>
    public int Attached { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    public bool IsReportedOnTime { get; init; }
    public string? VerifiedBy { get; init; }
    public int Returns { get; init; }
    public int Extensions { get; init; }
    public int Asks { get; init; }

    /// <summary>What the department asked for and has no answer to.</summary>
    public int? OpenAsk { get; init; }

    /// <summary>The due date of which the department was reminded.</summary>
    public DateOnly? RemindedOf { get; init; }

    /// <summary>How far up it went that the due date has passed.</summary>
    public int Escalation { get; init; }

    public bool IsVerifierReminded { get; init; }

    /// <summary>Nothing more happens here.</summary>
    public bool IsEnded => Status is DirectiveStatus.Effective or DirectiveStatus.Withdrawn;

    /// <summary>The department has something to do.</summary>
    public bool IsOpen => !IsEnded && Status is not DirectiveStatus.Reported;

    /// <summary>Past its due date without a report, or reported after it.</summary>
    public bool IsLate(DateOnly today) => Status switch
    {
        DirectiveStatus.Withdrawn => false,
        DirectiveStatus.Reported or DirectiveStatus.Effective => !IsReportedOnTime,
        _ => today > Due,
    };

    public void OnlyWhileOpen()
    {
        if (IsEnded) throw new Refused("directive.ended");
        if (!IsOpen) throw new Refused("directive.awaits-verification");
    }

    /// <summary>With more working days: from the due date, or from the day itself where that has passed.</summary>
    public DirectivePart Extended(DateOnly day, int days) => day > Due
        ? this with { CountedFrom = day, Days = days }
        : this with { Days = Days + days };

    public bool IsMovedBy(WorkingCalendar calendar) => IsOpen && DueBy(calendar) != Due;

    public bool IsToBeReminded(WorkingCalendar calendar, DateOnly today) => IsOpen && RemindedOf != Due
        && today <= Due && calendar.WorkingDaysBetween(today, Due) <= DirectiveDuty.RemindAt;

    /// <summary>How far up it is to go now; null when nowhere it has not been.</summary>
    public int? EscalatesTo(WorkingCalendar calendar, DateOnly today)
    {
        if (!IsOpen || today <= Due) return null;
        var level = calendar.WorkingDaysBetween(Due, today) > DirectiveDuty.HeadAfter ? 2 : 1;
        return level > Escalation ? level : null;
    }

    public bool IsVerdictOverdue(WorkingCalendar calendar, DateOnly today) =>
        Status is DirectiveStatus.Reported && !IsVerifierReminded
        && calendar.WorkingDaysBetween(ReportedAt!.Value.Day(), today) > DirectiveDuty.VerifyWithin;

    /// <summary>Not after the first day on which one of these holds: working days are never fewer than days.</summary>
    public DateOnly? WatchFrom => Status switch
    {
        DirectiveStatus.Effective or DirectiveStatus.Withdrawn => null,
        DirectiveStatus.Reported => IsVerifierReminded
            ? null
            : ReportedAt!.Value.Day().AddDays(DirectiveDuty.VerifyWithin + 1),
        _ when Escalation == 2 => DateOnly.MaxValue,
        _ when Escalation == 1 => Due.AddDays(DirectiveDuty.HeadAfter + 1),
        _ when RemindedOf == Due => Due.AddDays(1),
        // The longest rest there is: two weeks of the new year.
        _ => Due.AddDays(-DirectiveDuty.RemindAt - 14),
    };

    public DateOnly DueBy(WorkingCalendar calendar) => calendar.AddWorkingDays(CountedFrom, Days);
}

/// <summary>How far a directive is in one department.</summary>
/// <remarks>
/// Issued → Acknowledged → Assigned → Reported → Effective, or Returned → Reported. Withdrawn from each but Effective.
/// </remarks>
public enum DirectiveStatus { Issued, Acknowledged, Assigned, Reported, Returned, Effective, Withdrawn }
