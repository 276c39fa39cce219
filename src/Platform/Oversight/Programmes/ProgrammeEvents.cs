namespace EGov.Oversight;

// What can happen to a programme. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one. All its words are for everybody: a promise is public.

/// <summary>The governorate makes a promise its programme.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Promise">In the words in which it was given.</param>
/// <param name="Source">Where it was given, such as a speech.</param>
/// <param name="Owner">Who answers for it in the governorate, by public code.</param>
public record ProgrammeOpened(
    DateTimeOffset At, string Number, Text Promise, Text Source, DateOnly PromisedOn, string By, string Owner)
    : IRegistered;

/// <summary>The promise is worded anew; how it was worded before stays to be read.</summary>
public record PromiseAmended(
    DateTimeOffset At, Text Promise, Text Source, DateOnly PromisedOn, Text Reason, string By) : IHappened;

/// <summary>Somebody else of the governorate answers for it from now on.</summary>
public record ProgrammeHandedOver(DateTimeOffset At, string Owner, string By) : IHappened;

/// <summary>What somebody is to do for the promise.</summary>
/// <param name="Commitment">Numbered from 1, in this programme.</param>
/// <param name="Departments">Who is to do it.</param>
public record CommitmentMade(
    DateTimeOffset At, int Commitment, Text Words, IReadOnlyList<string> Departments, DateOnly Due, string By)
    : IHappened;

public record CommitmentAmended(
    DateTimeOffset At, int Commitment, Text Words, IReadOnlyList<string> Departments, DateOnly Due, Text Reason,
    string By) : IHappened;

/// <summary>By what a commitment is measured: computed from events, and never changed.</summary>
/// <param name="Measure">Numbered from 1, in this programme.</param>
public record MeasureDefined(
    DateTimeOffset At, int Measure, int Commitment, Text Name, MeasureTerms Terms, string By) : IHappened;

/// <summary>A fact of one milestone.</summary>
public interface IOnMilestone : IHappened
{
    int Milestone { get; }
}

/// <summary>Where a measure is to be on a day.</summary>
/// <param name="Milestone">Numbered from 1, in this programme.</param>
/// <param name="AtLeast">At least the target; else at most.</param>
/// <param name="Target">A count, working days, or per cent of a share.</param>
/// <param name="On">The day at whose end it is measured.</param>
public record MilestoneSet(
    DateTimeOffset At, int Milestone, int Measure, bool AtLeast, int Target, DateOnly On, string By) : IOnMilestone;

/// <summary>The goalposts are moved, before their day; everybody sees from where, to where and why.</summary>
public record MilestoneAmended(
    DateTimeOffset At, int Milestone, bool AtLeast, int Target, DateOnly On, Text Reason, string By) : IOnMilestone;

public record MilestoneDropped(DateTimeOffset At, int Milestone, Text Reason, string By) : IOnMilestone;

/// <summary>The platform reminds who answers for it that the day is near.</summary>
public record MilestoneReminded(DateTimeOffset At, int Milestone, DateOnly On, string Owner) : IOnMilestone;

/// <summary>The day is over, and the measure is where it was to be.</summary>
public record MilestoneMet(DateTimeOffset At, int Milestone, MeasuredValue Measured) : IOnMilestone;

/// <summary>The day is over, and the measure is not where it was to be, or has too few cases to show it.</summary>
/// <param name="RaisedTo">Who answers for it, and the head of the governorate.</param>
public record MilestoneMissed(
    DateTimeOffset At, int Milestone, MeasuredValue Measured, IReadOnlyList<string> RaisedTo) : IOnMilestone;

/// <summary>The governorate says to everybody why a milestone was missed.</summary>
public record MissExplained(DateTimeOffset At, int Milestone, Text Words, string By) : IOnMilestone;

/// <summary>A missed milestone has waited long for an explanation.</summary>
public record MissReminded(DateTimeOffset At, int Milestone, IReadOnlyList<string> RaisedTo) : IOnMilestone;

/// <summary>Nothing more is measured; what was met and missed stays.</summary>
/// <param name="Ground">From <see cref="EndProgrammeHandler.Grounds"/>.</param>
public record ProgrammeEnded(DateTimeOffset At, string Ground, Text Reason, string By) : IHappened;
