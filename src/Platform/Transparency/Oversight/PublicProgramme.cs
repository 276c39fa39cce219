using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A programme as everybody reads it: what was promised, who does what, and what came of it.</summary>
/// <param name="Promise">In the words in which it was given.</param>
/// <param name="Owner">Who answers for it in the governorate, by public code.</param>
/// <param name="Former">How the promise was worded before, the first first.</param>
/// <param name="Ended">On which ground it ended.</param>
public sealed record PublicProgramme(
    Guid ProgrammeId, string Number, Text Promise, Text Source, DateOnly PromisedOn, DateOnly OpenedOn, string Owner,
    IReadOnlyList<FormerPromise> Former, IReadOnlyList<PublicCommitment> Commitments,
    IReadOnlyList<PublicMeasure> Measures, IReadOnlyList<PublicMilestone> Milestones, EndedProgramme? Ended)
{
    /// <summary>How often goalposts were moved or taken away.</summary>
    public int Moved => Milestones.Sum(one => one.Former.Count) + Milestones.Count(one => one.Dropped is not null);

    /// <summary>Folds events in their order of writing, of any programmes.</summary>
    public static IReadOnlyList<PublicProgramme> Fold(IEnumerable<IEvent> events)
    {
        var programmes = new Dictionary<Guid, PublicProgramme>();
        foreach (var e in events)
            if (e.Data is ProgrammeOpened opened)
                programmes[e.StreamId] = new(e.StreamId, opened.Number, opened.Promise, opened.Source,
                    opened.PromisedOn, opened.At.Day(), opened.Owner, [], [], [], [], null);
            else if (programmes.TryGetValue(e.StreamId, out var before)) programmes[e.StreamId] = before.After(e);
        return [.. programmes.Values];
    }

    public MeasureScope ScopeOf(PublicMeasure measure) =>
        new(measure.Terms, OpenedOn, CommitmentCode.Of(Number, measure.Commitment));

    private PublicProgramme After(IEvent e) => e.Data switch
    {
        PromiseAmended amended => this with
        {
            Former = [.. Former, new(Promise, Source, PromisedOn, amended.At.Day(), amended.Reason)],
            Promise = amended.Promise,
            Source = amended.Source,
            PromisedOn = amended.PromisedOn,
        },
        ProgrammeHandedOver handed => this with { Owner = handed.Owner },
        CommitmentMade made => this with
        {
            Commitments =
            [
                .. Commitments, new(made.Commitment, CommitmentCode.Of(Number, made.Commitment), made.Words,
                    made.Departments, made.Due, []),
            ],
        },
        CommitmentAmended amended => this with
        {
            Commitments =
            [
                .. Commitments.Select(one => one.Commitment == amended.Commitment ? one.After(amended) : one),
            ],
        },
        MeasureDefined defined => this with
        {
            Measures = [.. Measures, new(defined.Measure, defined.Commitment, defined.Name, defined.Terms, e.Id)],
        },
        MilestoneSet set => this with
        {
            Milestones =
            [
                .. Milestones, new(set.Milestone, set.Measure, "standing", set.AtLeast, set.Target, set.On,
                    set.At.Day(), [], null, null, null, [], null),
            ],
        },
        IOnMilestone on => this with
        {
            Milestones = [.. Milestones.Select(one => one.Milestone == on.Milestone ? one.After(on, e.Id) : one)],
        },
        ProgrammeEnded ended => this with { Ended = new(ended.At.Day(), ended.Ground, ended.Reason) },
        _ => this,
    };
}

/// <param name="Until">The day on which it was worded anew.</param>
public sealed record FormerPromise(Text Promise, Text Source, DateOnly PromisedOn, DateOnly Until, Text Reason);

/// <param name="Ground">kept, superseded, term-over, or abandoned.</param>
public sealed record EndedProgramme(DateOnly On, string Ground, Text Reason);

/// <summary>What somebody is to do for the promise.</summary>
/// <param name="Commitment">Its number in the programme.</param>
/// <param name="Code">By which directives name it.</param>
public sealed record PublicCommitment(
    int Commitment, string Code, Text Words, IReadOnlyList<string> Departments, DateOnly Due,
    IReadOnlyList<FormerCommitment> Former)
{
    internal PublicCommitment After(CommitmentAmended amended) => this with
    {
        Former = [.. Former, new(Words, Departments, Due, amended.At.Day(), amended.Reason)],
        Words = amended.Words,
        Departments = amended.Departments,
        Due = amended.Due,
    };
}

public sealed record FormerCommitment(
    Text Words, IReadOnlyList<string> Departments, DateOnly Due, DateOnly Until, Text Reason);

/// <summary>By what a commitment is measured; it never changes.</summary>
/// <param name="Measure">Its number in the programme.</param>
/// <param name="EventId">By which <c>/ledger/proofs</c> proves what was to be counted, and since when.</param>
public sealed record PublicMeasure(int Measure, int Commitment, Text Name, MeasureTerms Terms, Guid EventId);

/// <summary>Where a measure is to be on a day, and whether it was.</summary>
/// <param name="Milestone">Its number in the programme.</param>
/// <param name="State">standing, met, missed, or dropped.</param>
/// <param name="Target">A count, working days, or per cent of a share.</param>
/// <param name="SetOn">The day on which it was set.</param>
/// <param name="Former">Where the goalposts stood before, the first first.</param>
/// <param name="Measured">What the platform measured when the day was over, and recorded.</param>
/// <param name="EventId">By which <c>/ledger/proofs</c> proves that record.</param>
/// <param name="Dropped">Why it was taken away.</param>
/// <param name="RaisedTo">Who was told that it was missed.</param>
/// <param name="Explained">What the governorate says about it.</param>
public sealed record PublicMilestone(
    int Milestone, int Measure, string State, bool AtLeast, int Target, DateOnly On, DateOnly SetOn,
    IReadOnlyList<FormerMilestone> Former, MeasuredValue? Measured, Guid? EventId, Text? Dropped,
    IReadOnlyList<string> RaisedTo, Text? Explained)
{
    internal PublicMilestone After(IOnMilestone happened, Guid id) => happened switch
    {
        MilestoneAmended amended => this with
        {
            Former = [.. Former, new(AtLeast, Target, On, amended.At.Day(), amended.Reason)],
            AtLeast = amended.AtLeast,
            Target = amended.Target,
            On = amended.On,
        },
        MilestoneDropped dropped => this with { State = "dropped", Dropped = dropped.Reason },
        MilestoneMet met => this with { State = "met", Measured = met.Measured, EventId = id },
        MilestoneMissed missed => this with
        {
            State = "missed",
            Measured = missed.Measured,
            EventId = id,
            RaisedTo = missed.RaisedTo,
        },
        MissExplained explained => this with { Explained = explained.Words },
        _ => this,
    };
}

/// <param name="Until">The day on which it was moved.</param>
public sealed record FormerMilestone(bool AtLeast, int Target, DateOnly On, DateOnly Until, Text Reason);
