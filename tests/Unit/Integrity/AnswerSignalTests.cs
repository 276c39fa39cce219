using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class AnswerSignalTests
{
    private static readonly Signal Found = new() { Id = Given.Id, Indicator = "F01", Officer = "ENV-014" };

    [Fact]
    public void The_officer_concerned_answers_and_the_record_does_not_say_who_he_is()
    {
        var answered = Answer(" They came together. ");
        Then.Words(answered.Words).ShouldBe("They came together.");
        Then.Words(answered.By).ShouldBe("ENV-014");
        (answered.Words.Subject, answered.By.Subject).ShouldBe((Subjects.Integrity, Subjects.Integrity));
        answered.At.ShouldBe(Given.Start.Day().Start(), "The hour would tell who was at work.");
        answered.ToString().ShouldNotContain("ENV-014");
    }

    [Fact]
    public void Nobody_else_learns_whether_there_is_such_a_signal()
    {
        Then.Refusal("signal.not-yours", () => Answer("Not mine.", Who.Colleague), 404);
        Then.Refusal("signal.not-yours",
            () => AnswerSignalHandler.Decide(new(Given.Id, "What?"), null, Who.Officer, Given.Start), 404);
    }

    [Fact]
    public void It_needs_words()
    {
        Then.Refusal("answer.words-missing", () => Answer(" "), 422);
        Then.Refusal("answer.words-missing", () => Answer(new('x', 4_001)), 422);
    }

    private static SignalAnswered Answer(string words, Actor? by = null) =>
        AnswerSignalHandler.Decide(new(Given.Id, words), Found, by ?? Who.Officer, Given.Start);
}
