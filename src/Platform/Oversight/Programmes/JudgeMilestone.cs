using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <summary>The platform's own: the day of a milestone is over. It brings no number along: that is computed.</summary>
public record JudgeMilestone(Guid ProgrammeId, int Milestone);

public static class JudgeMilestoneHandler
{
    public static async Task<IEnumerable<object>> Handle(
        JudgeMilestone command, [WriteModel] Programme programme, IMeasures measures, Handbook handbook,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var milestone = programme.MilestoneOf(command.Milestone);
        var measure = programme.MeasureOf(milestone.Measure);
        var measured = await measures.AtTheEndOfAsync(programme.ScopeOf(measure), milestone.On, cancellation);
        return [Decide(command, programme, measured, handbook, now)];
    }

    /// <summary>Too few cases to speak of are no proof that a promise was kept.</summary>
    public static IOnMilestone Decide(
        JudgeMilestone command, Programme programme, MeasuredValue measured, Handbook handbook, DateTimeOffset now)
    {
        var milestone = programme.MilestoneOf(command.Milestone);
        if (programme.Ended is not null || !milestone.IsToBeJudged(now.Day()))
            throw new Refused("milestone.not-to-be-judged");
        var kind = programme.MeasureOf(milestone.Measure).Terms.Kind;
        return measured.Reaches(kind, milestone.AtLeast, milestone.Target)
            ? new MilestoneMet(now, milestone.Number, measured)
            : new MilestoneMissed(
                now, milestone.Number, measured, Governorate.Answering(programme.Owner, handbook));
    }
}
