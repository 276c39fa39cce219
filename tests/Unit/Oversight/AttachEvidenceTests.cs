using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

public class AttachEvidenceTests
{
    [Fact]
    public void A_file_that_shows_the_effect_lies_under_the_key_of_the_office()
    {
        var attached = Attach(Who.Officer, GivenDirective.UntilAssigned);
        attached.About.ShouldBe(new AttachedFile("seals.pdf", "application/pdf", 5).Seal(Subjects.Oversight));
        attached.File.ShouldBe(SealedFile.Of(Subjects.Oversight, "%PDF-"u8.ToArray()));
        GivenDirective.Part([.. GivenDirective.UntilAssigned, attached]).Attached.ShouldBe(1);
    }

    [Fact]
    public void By_who_carries_it_out_before_he_reports_and_not_without_end()
    {
        Then.Refusal("directive.not-its-executor", () => Attach(Who.Manager, GivenDirective.UntilAssigned), 403);
        Then.Refusal("directive.not-for-this-department",
            () => Attach(GivenDirective.Governor, GivenDirective.UntilAssigned), 403);
        Then.Refusal("directive.awaits-verification", () => Attach(Who.Officer, GivenDirective.UntilReported));
        Then.Refusal("evidence.too-many", () => Attach(Who.Officer,
            [.. GivenDirective.UntilAssigned, .. Enumerable.Repeat(GivenDirective.Attached, 20)]));
    }

    private static EvidenceAttached Attach(Actor by, params object[] past) => AttachEvidenceHandler.Handle(
        new(Given.Id, @"C:\wells\seals.pdf", "application/pdf", "%PDF-"u8.ToArray()), GivenDirective.Fold(past), by,
        Given.On(3));
}
