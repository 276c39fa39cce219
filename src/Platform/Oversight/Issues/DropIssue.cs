using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">duplicate, out-of-competence, withdrawn-by-who-raised-it, or no-means.</param>
/// <param name="Reasons">Sealed.</param>
public record DropIssue(Guid IssueId, string Ground, string Reasons);

public static class DropIssueHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["duplicate", "out-of-competence", "withdrawn-by-who-raised-it", "no-means"];

    /// <summary>The governorate follows it no longer. It is counted among what was not solved.</summary>
    [WolverinePost("/api/issues/{issueId}/drop"), EmptyResponse]
    public static IssueDropped Handle(DropIssue command, [WriteModel] Issue issue, Actor actor, DateTimeOffset now)
    {
        issue.OnlyWhileOpen();
        if (!Grounds.Contains(command.Ground)) throw new Refused("issue.ground-not-listed") { Status = 422 };
        return new(now, actor.Code, command.Ground, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("issue.dropped-without-reasons") { Status = 422 });
    }
}
