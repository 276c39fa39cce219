using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AssignDirectiveTests
{
    private static readonly object[] Acknowledged = [GivenDirective.Issued, GivenDirective.Acknowledged];

    [Fact]
    public void Somebody_of_the_department_gets_it_to_carry_out()
    {
        Assign("ENV-014", Acknowledged).ShouldBe(GivenDirective.Assigned);
        Assign("ENV-900", Acknowledged).Executor.ShouldBe("ENV-900");
        var part = GivenDirective.Part(GivenDirective.UntilAssigned);
        (part.Status, part.Executor).ShouldBe((DirectiveStatus.Assigned, "ENV-014"));
    }

    [Fact]
    public void It_may_change_hands_and_who_had_it_stays_one_who_had_a_hand_in_it()
    {
        var changed = Assign("ENV-021", GivenDirective.UntilAssigned);
        GivenDirective.Part([.. GivenDirective.UntilAssigned, changed]).Executors.ShouldBe(["ENV-014", "ENV-021"]);
        Then.Refusal("directive.executor-already", () => Assign("ENV-014", GivenDirective.UntilAssigned));
        var returned = Assign("ENV-021", [.. GivenDirective.UntilReported, GivenDirective.Returned]);
        GivenDirective.Part([.. GivenDirective.UntilReported, GivenDirective.Returned, returned]).Status
            .ShouldBe(DirectiveStatus.Returned);
    }

    [Fact]
    public void Not_before_it_is_acknowledged_nor_while_it_waits_to_be_verified()
    {
        Then.Refusal("directive.not-acknowledged", () => Assign("ENV-014", GivenDirective.Issued));
        Then.Refusal("directive.awaits-verification", () => Assign("ENV-021", GivenDirective.UntilReported));
        Then.Refusal("directive.not-for-this-department", () => AssignDirectiveHandler.Handle(
            new(Given.Id, "GVN-01"), GivenDirective.Fold(Acknowledged), GivenDirective.Handbook, GivenDirective.Head,
            Given.On(2)), 403);
    }

    [Theory]
    [InlineData("WAT-007")]
    [InlineData("GVN-01")]
    [InlineData("nobody")]
    public void Nobody_of_another_department(string executor) =>
        Then.Refusal("directive.executor-unknown", () => Assign(executor, Acknowledged), 422);

    [Fact]
    public void Nor_who_is_to_verify_it()
    {
        // He came to the department after he had been named.
        var moved = Given.Handbook.Officers.With("WAT-007", GivenDirective.Officer(
            new("officer", "WAT-007", "environment"), "ENV-900"));
        var issued = GivenDirective.Issue(null, null, "WAT-007", "environment");
        Then.Refusal("directive.executor-verifies", () => AssignDirectiveHandler.Handle(
            new(Given.Id, "WAT-007"), GivenDirective.Fold(issued, GivenDirective.Acknowledged),
            GivenDirective.Handbook with { Officers = moved }, Who.Manager, Given.On(2)));
    }

    private static DirectiveAssigned Assign(string executor, params object[] past) => AssignDirectiveHandler.Handle(
        new(Given.Id, executor), GivenDirective.Fold(past), GivenDirective.Handbook, Who.Manager, Given.On(2));
}
