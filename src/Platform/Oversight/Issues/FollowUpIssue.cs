using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">How it stands; sealed.</param>
/// <param name="Line">What the public reads of that, if anything.</param>
public record FollowUpIssue(Guid IssueId, string Words, Text? Line = null);

public static class FollowUpIssueHandler
{
    /// <summary>Who answers for it, whom it concerns, or the governor's staff say how it stands.</summary>
    [WolverinePost("/api/issues/{issueId}/follow-up"), EmptyResponse]
    public static IssueFollowedUp Handle(
        FollowUpIssue command, [WriteModel] Issue issue, Actor actor, DateTimeOffset now)
    {
        if (actor.Role is not "governor" && actor.Code != issue.Owner
            && !issue.Departments.Contains(actor.Department ?? ""))
            throw new Refused("issue.does-not-concern-you") { Status = 403 };
        issue.OnlyWhileOpen();
        var words = OfficialWords.Seal(command.Words)
            ?? throw new Refused("issue.follow-up-empty") { Status = 422 };
        return new(now, actor.Code, OfficialWords.LineOrNone(command.Line), words);
    }
}
