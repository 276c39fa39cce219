using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class VerificationTests
{
    [Fact]
    public void Who_had_a_hand_in_it_does_not_verify_it() =>
        Then.Refusal("verification.own-work", () => By(GivenDirective.Governor, "GOV-002", "GVN-01"), 403);

    [Fact]
    public void Nor_does_who_stands_above_or_under_him_in_the_same_department()
    {
        Then.Refusal("verification.own-line", () => By(Who.Manager, "ENV-014"), 403);
        Then.Refusal("verification.own-line", () => By(Who.Officer, "ENV-900"), 403);
        Then.Refusal("verification.own-line", () => By(GivenDirective.Governor, "GOV-900"), 403);
    }

    [Fact]
    public void But_a_colleague_does_and_so_does_the_head_of_another_office()
    {
        By(Who.Colleague, "ENV-014");
        By(GivenDirective.Second, "GVN-01");
        By(GivenDirective.Head, "WAT-900");
    }

    [Fact]
    public void And_nobody_without_a_name() =>
        Then.Refusal("verification.own-work", () => By(new("citizen"), "ENV-014"), 403);

    private static Actor By(Actor verifier, params string[] executors)
    {
        Verification.MustBeByAnother(verifier, executors, GivenDirective.Handbook);
        return verifier;
    }
}
