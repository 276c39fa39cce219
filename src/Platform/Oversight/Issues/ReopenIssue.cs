using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Reasons">What is there again; sealed.</param>
public record ReopenIssue(Guid IssueId, string Reasons);

public static class ReopenIssueHandler
{
    /// <summary>Those who raised it, or the governor's staff, see that it is there again.</summary>
    [WolverinePost("/api/issues/{issueId}/reopen"), EmptyResponse]
    public static IssueReopened Handle(
        ReopenIssue command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (actor.Role is not "governor" && !issue.Raisers(handbook).Contains(actor.Code))
            throw new Refused("issue.not-yours-to-reopen") { Status = 403 };
        if (!issue.IsEnded) throw new Refused("issue.not-ended");
        return new(now, actor.Code, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("issue.reopened-without-reasons") { Status = 422 });
    }
}
