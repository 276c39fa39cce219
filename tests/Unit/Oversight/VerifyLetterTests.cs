using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class VerifyLetterTests
{
    [Fact]
    public void It_is_done_when_the_office_that_wants_the_effect_has_seen_it()
    {
        var verified = Verify(GivenLetter.Second, GivenLetter.UntilReported);
        // From Saturday to Wednesday.
        (verified.WorkingDays, verified.OnTime).ShouldBe((4, true));
        var letter = GivenLetter.Fold([.. GivenLetter.UntilReported, verified]);
        (letter.Status, letter.VerifiedBy).ShouldBe((LetterStatus.Effective, "GVN-02"));
        Verify(GivenDirective.Head, GivenLetter.UntilReported).Officer.ShouldBe("GOV-900");
    }

    [Fact]
    public void Not_by_the_office_that_brought_it_about()
    {
        Then.Refusal("letter.not-its-verifier", () => Verify(Who.Officer, GivenLetter.UntilReported), 403);
        Then.Refusal("letter.not-its-verifier", () => Verify(Who.Manager, GivenLetter.UntilReported), 403);
        Then.Refusal("letter.not-its-verifier", () => Verify(Who.Clerk, GivenLetter.UntilReported), 403);
        Then.Refusal("letter.nothing-to-verify", () => Verify(GivenLetter.Second, GivenLetter.UntilReceived));
    }

    [Fact]
    public void Where_one_office_wrote_and_followed_it_a_colleague_who_stands_in_no_line_with_who_did()
    {
        var drafted = GivenLetter.Draft(GivenLetter.ToOutside, Who.Officer);
        object[] past = [drafted, GivenLetter.Send(GivenLetter.ToOutside, drafted, Who.Manager), GivenLetter.Reported];
        Verify(Who.Neighbour with { Department = "environment", Code = "ENV-021" }, past).Officer.ShouldBe("ENV-021");
        Verify(GivenLetter.Governor, past).Officer.ShouldBe("GVN-01");
        Then.Refusal("verification.own-work", () => Verify(Who.Officer, past), 403);
    }

    private static LetterEffectVerified Verify(Actor by, params object[] past) => VerifyLetterHandler.Handle(
        new(Given.Id, "Seen."), GivenLetter.Fold(past), GivenLetter.Handbook, by, Given.On(5));
}
