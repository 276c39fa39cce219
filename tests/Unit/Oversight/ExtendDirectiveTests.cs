using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ExtendDirectiveTests
{
    [Fact]
    public void More_time_is_counted_from_the_due_date_and_for_one_department()
    {
        var extended = Extend(5, on: 3);
        // Five working days after a Wednesday, with a Friday between.
        extended.Due.ShouldBe(Given.On(17).Day());
        var directive = GivenDirective.Fold([.. GivenDirective.UntilAssigned, extended]);
        directive.Parts.Select(part => (part.Due, part.Extensions))
            .ShouldBe([(Given.On(17).Day(), 1), (GivenDirective.Issued.Due, 0)]);
        directive.Of("environment").DueBy(Given.Calendar).ShouldBe(extended.Due);
    }

    [Fact]
    public void Or_from_the_day_itself_where_that_has_passed()
    {
        var extended = Extend(5, on: 21);
        extended.Due.ShouldBe(Given.Calendar.AddWorkingDays(Given.On(21).Day(), 5));
        GivenDirective.Part([.. GivenDirective.UntilAssigned, extended]).DueBy(Given.Calendar).ShouldBe(extended.Due);
    }

    [Fact]
    public void While_the_department_has_something_to_do_and_with_reasons()
    {
        Then.Refusal("directive.extension-days-wrong", () => Extend(0), 422);
        Then.Refusal("directive.extension-days-wrong", () => Extend(121), 422);
        Then.Refusal("directive.extension-without-reasons", () => Extend(5, reasons: ""), 422);
        Then.Refusal("directive.awaits-verification", () => Extend(5, more: GivenDirective.Reported));
    }

    private static DirectiveExtended Extend(
        int days, int on = 5, string reasons = "The drone came late.", params object[] more) =>
        ExtendDirectiveHandler.Handle(new(Given.Id, "environment", days, reasons),
            GivenDirective.Fold([.. GivenDirective.UntilAssigned, .. more]), GivenDirective.Handbook,
            GivenDirective.Governor, Given.On(on));
}
