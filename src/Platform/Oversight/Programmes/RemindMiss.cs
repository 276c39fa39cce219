using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: nobody has said why a milestone was missed.</summary>
public record RemindMiss(Guid ProgrammeId, int Milestone);

public static class RemindMissHandler
{
    /// <summary>Once for each milestone that was missed.</summary>
    public static MissReminded Handle(
        RemindMiss command, [WriteModel] Programme programme, Handbook handbook, DateTimeOffset now)
    {
        var milestone = programme.MilestoneOf(command.Milestone);
        if (programme.Ended is not null || !milestone.IsExplanationOverdue(handbook.Calendar, now.Day()))
            throw new Refused("milestone.explanation-not-due");
        return new(now, milestone.Number, Governorate.Answering(programme.Owner, handbook));
    }
}
