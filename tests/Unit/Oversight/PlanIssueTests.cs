using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class PlanIssueTests
{
    [Fact]
    public void A_new_plan_takes_the_place_of_the_steps_that_were_not_taken()
    {
        var planned = Plan([.. GivenIssue.UntilPlanned, GivenIssue.First]);
        planned.Steps.Select(step => step.Step).ShouldBe([3]);
        var issue = GivenIssue.Fold([.. GivenIssue.UntilPlanned, GivenIssue.First, planned]);
        issue.Steps.Select(step => (step.Step, step.IsCompleted)).ShouldBe([(1, true), (3, false)]);
        issue.Departments.ShouldBe(["environment", "regional-water"], "whom a step asks, it concerns");
    }

    [Fact]
    public void Each_step_has_a_department_a_line_and_a_day()
    {
        Then.Refusal("issue.plan-length", () => Plan(GivenIssue.UntilOwned, steps: []), 422);
        Then.Refusal("issue.step-day-wrong", () => Plan(GivenIssue.UntilOwned, day: -1), 422);
        Then.Refusal("issue.step-day-wrong", () => Plan(GivenIssue.UntilOwned, day: 2_000), 422);
        Then.Refusal("issue.step-department-unknown", () => Plan(GivenIssue.UntilOwned, "moon"), 422);
        Then.Refusal("oversight.line-empty", () => Plan(
            GivenIssue.UntilOwned, steps: [new("environment", new("", ""), Given.On(9).Day())]), 422);
    }

    [Fact]
    public void By_who_answers_for_it()
    {
        Then.Refusal("issue.not-its-owner", () => Plan([GivenIssue.Raised]), 403);
        Then.Refusal("issue.not-its-owner", () => Plan(GivenIssue.UntilOwned, by: Who.Colleague), 403);
        Then.Refusal("issue.awaits-verification", () => Plan(GivenIssue.UntilReported));
    }

    private static IssuePlanned Plan(
        object[] past, string department = "regional-water", int day = 9, Actor? by = null,
        IReadOnlyList<StepToPlan>? steps = null) =>
        PlanIssueHandler.Handle(
            new(Given.Id, steps ?? [new(department, GivenIssue.Line, Given.On(4 + day).Day())]),
            GivenIssue.Fold(past), GivenIssue.Handbook, by ?? Who.Officer, Given.On(4));
}
