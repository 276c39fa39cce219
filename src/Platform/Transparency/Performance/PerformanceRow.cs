using EGov.Casework;
using EGov.Catalogue;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>What one event adds to the public figures, or takes out of them; written once and never changed.</summary>
public sealed record PerformanceRow
{
    public required long Sequence { get; init; }

    /// <summary>When it and all earlier events of its request had been written; from then on it is known.</summary>
    public required DateTimeOffset Recorded { get; init; }

    /// <summary>The province's day on which it happened; for an offered service the day its terms begin.</summary>
    public required DateOnly Day { get; init; }
    public required RowKind Kind { get; init; }

    /// <summary>None for a service that is offered.</summary>
    public Guid? Request { get; init; }
    public required string Department { get; init; }
    public required string Service { get; init; }
    public string? County { get; init; }

    /// <summary>For a transfer, the department that gave the file away.</summary>
    public string? CameFrom { get; init; }

    /// <summary>+1: it counts; −1: it takes out a decision that had counted; 0: it only tells where the file stands.</summary>
    public int Counts { get; init; } = 1;

    /// <summary>+1 or −1 as the file becomes open or closed; for a transfer, 1 when an open file moves.</summary>
    public int Open { get; init; }

    /// <summary>The same for an undecided file whose legal limit has passed.</summary>
    public int PastLimit { get; init; }

    /// <summary>The day of the decision that is counted or taken out.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>For a contest, the day of the closure that is contested.</summary>
    public DateOnly? ClosedOn { get; init; }
    public int? WorkingDays { get; init; }
    public bool? OnTime { get; init; }
    public Outcome? Outcome { get; init; }
    public bool? Overridden { get; init; }

    /// <summary>Departments that the file came to: by this event, or for a decision in all.</summary>
    public int? Visits { get; init; }

    /// <summary>Departments that the service plans for a file.</summary>
    public int? Planned { get; init; }
    public bool? Late { get; init; }
    public bool? Overturned { get; init; }

    /// <summary>Earlier files of the queue that were left waiting, and why.</summary>
    public int? Overtook { get; init; }
    public string? Ground { get; init; }
}

/// <summary>Stored by name; see the events of a request for what each means.</summary>
public enum RowKind
{
    Offered, Submitted, Referred, Transferred, Assigned, Step, Breached, Decided, Closed, Contested, Reopened, Withdrawn,
    Appealed, AppealDecided,
}

/// <summary>What the figures must know of one request to count its next event; folded from its rows alone.</summary>
public sealed record PerformanceFile
{
    public bool IsOpen { get; init; }
    public bool IsPastLimit { get; init; }
    public int Visits { get; init; }
    public int Planned { get; init; }

    /// <summary>The decision that counts now; none once its closure is contested, until it is decided anew.</summary>
    public PerformanceRow? Decision { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public DateTimeOffset Recorded { get; init; }

    /// <summary>The row of an event; none when it touches no figure.</summary>
    /// <param name="planned">How many departments a service plans for a file of that day; 0 when it does not say.</param>
    public PerformanceRow? Next(IEvent e, Func<string, DateOnly, int> planned) => e.Data switch
    {
        ServiceOffered offered => new()
        {
            Sequence = e.Sequence,
            Recorded = e.Timestamp,
            Day = offered.From,
            Kind = RowKind.Offered,
            Department = offered.Terms.Department,
            Service = offered.Terms.Code,
            Counts = 0,
            Planned = offered.Terms.PlannedSteps.Count,
        },
        RequestSubmitted submitted => Row(e, submitted, RowKind.Submitted) with
        {
            Open = 1,
            Visits = 1,
            Planned = planned(submitted.Matter.Service, submitted.At.Day()),
        },
        RequestReferred referred => Row(e, referred, RowKind.Referred) with { Visits = 1 },
        RequestTransferred transferred => Row(e, transferred, RowKind.Transferred) with
        {
            CameFrom = transferred.From,
            Open = IsOpen ? 1 : 0,
            PastLimit = IsPastLimit ? 1 : 0,
            Visits = 1,
        },
        RequestAssigned { Overtook: > 0 } assigned => Row(e, assigned, RowKind.Assigned) with
        {
            Overtook = assigned.Overtook,
            Ground = assigned.Ground,
        },
        StepRecorded step => Row(e, step, RowKind.Step) with { Late = step.Late },
        LimitBreached breached => Row(e, breached, RowKind.Breached) with
        {
            PastLimit = IsOpen && !IsPastLimit && Decision is null ? 1 : 0,
        },
        RequestDecided decided => Row(e, decided, RowKind.Decided) with
        {
            PastLimit = IsPastLimit ? -1 : 0,
            DecidedOn = decided.At.Day(),
            WorkingDays = Math.Max(0, decided.WorkingDays),
            OnTime = decided.OnTime,
            Outcome = decided.Outcome,
            Overridden = decided.Override is not null,
            Visits = Visits,
            Planned = Planned,
            Overtook = decided.Overtook,
            Ground = decided.OvertakingGround,
        },
        RequestClosed closed => Row(e, closed, RowKind.Closed) with
        {
            Counts = closed.Closure is Closure.Withdrawn ? 0 : 1,
            Open = IsOpen ? -1 : 0,
            PastLimit = IsPastLimit ? -1 : 0,
        },
        ClosureContested contested => Row(e, contested, RowKind.Contested) with
        {
            Counts = Decision is null ? 0 : -1,
            ClosedOn = ClosedOn,
            DecidedOn = Decision?.DecidedOn,
            WorkingDays = Decision?.WorkingDays,
            OnTime = Decision?.OnTime,
            Outcome = Decision?.Outcome,
            Overridden = Decision?.Overridden,
            Visits = Decision?.Visits,
            Planned = Decision?.Planned,
        },
        RequestReopened reopened => Row(e, reopened, RowKind.Reopened) with { Counts = 0, Open = IsOpen ? 0 : 1 },
        RequestWithdrawn withdrawn => Row(e, withdrawn, RowKind.Withdrawn),
        DecisionAppealed appealed => Row(e, appealed, RowKind.Appealed) with { Open = IsOpen ? 0 : 1 },
        AppealDecided appeal => Row(e, appeal, RowKind.AppealDecided) with { Overturned = appeal.Overturned },
        _ => null,
    };

    public PerformanceFile After(PerformanceRow row)
    {
        var after = row.Kind is RowKind.Transferred
            ? this with { Recorded = row.Recorded }
            : this with
            {
                Recorded = row.Recorded,
                IsOpen = row.Open > 0 || (IsOpen && row.Open == 0),
                IsPastLimit = row.PastLimit > 0 || (IsPastLimit && row.PastLimit == 0),
            };
        return row.Kind switch
        {
            RowKind.Submitted => after with { Visits = Visits + 1, Planned = row.Planned ?? 0 },
            RowKind.Referred or RowKind.Transferred => after with { Visits = Visits + 1 },
            RowKind.Decided => after with { Decision = row },
            RowKind.Closed when row.Counts > 0 => after with { ClosedOn = row.Day },
            RowKind.Contested => after with { Decision = null, ClosedOn = null },
            _ => after,
        };
    }

    private PerformanceRow Row(IEvent e, IOnRequest fact, RowKind kind) => new()
    {
        Sequence = e.Sequence,
        Recorded = e.Timestamp > Recorded ? e.Timestamp : Recorded,
        Day = fact.At.Day(),
        Kind = kind,
        Request = e.StreamId,
        Department = fact.Matter.Department,
        Service = fact.Matter.Service,
        County = string.IsNullOrEmpty(fact.Matter.County) ? null : fact.Matter.County,
    };
}
