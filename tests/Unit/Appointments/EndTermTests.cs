using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class EndTermTests
{
    private static readonly object[] Held = [.. GivenPost.Assessed, GivenPost.Appointed];

    [Fact]
    public void A_term_ends_on_a_ground() =>
        GivenPost.Of([.. Held, End(Given.On(20).Day())]).Holding.ShouldBeNull();

    [Fact]
    public void On_a_day_of_the_term_that_is_not_to_come()
    {
        Then.Refusal("term.last-day-wrong", () => End(Given.On(11).Day()), 422);
        Then.Refusal("term.last-day-wrong", () => End(Given.On(21).Day()), 422);
        Then.Refusal("term.ground-not-listed", () => End(Given.On(20).Day(), "tea"), 422);
    }

    private static TermEnded End(DateOnly lastDay, string ground = "resigned") => EndTermHandler.Handle(
        new(Given.Id, lastDay, ground), GivenPost.Of(Held), GivenPost.Governor, Given.On(20));
}
