using EGov.Casework;

namespace EGov.Unit.Casework;

public class AnswerReferralTests
{
    private static readonly Request Asked = Given.Request([.. Past.UntilReady, Past.Referred]);

    [Fact]
    public void The_department_that_was_asked_gives_its_opinion_and_the_referral_is_open_no_more()
    {
        var answered = Answer(Asked, Who.Neighbour);
        answered.ShouldBe(Past.Answered with { At = Given.On(3) });
        Given.Fold(Asked, answered).OpenReferrals.ShouldBeEmpty();
    }

    [Fact]
    public void Words_are_sealed_without_the_space_around_them() =>
        Then.Words(Answer(Asked, Who.Neighbour, words: "  No objection. ").Words).ShouldBe("No objection.");

    [Fact]
    public void A_referral_that_nobody_made_cannot_be_answered() =>
        Then.Refusal("referral.not-open", () => Answer(Asked, Who.Neighbour, referral: 2));

    [Fact]
    public void Nor_one_that_was_answered() =>
        Then.Refusal("referral.not-open", () => Answer(Given.Fold(Asked, Past.Answered), Who.Neighbour));

    [Fact]
    public void Nor_one_on_a_file_that_was_closed_meanwhile() =>
        Then.Refusal("referral.not-open", () => Answer(Given.Fold(Asked, Past.Withdrawn), Who.Neighbour));

    [Fact]
    public void Which_its_department_reads_no_more() =>
        Given.Fold(Asked, Past.Withdrawn).IsReadableBy(Who.Neighbour).ShouldBeFalse();

    [Fact]
    public void Nobody_answers_for_another_department() =>
        Then.Refusal("referral.asked-of-another", () => Answer(Asked, Who.Officer), 403);

    [Theory, InlineData(""), InlineData(" \n")]
    public void An_opinion_has_words(string words) =>
        Then.Refusal("referral.answer-empty", () => Answer(Asked, Who.Neighbour, words: words), 422);

    private static ReferralAnswered Answer(
        Request request, Actor actor, int referral = 1, string words = "No objection.") =>
        AnswerReferralHandler.Handle(new(Given.Id, referral, Opinion.Favourable, words), request, actor, Given.On(3));
}
