using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AcknowledgeDirectiveTests
{
    [Fact]
    public void One_department_takes_it_on_and_the_other_has_not()
    {
        var acknowledged = Acknowledge(Who.Manager, GivenDirective.Issued);
        acknowledged.ShouldBe(GivenDirective.Acknowledged);
        GivenDirective.Fold(GivenDirective.Issued, acknowledged).Parts.Select(part => part.Status)
            .ShouldBe([DirectiveStatus.Acknowledged, DirectiveStatus.Issued]);
    }

    [Fact]
    public void Only_departments_that_are_asked_and_each_once()
    {
        Then.Refusal("directive.not-for-this-department",
            () => Acknowledge(GivenDirective.Head, GivenDirective.Issued), 403);
        Then.Refusal("directive.already-acknowledged",
            () => Acknowledge(Who.Manager, GivenDirective.Issued, GivenDirective.Acknowledged));
        Then.Refusal("directive.ended", () => Acknowledge(
            Who.Manager, GivenDirective.Issued,
            new DirectiveWithdrawn(Given.On(1), "GVN-01", "superseded", GivenDirective.Words("?"))));
    }

    private static DirectiveAcknowledged Acknowledge(Actor by, params object[] past) =>
        AcknowledgeDirectiveHandler.Handle(new(Given.Id), GivenDirective.Fold(past), by, Given.On(1));
}
