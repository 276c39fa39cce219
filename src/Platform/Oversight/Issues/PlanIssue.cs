using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Steps">In their order; they take the place of those that are not completed.</param>
/// <param name="Words">What else there is to say of the plan; sealed.</param>
public record PlanIssue(Guid IssueId, IReadOnlyList<StepToPlan> Steps, string? Words = null);

/// <param name="Department">Which is to take it.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Due">The day by which it is taken.</param>
public record StepToPlan(string Department, Text Line, DateOnly Due);

public static class PlanIssueHandler
{
    private const int Most = 30, MostDays = 1_100;

    /// <summary>You say by which steps it is to be solved, who takes each, and by when.</summary>
    [WolverinePost("/api/issues/{issueId}/plan"), EmptyResponse]
    public static IssuePlanned Handle(
        PlanIssue command, [WriteModel] Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        issue.OnlyForItsOwner(actor);
        if (command.Steps.Count is 0 or > Most) throw new Refused("issue.plan-length", Most) { Status = 422 };
        var (first, last) = (now.Day(), now.Day().AddDays(MostDays));
        if (command.Steps.Any(step => step.Due < first || step.Due > last))
            throw new Refused("issue.step-day-wrong") { Status = 422 };
        if (command.Steps.FirstOrDefault(step => !handbook.Departments.ContainsKey(step.Department)) is { } unknown)
            throw new Refused("issue.step-department-unknown", unknown.Department) { Status = 422 };
        return new(now, actor.Code,
            [
                .. command.Steps.Select((step, index) => new PlannedStep(
                    issue.LastStep + index + 1, step.Department, OfficialWords.Line(step.Line), step.Due)),
            ],
            OfficialWords.Seal(command.Words));
    }
}
