using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReturnDirectiveTests
{
    [Fact]
    public void The_department_has_it_to_do_again_and_the_due_date_stays()
    {
        var returned = Return(GivenDirective.Second, "Three are open.");
        returned.ShouldBe(GivenDirective.Returned);
        var part = GivenDirective.Part([.. GivenDirective.UntilReported, returned]);
        (part.Status, part.Returns, part.Executor).ShouldBe((DirectiveStatus.Returned, 1, "ENV-014"));
        part.Due.ShouldBe(GivenDirective.Issued.Due);
        part.IsLate(part.Due.AddDays(1)).ShouldBeTrue("the report that came on time was none");
    }

    [Fact]
    public void By_who_may_verify_it_and_with_reasons()
    {
        Then.Refusal("directive.return-without-reasons", () => Return(GivenDirective.Second, " "), 422);
        Then.Refusal("directive.not-its-verifier", () => Return(Who.Manager, "?"), 403);
        Then.Refusal("directive.nothing-to-verify", () => Return(GivenDirective.Second, "?", GivenDirective.Returned));
    }

    private static DirectiveReturned Return(Actor by, string reasons, params object[] more) =>
        ReturnDirectiveHandler.Handle(new(Given.Id, "environment", reasons),
            GivenDirective.Fold([.. GivenDirective.UntilReported, .. more]), GivenDirective.Handbook, by, Given.On(5));
}
