using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Step">Its number in the plan.</param>
/// <param name="Words">What was done; sealed.</param>
public record CompleteIssueStep(Guid IssueId, int Step, string Words);

public static class CompleteIssueStepHandler
{
    /// <summary>A step was taken, say its department or who answers for the issue.</summary>
    [WolverinePost("/api/issues/{issueId}/step"), EmptyResponse]
    public static IssueStepCompleted Handle(
        CompleteIssueStep command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        issue.OnlyWhileOpen();
        if (issue.Steps.FirstOrDefault(step => step.Step == command.Step) is not { } step)
            throw new Refused("issue.step-unknown") { Status = 422 };
        if (actor.Code != issue.Owner && actor.Department != step.Department)
            throw new Refused("issue.not-your-step") { Status = 403 };
        if (step.IsCompleted) throw new Refused("issue.step-completed");
        issue.MustLeaveAVerifier(actor.Code, handbook);
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("issue.step-words-empty") { Status = 422 };
        return new(now, step.Step, actor.Code, words, OnTime: now.Day() <= step.Due);
    }
}
