using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>An issue of the province, until those who raised it see it solved: only what the rules need.</summary>
public record Issue
{
    /// <summary>Days without a word, after which the platform reminds, and does again.</summary>
    public const int SilentAfter = 30;

    /// <summary>The reminder that goes past the owner, to the head of the governorate.</summary>
    public const int ToTheHeadFrom = 3;

    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public Text Line { get; init; } = new("", "");
    public DateTimeOffset RaisedAt { get; init; }
    public string From { get; init; } = "";
    public string By { get; init; } = "";
    public string? Department { get; init; }
    public string? County { get; init; }
    public string? Source { get; init; }
    public string? Verifier { get; init; }

    public IReadOnlyList<string> Departments { get; init; } = [];
    public IssueStatus Status { get; init; }
    public string? Owner { get; init; }
    public IReadOnlyList<IssueStep> Steps { get; init; } = [];

    /// <summary>The highest number that a step has had, in this plan or one before.</summary>
    public int LastStep { get; init; }

    /// <summary>Everybody who has had to answer for it, or has taken a step.</summary>
    public IReadOnlyList<string> Executors { get; init; } = [];

    public DateTimeOffset? ReportedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The day on which somebody last did or said something about it; the platform's word is none.</summary>
    public DateOnly HeardOn { get; init; }
    public DateOnly? RemindedOn { get; init; }
    public int Reminders { get; init; }
    public int Returns { get; init; }
    public int Reopenings { get; init; }

    /// <summary>The ground on which it was dropped.</summary>
    public string? Dropped { get; init; }

    public bool IsEnded => Status is IssueStatus.Solved or IssueStatus.Dropped;

    /// <summary>The first day on which the platform may have something to do here; null when none.</summary>
    public DateOnly? WatchFrom => IsEnded ? null : (RemindedOn ?? HeardOn).AddDays(SilentAfter);

    public Issue Evolve(IEvent e) => e.Data switch
    {
        IssueRaised raised => this with
        {
            Id = e.StreamId,
            Number = raised.Number,
            Line = raised.Line,
            RaisedAt = raised.At,
            HeardOn = raised.At.Day(),
            From = raised.From,
            By = raised.By,
            Department = raised.Department,
            County = raised.County,
            Source = raised.Source,
            Verifier = raised.Verifier,
            Departments = raised.Departments,
            Owner = raised.Owner,
            Status = raised.Owner is null ? IssueStatus.Raised : IssueStatus.Owned,
            Executors = raised.Owner is null ? [] : [raised.Owner],
        },
        IssueOwnerNamed named => Heard(named) with
        {
            Owner = named.Owner,
            Status = Status is IssueStatus.Raised ? IssueStatus.Owned : Status,
            Executors = [.. Executors.Union([named.Owner])],
        },
        IssuePlanned planned => Heard(planned) with
        {
            Status = Status is IssueStatus.Owned ? IssueStatus.Planned : Status,
            Steps =
            [
                .. Steps.Where(step => step.IsCompleted),
                .. planned.Steps.Select(step => new IssueStep(step.Step, step.Department, step.Line, step.Due, false)),
            ],
            LastStep = planned.Steps[^1].Step,
            Departments = [.. Departments.Union(planned.Steps.Select(step => step.Department))],
        },
        IssueStepCompleted completed => Heard(completed) with
        {
            Steps =
            [
                .. Steps.Select(step => step.Step == completed.Step ? step with { IsCompleted = true } : step),
            ],
            Executors = [.. Executors.Union([completed.Officer])],
        },
        IssueFollowedUp followed => Heard(followed),
        IssueReported reported => Heard(reported) with
        {
            Status = IssueStatus.Reported,
            ReportedAt = reported.At,
            Executors = [.. Executors.Union([reported.Officer])],
        },
        IssueVerified verified => Heard(verified) with { Status = IssueStatus.Solved, EndedAt = verified.At },
        IssueReturned returned => Heard(returned) with { Status = IssueStatus.Returned, Returns = Returns + 1 },
        IssueReopened reopened => Heard(reopened) with
        {
            Status = Owner is null ? IssueStatus.Raised : IssueStatus.Reopened,
            Reopenings = Reopenings + 1,
            EndedAt = null,
            Dropped = null,
        },
        IssueDropped dropped => Heard(dropped) with
        {
            Status = IssueStatus.Dropped,
            EndedAt = dropped.At,
            Dropped = dropped.Ground,
        },
        IssueReminded reminded => this with { RemindedOn = reminded.At.Day(), Reminders = reminded.Reminder },
        _ => this,
    };

