using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

public class SendLetterTests
{
    [Fact]
    public void It_leaves_under_the_next_number_with_a_line_for_everybody_and_sealed_words()
    {
        var sent = GivenLetter.Send(GivenLetter.Wells, GivenLetter.Drafted, running: 12);
        sent.Entry.ToString().ShouldBe("governorate/1405/out/12");
        // Ten working days after a Saturday, with two Fridays between.
        (sent.To, sent.Owner, sent.Due, sent.Date).ShouldBe(
            ("environment", "ENV-014", Given.On(11).Day(), Given.Start.Day()));
        sent.Line.En.ShouldBe("Wells without a permit");
        foreach (var words in new[] { sent.Words!, sent.Effect!, sent.Evidence!, sent.LegalReference! })
            words.Subject.ShouldBe(Subjects.Oversight);
        var letter = GivenLetter.Fold(GivenLetter.Drafted, sent);
        (letter.Status, letter.Executor, letter.Doer, letter.Asker).ShouldBe(
            (LetterStatus.Open, "ENV-014", "environment", "governorate"));
    }

    [Fact]
    public void What_is_not_as_it_should_be_is_not_sent()
    {
        Then.Refusal("letter.no-effect", () => Send(GivenLetter.Wells with { Effect = null }), 422);
        Then.Refusal("letter.no-evidence-named", () => Send(GivenLetter.Wells with { Evidence = " " }), 422);
        Then.Refusal("letter.no-date", () => Send(GivenLetter.Wells with { Days = 0 }), 422);
        Then.Refusal("letter.no-owner", () => Send(GivenLetter.Wells with { Owner = "WAT-007" }), 422);
        Then.Refusal("letter.no-legal-reference", () => Send(GivenLetter.Wells with { LegalReference = "" }), 422);
        Then.Refusal("letter.no-subject", () => Send(GivenLetter.Wells with { Line = new("", "") }), 422);
        Then.Refusal("letter.several-subjects", () => Send(GivenLetter.Wells with { Effect = "a; b" }), 422);
        Then.Refusal("letter.information-wants-something",
            () => Send(GivenLetter.Wells with { IsInformation = true }), 422);
    }

    [Fact]
    public void It_is_sent_once_by_its_own_office()
    {
        Then.Refusal("letter.no-draft", () => SendLetterHandler.Decide(GivenLetter.Wells.Folded(),
            GivenLetter.Fold(GivenLetter.UntilSent), 2, GivenLetter.Handbook, GivenLetter.Governor, Given.On(1)));
        Then.Refusal("letter.of-another-office", () => SendLetterHandler.Decide(GivenLetter.Wells.Folded(),
            GivenLetter.Fold(GivenLetter.Drafted), 1, GivenLetter.Handbook, Who.Manager, Given.On(1)), 403);
    }

    [Fact]
    public void For_information_only_it_has_no_due_date_and_nobody_to_answer_for_it()
    {
        LetterDraft news = new(new("", "The desk is closed"), "environment", IsInformation: true);
        var sent = GivenLetter.Send(news, GivenLetter.Draft(news));
        (sent.Owner, sent.Due).ShouldBe((null, null));
        var letter = GivenLetter.Fold(GivenLetter.Drafted, sent);
        (letter.Status, letter.WatchFrom, letter.WantsEffect).ShouldBe((LetterStatus.Informed, null, false));
    }

    [Fact]
    public void Outside_somebody_of_ones_own_office_sees_to_it()
    {
        var drafted = GivenLetter.Draft(GivenLetter.ToOutside, Who.Officer);
        var sent = GivenLetter.Send(GivenLetter.ToOutside, drafted, Who.Manager);
        sent.Owner.ShouldBe("ENV-014");
        sent.Correspondent!.Subject.ShouldBe(Given.Id);
        var letter = GivenLetter.Fold(drafted, sent);
        (letter.Doer, letter.Asker).ShouldBe(("environment", "environment"));
    }

    private static LetterSent Send(LetterDraft draft) => GivenLetter.Send(draft, GivenLetter.Draft(draft));
}
