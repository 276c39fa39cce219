using EGov.Organisation;

namespace EGov.Oversight;

/// <summary>A command that a day brings with it for one milestone of a programme.</summary>
public sealed record ProgrammeDuty(object Command, int Milestone)
{
    /// <summary>Days before the day of a milestone, on which its owner is reminded.</summary>
    public const int RemindAt = 14;

    /// <summary>Working days that a missed milestone may wait for an explanation.</summary>
    public const int ExplainWithin = 10;

    public static IEnumerable<ProgrammeDuty> Of(Programme programme, WorkingCalendar calendar, DateOnly today)
    {
        if (programme.Ended is not null) yield break;
        foreach (var milestone in programme.Milestones)
            if (CommandFor(programme.Id, milestone, calendar, today) is { } command)
                yield return new(command, milestone.Number);
    }

    /// <summary>Whether a fact set the day that has come.</summary>
    public bool IsSetBy(object fact) => fact is IOnMilestone on && on.Milestone == Milestone && (Command is RemindMiss
        ? fact is MilestoneMissed
        : fact is MilestoneSet or MilestoneAmended);

    private static object? CommandFor(Guid id, Milestone milestone, WorkingCalendar calendar, DateOnly today) =>
        milestone.IsToBeJudged(today) ? new JudgeMilestone(id, milestone.Number)
        : milestone.IsToBeReminded(today) ? new RemindMilestone(id, milestone.Number)
        : milestone.IsExplanationOverdue(calendar, today) ? new RemindMiss(id, milestone.Number)
        : null;
}
