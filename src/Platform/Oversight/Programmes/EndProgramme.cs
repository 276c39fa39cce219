using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">kept (if every milestone was met), superseded, term-over, or abandoned.</param>
/// <param name="Reason">Everybody reads it.</param>
public record EndProgramme(Guid ProgrammeId, string Ground, Text Reason);

public static class EndProgrammeHandler
{
    public const string Kept = "kept";

    public static readonly IReadOnlyList<string> Grounds = [Kept, "superseded", "term-over", "abandoned"];

    /// <summary>Nothing more is measured. That a promise was kept, its milestones must have shown.</summary>
    [WolverinePost("/api/programmes/{programmeId}/end"), EmptyResponse]
    public static ProgrammeEnded Handle(
        EndProgramme command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        if (!Grounds.Contains(command.Ground)) throw new Refused("programme.ground-not-listed") { Status = 422 };
        if (command.Ground == Kept && !(programme.Milestones.Count > 0
                && programme.Milestones.All(one => one.Status is MilestoneStatus.Met)))
            throw new Refused("programme.not-kept");
        return new(now, command.Ground, OfficialWords.Line(command.Reason, Programme.LongestWords), actor.Code);
    }
}
