using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the day of a milestone is near.</summary>
public record RemindMilestone(Guid ProgrammeId, int Milestone);

public static class RemindMilestoneHandler
{
    /// <summary>Once for each day that it is given.</summary>
    public static MilestoneReminded Handle(
        RemindMilestone command, [WriteModel] Programme programme, DateTimeOffset now)
    {
        var milestone = programme.MilestoneOf(command.Milestone);
        if (programme.Ended is not null || !milestone.IsToBeReminded(now.Day()))
            throw new Refused("milestone.reminder-not-due");
        return new(now, milestone.Number, milestone.On, programme.Owner);
    }
}
