using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindDirectiveTests
{
    [Fact]
    public void Three_working_days_before_the_due_date_the_department_is_reminded_once()
    {
        // The due date is a Wednesday; three working days before it is the Sunday.
        Then.Refusal("directive.reminder-not-due", () => Remind(7, GivenDirective.UntilAssigned));
        var reminded = Remind(8, GivenDirective.UntilAssigned);
        reminded.ShouldBe(new DirectiveReminded(Given.On(8), "environment", GivenDirective.Issued.Due, "ENV-014"));
        Then.Refusal("directive.reminder-not-due", () => Remind(9, [.. GivenDirective.UntilAssigned, reminded]));
        Then.Refusal("directive.reminder-not-due", () => Remind(12, GivenDirective.UntilAssigned));
        Remind(8, [GivenDirective.Issued]).Executor.ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_reminded_of_what_he_has_reported() =>
        Then.Refusal("directive.reminder-not-due", () => Remind(8, GivenDirective.UntilReported));

    [Fact]
    public void With_more_time_there_is_another_day_to_be_reminded_of()
    {
        object[] extended =
        [
            .. GivenDirective.UntilAssigned, Remind(8, GivenDirective.UntilAssigned),
            new DirectiveExtended(
                Given.On(9), "environment", "GVN-01", 5, Given.On(17).Day(), GivenDirective.Words("?")),
        ];
        Then.Refusal("directive.reminder-not-due", () => Remind(10, extended));
        Remind(15, extended).Due.ShouldBe(Given.On(17).Day());
    }

    private static DirectiveReminded Remind(int day, object[] past) => RemindDirectiveHandler.Handle(
        new(Given.Id, "environment"), GivenDirective.Fold(past), GivenDirective.Handbook, Given.On(day));
}
