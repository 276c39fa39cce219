using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Promise">As it is worded from now on.</param>
/// <param name="Reason">Why it is worded anew; everybody reads it beside the former words.</param>
public record AmendPromise(Guid ProgrammeId, Text Promise, Text Source, DateOnly PromisedOn, Text Reason);

public static class AmendPromiseHandler
{
    /// <summary>You word the promise anew. How it was worded before stays to be read by everybody.</summary>
    [WolverinePost("/api/programmes/{programmeId}/amend-promise"), EmptyResponse]
    public static PromiseAmended Handle(
        AmendPromise command, [WriteModel] Programme programme, Actor actor, DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        OnlyGivenBy(command.PromisedOn, now);
        return new(now, OfficialWords.Line(command.Promise, Programme.LongestWords),
            OfficialWords.Line(command.Source), command.PromisedOn,
            OfficialWords.Line(command.Reason, Programme.LongestWords), actor.Code);
    }

    /// <summary>What is to be kept was said before.</summary>
    internal static void OnlyGivenBy(DateOnly day, DateTimeOffset now)
    {
        if (day > now.Day()) throw new Refused("programme.promised-later") { Status = 422 };
    }
}
