using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AnswerSupportTests
{
    private static readonly SupportAsked Asked =
        new(Given.On(3), "environment", "ENV-014", 1, GivenDirective.Words("A drone."));

    [Fact]
    public void The_governorate_gives_it_or_says_why_not()
    {
        var answered = Answer("environment", "One from next week.", Asked);
        (answered.Ask, answered.IsGiven, answered.Officer).ShouldBe((1, true, "GVN-01"));
        GivenDirective.Part([.. GivenDirective.UntilAssigned, Asked, answered]).OpenAsk.ShouldBeNull();
    }

    [Fact]
    public void Only_what_was_asked_for_is_answered_in_words()
    {
        Then.Refusal("support.nothing-asked", () => Answer("regional-water", "?", Asked));
        Then.Refusal("support.nothing-asked", () => Answer("environment", "?"));
        Then.Refusal("support.answer-empty", () => Answer("environment", " ", Asked), 422);
        Then.Refusal("directive.department-not-asked", () => Answer("governorate", "?", Asked), 422);
    }

    private static SupportAnswered Answer(string department, string words, params object[] past) =>
        AnswerSupportHandler.Handle(new(Given.Id, department, true, words),
            GivenDirective.Fold([.. GivenDirective.UntilAssigned, .. past]), GivenDirective.Governor, Given.On(4));
}
