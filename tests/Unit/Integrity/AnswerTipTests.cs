using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class AnswerTipTests
{
    [Fact]
    public void What_the_office_writes_is_sealed_and_then_it_awaits_the_other()
    {
        var answered = Answer(" On which day? ");
        answered.Officer.ShouldBe("INT-02");
        Then.Words(answered.Words).ShouldBe("On which day?");
        answered.Words.Subject.ShouldBe(Subjects.Integrity);
        GivenTip.Fold(GivenTip.Unnamed, answered).AwaitsOffice.ShouldBeFalse();
    }

    [Fact]
    public void It_writes_something_and_not_at_any_length()
    {
        Then.Refusal("tip.answer-empty", () => Answer(""), 422);
        Then.Refusal("tip.answer-too-long", () => Answer(new('w', 20_001)), 422);
    }

    private static TipAnswered Answer(string words) => AnswerTipHandler.Handle(
        new(Given.Id, words), GivenTip.Fold(GivenTip.Unnamed), GivenTip.Integrity, Given.On(1));
}
