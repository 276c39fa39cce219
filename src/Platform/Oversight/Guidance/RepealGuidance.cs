using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="From">The first day on which it no longer holds: today or later.</param>
/// <param name="Reason">Public.</param>
public record RepealGuidance(Guid GuidanceId, DateOnly From, Text Reason);

public static class RepealGuidanceHandler
{
    private const int FarthestDays = 366;

    /// <summary>From a day on nothing of it can be cited; what rests on it stays as it was decided.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/repeal"), EmptyResponse]
    public static GuidanceRepealed Handle(
        RepealGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Actor actor, DateTimeOffset now)
    {
        note.OnlyUnlessRepealed();
        if (note.Latest is null) throw new Refused("guidance.nothing-to-repeal");
        if (command.From < now.Day() || command.From > now.Day().AddDays(FarthestDays))
            throw new Refused("guidance.repeal-day-wrong", FarthestDays) { Status = 422 };
        return new(now, actor.Code, command.From, OfficialWords.Line(command.Reason));
    }
}
