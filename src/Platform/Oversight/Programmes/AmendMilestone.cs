using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Milestone">Which one, by its number in the programme.</param>
/// <param name="Reason">Why the goalposts are moved; everybody reads it beside where they stood.</param>
public record AmendMilestone(
    Guid ProgrammeId, int Milestone, bool AtLeast, int Target, DateOnly On, Text Reason);

public static class AmendMilestoneHandler
{
    /// <summary>You move the goalposts, before their day. From where and why is read by everybody.</summary>
    [WolverinePost("/api/programmes/{programmeId}/amend-milestone"), EmptyResponse]
    public static MilestoneAmended Handle(
        AmendMilestone command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        var milestone = programme.MilestoneOf(command.Milestone);
        milestone.OnlyBeforeItsDay(now.Day());
        var measure = programme.MeasureOf(milestone.Measure);
        return new(now, milestone.Number, command.AtLeast, SetMilestoneHandler.Possible(command.Target, measure),
            SetMilestoneHandler.Before(command.On, programme, measure, now),
            OfficialWords.Line(command.Reason, Programme.LongestWords), actor.Code);
    }
}
