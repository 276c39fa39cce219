using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

public class AttachToLetterTests
{
    [Fact]
    public void Files_of_a_draft_and_of_what_came_in_show_no_effect()
    {
        Attach(GivenLetter.Second, GivenLetter.Drafted).IsEvidence.ShouldBeFalse();
        var scan = Attach(Who.Colleague, GivenLetter.UntilRegistered);
        scan.IsEvidence.ShouldBeFalse();
        scan.File.ShouldBe(SealedFile.Of(Subjects.Oversight, "%PDF-"u8.ToArray()));
        GivenLetter.Fold([.. GivenLetter.UntilRegistered, scan]).Attached.ShouldBe(0);
    }

    [Fact]
    public void What_its_executor_attaches_does()
    {
        var attached = Attach(Who.Officer, GivenLetter.UntilReceived);
        attached.IsEvidence.ShouldBeTrue();
        GivenLetter.Fold([.. GivenLetter.UntilReceived, attached]).Attached.ShouldBe(1);
        Then.Refusal("letter.not-received", () => Attach(Who.Officer, GivenLetter.UntilSent));
    }

    [Fact]
    public void Nobody_else_attaches_and_nobody_without_end()
    {
        Then.Refusal("letter.no-file-now", () => Attach(Who.Colleague, GivenLetter.UntilReceived), 403);
        Then.Refusal("letter.no-file-now", () => Attach(GivenLetter.Governor, GivenLetter.UntilSent), 403);
        Then.Refusal("letter.no-file-now", () => Attach(Who.Officer, GivenLetter.UntilReported), 403);
        Then.Refusal("letter.too-many-files", () => Attach(Who.Officer,
            [.. GivenLetter.UntilReceived, .. Enumerable.Repeat(GivenLetter.Evidence, 40)]));
    }

    private static LetterFileAttached Attach(Actor by, params object[] past) => AttachToLetterHandler.Handle(
        new(Given.Id, "seals.pdf", "application/pdf", "%PDF-"u8.ToArray()), GivenLetter.Fold(past), by, Given.On(3));
}
