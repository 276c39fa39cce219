using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Puts on the file something that was done and that changes nothing in its course.</summary>
/// <param name="Step">A short code, such as site-visit; never words about a person.</param>
/// <param name="DueOn">The day by which it should have been done.</param>
public record RecordStep(Guid RequestId, string Step, DateOnly? DueOn = null);

public static class RecordStepHandler
{
    /// <summary>Puts on the file something that was done and that changes nothing in its course.</summary>
    [WolverinePost("/api/requests/{requestId}/steps"), EmptyResponse]
    public static StepRecorded Handle(RecordStep command, [WriteModel] Request request, Actor actor, DateTimeOffset now) =>
        Decide(command, request, actor, now, late: command.DueOn < now.Day());

    /// <summary>For a step taken over from another system's log, which tells itself whether it was late.</summary>
    public static StepRecorded Decide(RecordStep command, Request request, Actor actor, DateTimeOffset now, bool late)
    {
        if (actor.Department != request.Matter.Department) throw new Refused("step.other-department") { Status = 403 };
        request.OnlyForWhoStayed(actor);
        if (command.Step.Length is 0 or > 80 || !command.Step.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            throw new Refused("step.not-a-code") { Status = 422 };
        return new(now, request.Matter, command.Step, actor.Code, command.DueOn, late);
    }
}
