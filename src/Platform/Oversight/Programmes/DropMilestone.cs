using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Milestone">Which one, by its number in the programme.</param>
/// <param name="Reason">Everybody reads it; the milestone stays to be seen.</param>
public record DropMilestone(Guid ProgrammeId, int Milestone, Text Reason);

public static class DropMilestoneHandler
{
    /// <summary>You drop a milestone, before its day. That you did stays to be read by everybody.</summary>
    [WolverinePost("/api/programmes/{programmeId}/drop-milestone"), EmptyResponse]
    public static MilestoneDropped Handle(
        DropMilestone command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        var milestone = programme.MilestoneOf(command.Milestone);
        milestone.OnlyBeforeItsDay(now.Day());
        return new(now, milestone.Number, OfficialWords.Line(command.Reason, Programme.LongestWords), actor.Code);
    }
}
