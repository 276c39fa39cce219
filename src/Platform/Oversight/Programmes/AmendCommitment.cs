using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Commitment">Which one, by its number in the programme.</param>
/// <param name="Due">By when from now on; after today.</param>
/// <param name="Reason">Why it is amended; everybody reads it beside the former words.</param>
public record AmendCommitment(
    Guid ProgrammeId, int Commitment, Text Words, IReadOnlyList<string> Departments, DateOnly Due, Text Reason);

public static class AmendCommitmentHandler
{
    /// <summary>You amend a commitment. What it was before stays to be read by everybody.</summary>
    [WolverinePost("/api/programmes/{programmeId}/amend-commitment"), EmptyResponse]
    public static CommitmentAmended Handle(
        AmendCommitment command, [WriteModel] Programme programme, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        var commitment = programme.CommitmentOf(command.Commitment);
        var measured = programme.Measures.Where(one => one.Commitment == commitment.Number)
            .Select(one => one.Number).ToHashSet();
        if (programme.Milestones.Any(one => one.Status is MilestoneStatus.Standing
                && measured.Contains(one.Measure) && one.On > command.Due))
            throw new Refused("commitment.due-before-milestone") { Status = 422 };
        return new(now, commitment.Number, OfficialWords.Line(command.Words, Programme.LongestWords),
            MakeCommitmentHandler.Known(command.Departments, handbook),
            MakeCommitmentHandler.Later(command.Due, now),
            OfficialWords.Line(command.Reason, Programme.LongestWords), actor.Code);
    }
}
