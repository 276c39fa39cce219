using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Executor">The public code of somebody of your department.</param>
public record AssignLetter(Guid LetterId, string Executor);

public static class AssignLetterHandler
{
    /// <summary>You say who of your department brings the effect about.</summary>
    [WolverinePost("/api/letters/{letterId}/assign"), EmptyResponse]
    public static LetterAssigned Handle(
        AssignLetter command, [WriteModel("letterId")] OfficialLetter letter, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        letter.OnlyForItsDoer(actor);
        if (!LetterQuality.IsOwner(command.Executor, letter.Doer, handbook))
            throw new Refused("letter.executor-unknown", command.Executor) { Status = 422 };
        if (command.Executor == letter.Executor) throw new Refused("letter.executor-already", command.Executor);
        return new(now, letter.Doer, command.Executor, actor.Code);
    }
}
