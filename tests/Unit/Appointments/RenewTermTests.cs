using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class RenewTermTests
{
    private static readonly RenewTerm Longer = new(Given.Id, Given.On(800).Day(), "Well done.");
    private static readonly object[] Held = [.. GivenPost.Assessed, GivenPost.Appointed];

    [Fact]
    public void A_term_runs_longer()
    {
        var renewed = Renew(Longer);
        Then.Words(renewed.Reasons).ShouldBe("Well done.");
        GivenPost.Of([.. Held, renewed]).IsHeldOn(Given.On(800).Day()).ShouldBeTrue();
    }

    [Fact]
    public void While_it_runs_and_nobody_else_is_looked_for()
    {
        Then.Refusal("post.nobody-holds-it", () => Renew(Longer, GivenPost.Vacant));
        Then.Refusal("term.over", () => Renew(Longer, at: Given.On(401)));
        Then.Refusal("term.successor-looked-for", () => Renew(Longer, [.. Held, GivenPost.Opened]));
    }

    [Fact]
    public void Not_by_who_holds_it_and_not_without_a_reason()
    {
        Then.Refusal("term.renews-his-own", () => Renew(Longer, by: Who.Senior), 403);
        Then.Refusal("term.reasons-missing", () => Renew(Longer with { Reasons = " " }), 422);
        Then.Refusal("term.not-longer", () => Renew(Longer with { Until = Given.On(400).Day() }), 422);
    }

    private static TermRenewed Renew(
        RenewTerm command, object[]? past = null, DateTimeOffset? at = null, Actor? by = null) =>
        RenewTermHandler.Handle(
            command, GivenPost.Of(past ?? Held), by ?? GivenPost.Governor, at ?? Given.On(300));
}
