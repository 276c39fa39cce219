using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Milestone">Which one, by its number in the programme.</param>
/// <param name="Words">Why it was missed and what is done now, for everybody.</param>
public record ExplainMiss(Guid ProgrammeId, int Milestone, Text Words);

public static class ExplainMissHandler
{
    /// <summary>You say to everybody why a milestone was missed. It stays missed.</summary>
    [WolverinePost("/api/programmes/{programmeId}/explain-miss"), EmptyResponse]
    public static MissExplained Handle(
        ExplainMiss command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        var milestone = programme.MilestoneOf(command.Milestone);
        if (milestone.Status is not MilestoneStatus.Missed) throw new Refused("milestone.not-missed");
        return new(now, milestone.Number, OfficialWords.Line(command.Words, Programme.LongestWords), actor.Code);
    }
}
