using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What you have seen; sealed.</param>
public record VerifyIssue(Guid IssueId, string? Words = null);

public static class VerifyIssueHandler
{
    /// <summary>You raised it, or speak for those who did, and have seen it solved.</summary>
    [WolverinePost("/api/issues/{issueId}/verify"), EmptyResponse]
    public static IssueVerified Handle(
        VerifyIssue command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        issue.OnlyForItsVerifier(actor, handbook);
        return new(now, actor.Code, OfficialWords.Seal(command.Words),
            issue.ReportedAt!.Value.Day().DayNumber - issue.RaisedAt.Day().DayNumber);
    }
}
