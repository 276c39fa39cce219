using EGov.Casework;

namespace EGov.Unit.Casework;

public class PrioritiseRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void A_manager_moves_a_file_into_another_queue()
    {
        var prioritised = Prioritise(Ready, 1);
        prioritised.ShouldBe(new RequestPrioritised(Given.On(2), Past.Matter, "ENV-900", 1, "court-order"));
        Given.Fold(Ready, prioritised).Queue.ShouldBe("environment/environmental-opinion/1");
    }

    [Fact]
    public void And_back() => Prioritise(Given.Fold(Ready, Prioritise(Ready, 1)), 0).Priority.ShouldBe(0);

    [Theory, InlineData(-1), InlineData(3)]
    public void There_are_three_priorities(int priority) =>
        Then.Refusal("priority.out-of-range", () => Prioritise(Ready, priority), 422);

    [Fact]
    public void The_one_it_has_is_no_change() => Then.Refusal("priority.unchanged", () => Prioritise(Ready, 0));

    [Fact]
    public void It_needs_a_ground_of_the_list() =>
        Then.Refusal("priority.ground-not-listed", () => Prioritise(Ready, 1, ground: "a-friend"), 422);

    [Fact]
    public void It_is_for_the_department_that_holds_the_file() =>
        Then.Refusal("priority.other-department",
            () => Prioritise(Ready, 1, Who.Manager with { Department = "regional-water" }), 403);

    [Fact]
    public void What_is_decided_has_no_queue() =>
        Then.Refusal("priority.already-decided", () => Prioritise(Given.Fold(Ready, Past.Decided()), 1));

    [Fact]
    public void Nor_has_what_was_withdrawn() =>
        Then.Refusal("priority.already-decided", () => Prioritise(Given.Fold(Ready, Past.Withdrawn), 1));

    private static RequestPrioritised Prioritise(
        Request request, int priority, Actor? by = null, string ground = "court-order") =>
        PrioritiseRequestHandler.Handle(new(Given.Id, priority, ground), request, by ?? Who.Manager, Given.On(2));
}
