using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AnswerGuidanceTests
{
    [Fact]
    public void A_question_is_answered_by_a_clause_that_holds()
    {
        var answered = Answer(cites: GivenGuidance.Clause(2).ToLowerInvariant());
        answered.Cites.ShouldBe([GivenGuidance.Clause(2)]);
        var note = GivenGuidance.Fold(GivenGuidance.Asked, answered);
        (note.Status, note.Question!.IsOpen, note.WatchFrom).ShouldBe((GuidanceStatus.Answered, false, null));
    }

    [Fact]
    public void Only_once_in_words_and_by_nothing_that_does_not_hold()
    {
        Then.Refusal("guidance.answer-empty", () => Answer(" "), 422);
        Then.Refusal("citation.unknown", () => Answer(cites: GivenGuidance.Clause(3)), 422);
        Then.Refusal("guidance.nothing-to-answer", () => Answer(past: [GivenGuidance.Asked, Answer()]));
        Then.Refusal("guidance.nothing-to-answer",
            () => Answer(past: [GivenGuidance.Asked, GivenGuidance.Redrafted]));
    }

    private static GuidanceAnswered Answer(string words = "From the inner one.", string? cites = null,
        object[]? past = null) => AnswerGuidanceHandler.Handle(new(Given.Id, words, cites is null ? null : [cites]),
        GivenGuidance.Fold(past ?? [GivenGuidance.Asked]), GivenGuidance.After(GivenGuidance.UntilIssued),
        GivenDirective.Governor, Given.On(13));
}
