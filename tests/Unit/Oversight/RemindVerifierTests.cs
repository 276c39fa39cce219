using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindVerifierTests
{
    [Fact]
    public void A_report_that_waits_longer_than_five_working_days_is_told_to_whom_it_waits_for()
    {
        Then.Refusal("directive.verdict-not-due", () => Remind(10, GivenDirective.UntilReported));
        var reminded = Remind(11, GivenDirective.UntilReported);
        reminded.ShouldBe(new VerifierReminded(Given.On(11), "environment", Given.On(4).Day(), "GVN-01"));
        Then.Refusal("directive.verdict-not-due", () => Remind(40, [.. GivenDirective.UntilReported, reminded]));
    }

    [Fact]
    public void Not_after_the_verdict() => Then.Refusal("directive.verdict-not-due",
        () => Remind(40, [.. GivenDirective.UntilReported, GivenDirective.Verified]));

    private static VerifierReminded Remind(int day, object[] past) => RemindVerifierHandler.Handle(
        new(Given.Id, "environment"), GivenDirective.Fold(past), GivenDirective.Handbook, Given.On(day));
}
