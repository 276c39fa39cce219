using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Reasons">What is still as it was; sealed.</param>
public record ReturnIssue(Guid IssueId, string Reasons);

public static class ReturnIssueHandler
{
    /// <summary>You raised it, or speak for those who did, and it is not solved.</summary>
    [WolverinePost("/api/issues/{issueId}/return"), EmptyResponse]
    public static IssueReturned Handle(
        ReturnIssue command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        issue.OnlyForItsVerifier(actor, handbook);
        return new(now, actor.Code, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("issue.return-without-reasons") { Status = 422 });
    }
}
