using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class AskErasureTests
{
    private static readonly Request Ended = Given.Request([.. Past.UntilClosed, Past.Confirmed]);

    [Fact]
    public void Whoever_has_nothing_open_asks_for_himself_and_says_what_he_will()
    {
        var asked = Ask(Ended, words: " Enough. ");
        asked.Words.Subject.ShouldBe(Given.Id);
        Then.Words(asked.Words).ShouldBe("Enough.");
        Then.Words(Ask(Ended).Words).ShouldBe("");
        var erasure = Given.Fold(new Erasure(), asked);
        (erasure.Stage, erasure.Subject, erasure.IsAsked).ShouldBe((ErasureStage.Asked, Given.Id, true));
    }

    [Fact]
    public void He_says_that_he_knows_it_is_for_good() =>
        Then.Refusal("erasure.not-understood", () => Ask(Ended, isForGood: false), 422);

    [Fact]
    public void Twice_is_once() =>
        Then.Refusal("erasure.asked-already", () => Ask(Ended, Given.Fold(new Erasure(), Past.ErasureAsked)));

    [Fact]
    public void After_a_refusal_he_may_ask_again() =>
        Ask(Ended, Given.Fold(new Erasure(), Past.ErasureAsked, Refused)).ShouldNotBeNull();

    [Fact]
    public void What_is_erased_is_erased() =>
        Then.Refusal("erasure.done-already", () => Ask(Ended, Given.Fold(new Erasure(), Past.ErasureAsked,
            Past.ErasureProposed, new SubjectErased(Given.On(52), "own-request", "CUS-01", "ADM-01", 1, 3))));

    [Fact]
    public void Who_never_filed_has_nothing_here() => Then.Refusal("erasure.nothing-kept", () =>
        AskErasureHandler.Decide(new(true), new(), Given.Id, [], Given.On(60)));

    [Fact]
    public void An_open_file_is_kept()
    {
        foreach (var past in new object[][]
                 {
                     [Past.Submitted], Past.UntilReady, Past.UntilNotified, [.. Past.UntilClosed, Past.Appealed],
                 })
            Then.Refusal("erasure.request-open", () => Ask(Given.Request(past)));
    }

    [Fact]
    public void And_one_against_which_something_can_still_be_done()
    {
        var closed = Given.Request(Past.UntilClosed);
        Then.Refusal("erasure.appeal-possible", () => Ask(closed, now: Given.On(32)));
        Then.Refusal("erasure.contest-possible", () => Ask(closed, now: Given.On(33)));
        Then.Refusal("erasure.contest-possible", () => Ask(closed, now: Given.On(43)));
        Ask(closed, now: Given.On(44)).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_withdrawn_cannot_be_contested_and_need_not_be_kept() =>
        Ask(Given.Request([Past.Submitted, .. Past.Withdrawn]), now: Given.On(2)).ShouldNotBeNull();

    [Fact]
    public void A_remedy_is_given_first() => Then.Refusal("erasure.remedy-owed", () =>
        Ask(Given.Request([.. Past.UntilReady, Past.Breached, Past.Decided(), Past.Notified, Past.Closed()])));

    [Fact]
    public void A_hold_of_the_law_lasts_to_the_end_of_its_day()
    {
        var held = Given.Fold(
            new Erasure(), new LegalHoldPlaced(Given.On(50), "court-order", "CUS-01", Given.On(60).Day()));
        Then.Refusal("erasure.held", () => Ask(Ended, held));
        Ask(Ended, held, now: Given.On(61)).ShouldNotBeNull();
        Ask(Ended, Given.Fold(held, new LegalHoldLifted(Given.On(55), "ADM-01"))).ShouldNotBeNull();
    }

    [Fact]
    public void One_file_that_must_be_kept_keeps_all() => Then.Refusal("erasure.request-open", () =>
        AskErasureHandler.Decide(new(true), new(), Given.Id, [Ended, Given.Request(Past.Submitted)], Given.On(60)));

    private static readonly ErasureRefused Refused = new(Given.On(55), null, "CUS-01", Past.Words("No."));

    private static ErasureAsked Ask(
        Request file, Erasure? erasure = null, string? words = null, bool isForGood = true,
        DateTimeOffset? now = null) =>
        AskErasureHandler.Decide(new(isForGood, words), erasure ?? new(), Given.Id, [file], now ?? Given.On(60));
}