    /// <summary>
    /// Who watches over issues, whom this one concerns, who answers for it, and those who raised it.
    /// </summary>
    public bool IsReadableBy(Actor actor, Handbook handbook) =>
        actor.Role is "governor" or "auditor" or "integrity"
        || (actor.Role is "manager" && (Departments.Contains(actor.Department!) || Department == actor.Department))
        || actor.Code == By || Executors.Contains(actor.Code) || Raisers(handbook).Contains(actor.Code)
        || (actor.Role is "officer" && Departments.Contains(actor.Department!));

    /// <summary>The codes of those who raised it, or who speak for them: whoever of these serves.</summary>
    public IReadOnlyList<string> Raisers(Handbook handbook)
    {
        var raised = Serving(handbook, officer => From switch
        {
            "officer" => officer.Code == By,
            "department" => officer.Department == Department,
            "county" => handbook.Departments.GetValueOrDefault(officer.Department)?.County == County,
            _ => officer.Code == Verifier,
        });
        // Who has left is spoken for by those with whom he was.
        if (raised.Count == 0 && From is "officer")
            raised = Serving(handbook, officer => officer.Department == Department);
        return raised.Count > 0 ? raised : Serving(handbook, officer => officer.Roles.Contains("governor"));
    }

    public void OnlyWhileOpen()
    {
        if (IsEnded) throw new Refused("issue.ended");
    }

    /// <summary>Only who answers for it, while there is something to do.</summary>
    public void OnlyForItsOwner(Actor actor)
    {
        if (actor.Code.Length == 0 || actor.Code != Owner) throw new Refused("issue.not-its-owner") { Status = 403 };
        OnlyWhileOpen();
        if (Status is IssueStatus.Reported) throw new Refused("issue.awaits-verification");
    }

    /// <summary>Only those who raised it, and had no hand in what was done about it.</summary>
    public void OnlyForItsVerifier(Actor actor, Handbook handbook)
    {
        if (!Raisers(handbook).Contains(actor.Code)) throw new Refused("issue.not-raised-by-you") { Status = 403 };
        Verification.MustBeByAnother(actor, Executors, handbook);
        if (Status is not IssueStatus.Reported) throw new Refused("issue.nothing-to-verify");
    }

    /// <summary>Whoever takes a hand in it verifies it no more: of those who raised it, one must be left.</summary>
    public void MustLeaveAVerifier(string executor, Handbook handbook)
    {
        IReadOnlyList<string> executors = [.. Executors.Union([executor])];
        if (!Raisers(handbook).Any(code => Verification.IsByAnother(code, executors, handbook)))
            throw new Refused("issue.nobody-left-to-verify", executor);
    }

    public int Age(DateOnly today) => (EndedAt?.Day() ?? today).DayNumber - RaisedAt.Day().DayNumber;

    /// <summary>Days since somebody was last heard; none where it is at its end.</summary>
    public int? Silence(DateOnly today) => IsEnded ? null : today.DayNumber - HeardOn.DayNumber;

    private static List<string> Serving(Handbook handbook, Func<Organisation.Officer, bool> among) =>
        [.. handbook.Officers.Values.Where(officer => officer.IsServing && among(officer)).Select(it => it.Code)];

    private Issue Heard(IOnIssue fact) => this with { HeardOn = fact.At.Day(), RemindedOn = null, Reminders = 0 };
}

/// <summary>A step of the plan by which an issue is to be solved.</summary>
public record IssueStep(int Step, string Department, Text Line, DateOnly Due, bool IsCompleted);

/// <summary>How far an issue is.</summary>
/// <remarks>
/// Raised → Owned → Planned → Reported → Solved, or Returned → Reported. Dropped from each but Solved. Reopened from
/// Solved and Dropped.
/// </remarks>
public enum IssueStatus { Raised, Owned, Planned, Reported, Returned, Solved, Dropped, Reopened }
