using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReportLetterTests
{
    [Fact]
    public void A_report_comes_with_evidence_and_makes_nothing_done()
    {
        var reported = Report(Who.Officer, "Closed.", ["MZ-1"], GivenLetter.UntilReceived);
        (reported.OnTime, reported.References.Count).ShouldBe((true, 1));
        GivenLetter.Fold([.. GivenLetter.UntilReceived, reported]).Status.ShouldBe(LetterStatus.Reported);
        Report(Who.Officer, "Closed.", [], [.. GivenLetter.UntilReceived, GivenLetter.Evidence]).Attached.ShouldBe(1);
        Then.Refusal("letter.no-evidence", () => Report(Who.Officer, "Closed.", [" "], GivenLetter.UntilReceived), 422);
        Then.Refusal("letter.report-empty", () => Report(Who.Officer, " ", ["MZ-1"], GivenLetter.UntilReceived), 422);
        Then.Refusal("letter.references-too-long",
            () => Report(Who.Officer, "Closed.", [new('r', 501)], GivenLetter.UntilReceived), 422);
    }

    [Fact]
    public void What_was_returned_does_not_serve_again() => Then.Refusal("letter.no-evidence", () => Report(
        Who.Officer, "Closed.", [], [.. GivenLetter.UntilReceived, GivenLetter.Evidence, GivenLetter.Reported,
            GivenLetter.Returned]), 422);

    [Fact]
    public void By_who_has_it_in_hand_alone()
    {
        Then.Refusal("letter.not-its-executor", () => Report(Who.Manager, "?", ["1"], GivenLetter.UntilReceived), 403);
        Then.Refusal("letter.not-received", () => Report(Who.Officer, "?", ["1"], GivenLetter.UntilSent));
        Then.Refusal("letter.awaits-verification", () => Report(Who.Officer, "?", ["1"], GivenLetter.UntilReported));
    }

    private static LetterEffectReported Report(
        Actor by, string words, IReadOnlyList<string> references, params object[] past) =>
        ReportLetterHandler.Handle(
            new(Given.Id, words, references), GivenLetter.Fold(past), by, Given.On(4));
}
