using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class EscalateDirectiveTests
{
    [Fact]
    public void The_day_after_it_goes_to_who_follows_it_up_and_ten_working_days_later_to_the_head()
    {
        Then.Refusal("directive.escalation-not-due", () => Escalate(11, GivenDirective.UntilAssigned));
        var first = Escalate(12, GivenDirective.UntilAssigned);
        first.ShouldBe(new DirectiveEscalated(
            Given.On(12), "environment", GivenDirective.Issued.Due, "ENV-014", 1, "GVN-01"));
        object[] past = [.. GivenDirective.UntilAssigned, first];
        Then.Refusal("directive.escalation-not-due", () => Escalate(22, past));
        var second = Escalate(25, past);
        (second.Level, second.EscalatedTo).ShouldBe((2, "GOV-900"));
        Then.Refusal("directive.escalation-not-due", () => Escalate(60, [.. past, second]));
    }

    [Fact]
    public void A_report_on_time_that_is_returned_late_is_late_and_one_that_waits_is_not()
    {
        Then.Refusal("directive.escalation-not-due", () => Escalate(12, GivenDirective.UntilReported));
        Escalate(12, [.. GivenDirective.UntilReported, GivenDirective.Returned]).Level.ShouldBe(1);
    }

    private static DirectiveEscalated Escalate(int day, object[] past) => EscalateDirectiveHandler.Handle(
        new(Given.Id, "environment"), GivenDirective.Fold(past), GivenDirective.Handbook, Given.On(day));
}
