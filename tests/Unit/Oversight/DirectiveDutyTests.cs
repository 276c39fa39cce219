using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DirectiveDutyTests
{
    [Fact]
    public void The_watch_is_never_later_than_the_soonestday_on_which_there_is_something_to_do()
    {
        DirectiveReturned returned = GivenDirective.Returned;
        DirectiveReminded reminded = new(Given.On(8), "environment", GivenDirective.Issued.Due, null);
        DirectiveEscalated first = new(Given.On(12), "environment", GivenDirective.Issued.Due, null, 1, "GVN-01");
        object[][] lives =
        [
            GivenDirective.UntilAssigned, GivenDirective.UntilReported, [.. GivenDirective.UntilReported, returned],
            [.. GivenDirective.UntilAssigned, reminded], [.. GivenDirective.UntilAssigned, reminded, first],
        ];
        foreach (var life in lives)
        {
            // One department, so that the other hides nothing.
            var directive = GivenDirective.Fold([GivenDirective.Issue(departments: "environment"), .. life.Skip(1)]);
            var soonest = Enumerable.Range(0, 90).Select(day => Given.On(day).Day())
                .First(day => DirectiveDuty.Of(directive, Given.Calendar, day).Any());
            directive.WatchFrom.ShouldNotBeNull();
            directive.WatchFrom.Value.ShouldBeLessThanOrEqualTo(soonest);
        }
    }

    [Fact]
    public void Where_everything_is_at_its_end_nothing_is_watched()
    {
        var directive = GivenDirective.Fold([
            GivenDirective.Issue(departments: "environment"), .. GivenDirective.UntilReported.Skip(1),
            GivenDirective.Verified]);
        directive.WatchFrom.ShouldBeNull();
        DirectiveDuty.Of(directive, Given.Calendar, Given.On(99).Day()).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_platform_does_names_what_brought_it_about()
    {
        var duty = new DirectiveDuty(new RemindDirective(Given.Id, "environment"), "environment");
        DirectiveExtended extended = new(
            Given.On(3), "regional-water", "GVN-01", 5, Given.On(17).Day(), GivenDirective.Words("?"));
        duty.IsSetBy(GivenDirective.Issued).ShouldBeTrue();
        duty.IsSetBy(extended).ShouldBeFalse();
        duty.IsSetBy(extended with { Department = "environment" }).ShouldBeTrue();
        new DirectiveDuty(new RemindVerifier(Given.Id, "environment"), "environment").IsSetBy(GivenDirective.Reported)
            .ShouldBeTrue();
    }
}
