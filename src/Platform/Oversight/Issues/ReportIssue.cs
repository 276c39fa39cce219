using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What is different now; sealed.</param>
public record ReportIssue(Guid IssueId, string Words);

public static class ReportIssueHandler
{
    /// <summary>You say that it is solved. Whether it is, those say who raised it.</summary>
    [WolverinePost("/api/issues/{issueId}/report"), EmptyResponse]
    public static IssueReported Handle(ReportIssue command, [WriteModel] Issue issue, Actor actor, DateTimeOffset now)
    {
        issue.OnlyForItsOwner(actor);
        if (issue.Steps.Count == 0) throw new Refused("issue.no-plan");
        if (issue.Steps.Any(step => !step.IsCompleted)) throw new Refused("issue.steps-open");
        return new(now, actor.Code,
            OfficialWords.Seal(command.Words) ?? throw new Refused("issue.report-empty") { Status = 422 });
    }
}
