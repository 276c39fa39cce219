using EGov.Organisation;
using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>A promise that became commitments, measures and milestones: only what the rules need to know.</summary>
public record Programme
{
    /// <summary>More of one kind nobody follows.</summary>
    public const int Most = 60;

    /// <summary>How long words may be that everybody reads.</summary>
    public const int LongestWords = 1_000;

    public Guid Id { get; init; }
    public int Version { get; set; }
    public string Number { get; init; } = "";
    public Text Promise { get; init; } = new("", "");
    public DateOnly OpenedOn { get; init; }
    public string Owner { get; init; } = "";
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <summary>The ground on which it ended.</summary>
    public string? Ended { get; init; }

    /// <summary>The first day on which the platform may have something to do here; null when none.</summary>
    public DateOnly? WatchFrom => Ended is null ? Milestones.Min(one => one.WatchFrom) : null;

    public Programme Evolve(IEvent e) => e.Data switch
    {
        ProgrammeOpened opened => this with
        {
            Id = e.StreamId,
            Number = opened.Number,
            Promise = opened.Promise,
            OpenedOn = opened.At.Day(),
            Owner = opened.Owner,
        },
        PromiseAmended amended => this with { Promise = amended.Promise },
        ProgrammeHandedOver handed => this with { Owner = handed.Owner },
        CommitmentMade made => this with
        {
            Commitments = [.. Commitments, new(made.Commitment, made.Due)],
        },
        CommitmentAmended amended => this with
        {
            Commitments =
            [
                .. Commitments.Select(one => one.Number == amended.Commitment ? one with { Due = amended.Due } : one),
            ],
        },
        MeasureDefined defined => this with
        {
            Measures = [.. Measures, new(defined.Measure, defined.Commitment, defined.Terms)],
        },
        MilestoneSet set => this with
        {
            Milestones =
            [
                .. Milestones,
                new Milestone
                {
                    Number = set.Milestone,
                    Measure = set.Measure,
                    AtLeast = set.AtLeast,
                    Target = set.Target,
                    On = set.On,
                },
            ],
        },
        MilestoneAmended amended => In(amended, one => one with
        {
            AtLeast = amended.AtLeast,
            Target = amended.Target,
            On = amended.On,
            IsReminded = false,
        }),
        MilestoneDropped dropped => In(dropped, one => one with { Status = MilestoneStatus.Dropped }),
        MilestoneReminded reminded => In(reminded, one => one with { IsReminded = true }),
        MilestoneMet met => In(met, one => one with { Status = MilestoneStatus.Met }),
        MilestoneMissed missed => In(missed, one => one with
        {
            Status = MilestoneStatus.Missed,
            MissedOn = missed.At.Day(),
        }),
        MissExplained explained => In(explained, one => one with { IsExplained = true }),
        MissReminded reminded => In(reminded, one => one with { IsMissReminded = true }),
        ProgrammeEnded ended => this with { Ended = ended.Ground },
        _ => this,
    };

    public void OnlyWhileOpen()
    {
        if (Ended is not null) throw new Refused("programme.ended");
    }

    /// <summary>The number that the next of a kind has.</summary>
    public static int Next<T>(IReadOnlyCollection<T> kind) =>
        kind.Count < Most ? kind.Count + 1 : throw new Refused("programme.full", Most);

    public Commitment CommitmentOf(int number) => Commitments.FirstOrDefault(one => one.Number == number)
        ?? throw new Refused("programme.commitment-unknown", number) { Status = 422 };

    public Measure MeasureOf(int number) => Measures.FirstOrDefault(one => one.Number == number)
        ?? throw new Refused("programme.measure-unknown", number) { Status = 422 };

    public Milestone MilestoneOf(int number) => Milestones.FirstOrDefault(one => one.Number == number)
        ?? throw new Refused("programme.milestone-unknown", number) { Status = 422 };

    public MeasureScope ScopeOf(Measure measure) =>
        new(measure.Terms, OpenedOn, CommitmentCode.Of(Number, measure.Commitment));

    private Programme In(IOnMilestone happened, Func<Milestone, Milestone> next) => this with
    {
        Milestones = [.. Milestones.Select(one => one.Number == happened.Milestone ? next(one) : one)],
    };
}

/// <summary>What somebody is to do for the promise.</summary>
public record Commitment(int Number, DateOnly Due);

/// <summary>By what a commitment is measured.</summary>
public record Measure(int Number, int Commitment, MeasureTerms Terms);

/// <summary>Where a measure is to be on a day, and whether it was.</summary>
public record Milestone
{
    public int Number { get; init; }
    public int Measure { get; init; }
    public bool AtLeast { get; init; }
    public int Target { get; init; }
    public DateOnly On { get; init; }
    public MilestoneStatus Status { get; init; }
    public bool IsReminded { get; init; }
    public DateOnly? MissedOn { get; init; }
    public bool IsExplained { get; init; }
    public bool IsMissReminded { get; init; }

    /// <summary>The goalposts stand once their day has come.</summary>
    public void OnlyBeforeItsDay(DateOnly today)
    {
        if (Status is not MilestoneStatus.Standing || today >= On) throw new Refused("milestone.over");
    }

    public bool IsToBeReminded(DateOnly today) => Status is MilestoneStatus.Standing && !IsReminded
        && today <= On && today >= On.AddDays(-ProgrammeDuty.RemindAt);

    public bool IsToBeJudged(DateOnly today) => Status is MilestoneStatus.Standing && today > On;

    public bool IsExplanationOverdue(WorkingCalendar calendar, DateOnly today) =>
        Status is MilestoneStatus.Missed && !IsExplained && !IsMissReminded
        && calendar.WorkingDaysBetween(MissedOn!.Value, today) > ProgrammeDuty.ExplainWithin;

    /// <summary>Not after the first day on which one of these holds.</summary>
    public DateOnly? WatchFrom => Status switch
    {
        MilestoneStatus.Standing => IsReminded ? On.AddDays(1) : On.AddDays(-ProgrammeDuty.RemindAt),
        MilestoneStatus.Missed when !IsExplained && !IsMissReminded =>
            MissedOn!.Value.AddDays(ProgrammeDuty.ExplainWithin + 1),
        _ => null,
    };
}

/// <summary>What became of a milestone.</summary>
/// <remarks>Standing → Met or Missed, by the platform alone the day after its day; or Dropped before.</remarks>
public enum MilestoneStatus { Standing, Met, Missed, Dropped }
