using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Measure">Which one, by its number in the programme.</param>
/// <param name="AtLeast">At least the target; else at most.</param>
/// <param name="Target">A count, working days, or per cent of a share.</param>
/// <param name="On">The day at whose end it is measured; after today, and not after the commitment is due.</param>
public record SetMilestone(Guid ProgrammeId, int Measure, bool AtLeast, int Target, DateOnly On);

public static class SetMilestoneHandler
{
    private const int Highest = 1_000_000;

    /// <summary>You say where a measure is to be on a day. Whether it is, the platform finds out by itself.</summary>
    [WolverinePost("/api/programmes/{programmeId}/milestones"), EmptyResponse]
    public static MilestoneSet Handle(
        SetMilestone command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        var measure = programme.MeasureOf(command.Measure);
        return new(now, Programme.Next(programme.Milestones), measure.Number, command.AtLeast,
            Possible(command.Target, measure), Before(command.On, programme, measure, now), actor.Code);
    }

    internal static int Possible(int target, Measure measure)
    {
        var highest = measure.Terms.Kind == MeasureLanguage.Share ? 100 : Highest;
        return target >= 0 && target <= highest
            ? target
            : throw new Refused("milestone.target-wrong", highest) { Status = 422 };
    }

    internal static DateOnly Before(DateOnly day, Programme programme, Measure measure, DateTimeOffset now)
    {
        if (day <= now.Day()) throw new Refused("milestone.day-past") { Status = 422 };
        return day <= programme.CommitmentOf(measure.Commitment).Due
            ? day
            : throw new Refused("milestone.after-commitment") { Status = 422 };
    }
}
