using EGov.Casework;

namespace EGov.Unit.Casework;

public class RecuseOfficerTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void Who_steps_aside_lets_go_of_the_file_for_good()
    {
        var recused = Recuse(Ready);
        recused.ShouldBe(Past.Recused(Who.Officer));
        var state = Given.Fold(Ready, recused);
        state.Officer.ShouldBeNull();
        state.Recused.ShouldBe(["ENV-014"]);
    }

    [Fact]
    public void A_colleague_who_does_not_hold_it_may_too() =>
        Given.Fold(Ready, Recuse(Ready, Who.Colleague)).Officer.ShouldBe("ENV-014");

    [Fact]
    public void Nobody_steps_aside_from_what_was_never_before_him() =>
        Then.Refusal("recusal.other-department", () => Recuse(Ready, Who.Neighbour), 403);

    [Fact]
    public void One_whose_department_is_asked_may() =>
        Given.Fold(Ready, Recuse(Given.Fold(Ready, Past.Referred), Who.Neighbour)).Recused.ShouldBe(["WAT-007"]);

    [Fact]
    public void Once_is_enough() =>
        Then.Refusal("recusal.already", () => Recuse(Given.Fold(Ready, Past.Recused(Who.Officer))));

    [Fact]
    public void It_needs_a_ground_of_the_list() =>
        Then.Refusal("recusal.ground-not-listed", () => Recuse(Ready, ground: "too-busy"), 422);

    [Fact]
    public void A_closed_file_needs_nobody() =>
        Then.Refusal("recusal.request-closed", () => Recuse(Given.Request(Past.UntilClosed)));

    private static OfficerRecused Recuse(Request request, Actor? by = null, string ground = "kinship") =>
        RecuseOfficerHandler.Handle(new(Given.Id, ground), request, by ?? Who.Officer, Given.On(1));
}
