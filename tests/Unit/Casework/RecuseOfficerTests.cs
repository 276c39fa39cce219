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

    [Fact]
    public void Nor_does_he_do_anything_on_it_any_more_though_he_decided_it()
    {
        var decided = Given.Request(
            [.. Past.UntilReady, Past.Decided(by: Who.Colleague), Past.Breached, Past.Recused(Who.Colleague)]);
        var notified = Given.Fold(decided, Past.Notified);
        foreach (var act in new Func<object>[]
                 {
                     () => NotifyDecisionHandler.Handle(
                         new(Given.Id), decided, Given.Handbook, Who.Colleague, Given.On(12)),
                     () => CloseRequestHandler.Handle(
                         new(Given.Id, Closure.Resolved), notified, Given.Handbook, Who.Colleague, Given.On(13)),
                     () => RecordStepHandler.Handle(new(Given.Id, "visit"), decided, Who.Colleague, Given.On(12)),
                     () => GiveRemedyHandler.Handle(
                         new(Given.Id, "apology", "?"), decided, Who.Colleague, Given.On(30)),
                 })
            Then.Refusal("request.officer-recused", act, 403);
    }

    [Fact]
    public void Nor_does_one_who_was_asked_answer_what_he_stepped_aside_from() =>
        Then.Refusal("request.officer-recused", () => AnswerReferralHandler.Handle(
            new(Given.Id, 1, Opinion.Favourable, "?"),
            Given.Fold(Ready, Past.Referred, Past.Recused(Who.Neighbour)), Who.Neighbour, Given.On(3)), 403);

    private static OfficerRecused Recuse(Request request, Actor? by = null, string ground = "kinship") =>
        RecuseOfficerHandler.Handle(new(Given.Id, ground), request, by ?? Who.Officer, Given.On(1));
}
