using EGov.Organisation;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RedateDirectiveTests
{
    [Fact]
    public void A_day_off_that_is_declared_meanwhile_moves_the_due_date()
    {
        var redated = Redate(Given.On(5).Day(), GivenDirective.UntilAssigned);
        (redated.CalendarVersion, redated.Due).ShouldBe((2, Given.On(12).Day()));
        GivenDirective.Part([.. GivenDirective.UntilAssigned, redated]).Due.ShouldBe(Given.On(12).Day());
    }

    [Fact]
    public void One_that_counts_for_nothing_does_not_nor_one_after_the_report()
    {
        Then.Refusal("directive.not-moved", () => Redate(Given.On(20).Day(), GivenDirective.UntilAssigned));
        Then.Refusal("directive.not-moved", () => Redate(Given.On(5).Day(), GivenDirective.UntilReported));
    }

    private static DirectiveRedated Redate(DateOnly holiday, object[] past) => RedateDirectiveHandler.Handle(
        new(Given.Id, "environment"), GivenDirective.Fold(past),
        GivenDirective.Handbook with { Calendar = Given.Calendar.With(new Holiday(holiday, Given.Any)) }, Given.On(6));
}
