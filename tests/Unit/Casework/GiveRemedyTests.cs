using EGov.Casework;

namespace EGov.Unit.Casework;

public class GiveRemedyTests
{
    private static readonly Request Breached = Given.Request([.. Past.UntilReady, Past.Breached]);

    [Theory, InlineData("apology"), InlineData("correction"), InlineData("compensation-referral")]
    public void A_breach_is_owed_a_remedy_and_then_no_more(string kind)
    {
        var given = Give(Breached, kind);
        given.ShouldBe(new RemedyGiven(Given.On(31), Past.Matter, "ENV-014", kind, Past.Words("We missed the limit.")));
        Given.Fold(Breached, given).OwesRemedy.ShouldBeFalse();
    }

    [Fact]
    public void The_manager_may_give_it_too() => Give(Breached, by: Who.Manager).Officer.ShouldBe("ENV-900");

    [Fact]
    public void It_is_owed_even_after_the_decision() =>
        Give(Given.Fold(Breached, Past.Decided())).Kind.ShouldBe("apology");

    [Fact]
    public void Where_the_limit_was_kept_nothing_is_owed() =>
        Then.Refusal("remedy.nothing-owed", () => Give(Given.Request(Past.UntilReady)));

    [Fact]
    public void Nor_is_it_given_twice() =>
        Then.Refusal("remedy.nothing-owed", () => Give(Given.Fold(Breached, Give(Breached))));

    [Fact]
    public void It_is_one_of_the_list() => Then.Refusal("remedy.kind-not-listed", () => Give(Breached, "money"), 422);

    [Fact]
    public void It_names_the_fault_in_words() =>
        Then.Refusal("remedy.words-empty", () => Give(Breached, words: " "), 422);

    [Fact]
    public void Another_department_has_nothing_to_apologise_for() =>
        Then.Refusal("remedy.other-department", () => Give(Breached, by: Who.Neighbour), 403);

    private static RemedyGiven Give(
        Request request, string kind = "apology", string words = " We missed the limit. ", Actor? by = null) =>
        GiveRemedyHandler.Handle(new(Given.Id, kind, words), request, by ?? Who.Officer, Given.On(31));
}
