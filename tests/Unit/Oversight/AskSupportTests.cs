using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AskSupportTests
{
    [Fact]
    public void The_department_says_what_it_needs_and_the_clock_runs_on()
    {
        var asked = Ask(Who.Officer, "A drone.", GivenDirective.UntilAssigned);
        (asked.Department, asked.Officer, asked.Ask).ShouldBe(("environment", "ENV-014", 1));
        var part = GivenDirective.Part([.. GivenDirective.UntilAssigned, asked]);
        (part.OpenAsk, part.Due).ShouldBe((1, GivenDirective.Issued.Due));
        Ask(Who.Manager, "A drone.", GivenDirective.Issued).Officer.ShouldBe("ENV-900");
    }

    [Fact]
    public void One_thing_at_a_time_in_words_and_by_who_has_it_to_carry_out()
    {
        var asked = Ask(Who.Manager, "A drone.", GivenDirective.UntilAssigned);
        Then.Refusal("support.not-answered-yet",
            () => Ask(Who.Manager, "A boat.", [.. GivenDirective.UntilAssigned, asked]));
        Then.Refusal("support.words-empty", () => Ask(Who.Manager, " ", GivenDirective.UntilAssigned), 422);
        Then.Refusal("directive.not-its-executor",
            () => Ask(Who.Colleague, "A boat.", GivenDirective.UntilAssigned), 403);
        Then.Refusal("directive.awaits-verification", () => Ask(Who.Manager, "?", GivenDirective.UntilReported));
    }

    private static SupportAsked Ask(Actor by, string words, params object[] past) =>
        AskSupportHandler.Handle(new(Given.Id, words), GivenDirective.Fold(past), by, Given.On(3));
}
