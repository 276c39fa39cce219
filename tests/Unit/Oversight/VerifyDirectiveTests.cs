using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class VerifyDirectiveTests
{
    [Fact]
    public void A_second_person_has_seen_the_effect_and_for_this_department_it_is_done()
    {
        var verified = Verify(GivenDirective.Second, GivenDirective.UntilReported);
        verified.ShouldBe(GivenDirective.Verified);
        var part = GivenDirective.Part([.. GivenDirective.UntilReported, verified]);
        (part.Status, part.VerifiedBy, part.IsEnded).ShouldBe((DirectiveStatus.Effective, "GVN-02", true));
        GivenDirective.Fold([.. GivenDirective.UntilReported, verified]).Of("regional-water").Status
            .ShouldBe(DirectiveStatus.Issued);
    }

    [Fact]
    public void Only_what_was_reported_and_waits()
    {
        Then.Refusal("directive.nothing-to-verify", () => Verify(GivenDirective.Second, GivenDirective.UntilAssigned));
        Then.Refusal("directive.nothing-to-verify",
            () => Verify(GivenDirective.Second, [.. GivenDirective.UntilReported, GivenDirective.Verified]));
        Then.Refusal("directive.nothing-to-verify",
            () => Verify(GivenDirective.Second, GivenDirective.UntilReported, "regional-water"));
        Then.Refusal("directive.department-not-asked",
            () => Verify(GivenDirective.Second, GivenDirective.UntilReported, "moon"), 422);
    }

    [Fact]
    public void Where_somebody_is_named_only_he_does_while_he_serves()
    {
        object[] past =
        [
            GivenDirective.Issue(null, null, "WAT-007", "environment"), GivenDirective.Acknowledged,
            GivenDirective.Assigned, GivenDirective.Reported,
        ];
        Verify(Who.Neighbour, past).Officer.ShouldBe("WAT-007");
        Then.Refusal("directive.not-its-verifier", () => Verify(GivenDirective.Second, past), 403);
        Then.Refusal("directive.not-its-verifier", () => Verify(Who.Manager, GivenDirective.UntilReported), 403);
        var gone = GivenDirective.Handbook with
        {
            Officers = GivenDirective.Handbook.Officers.With("WAT-007", Given.Handbook.Officers["WAT-007"] with
            {
                IsServing = false,
            }),
        };
        VerifyDirectiveHandler.Handle(new(Given.Id, "environment"), GivenDirective.Fold(past), gone,
            GivenDirective.Second, Given.On(5)).Officer.ShouldBe("GVN-02");
    }

    private static DirectiveVerified Verify(Actor by, object[] past, string department = "environment") =>
        VerifyDirectiveHandler.Handle(new(Given.Id, department), GivenDirective.Fold(past), GivenDirective.Handbook, by,
            Given.On(5));
}
