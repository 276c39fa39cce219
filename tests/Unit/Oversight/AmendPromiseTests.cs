using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AmendPromiseTests
{
    private static readonly Text Softer = new("شاید تندتر", "Perhaps faster");

    [Fact]
    public void It_is_worded_anew_with_a_reason()
    {
        var amended = Amend(GivenProgramme.Fold(GivenProgramme.Opened));
        (amended.Promise, amended.Reason, amended.By).ShouldBe((Softer, GivenProgramme.Reason, "GVN-01"));
        GivenProgramme.Fold(GivenProgramme.Opened, amended).Promise.ShouldBe(Softer);
    }

    [Fact]
    public void Not_without_a_reason_not_of_a_later_day_and_not_after_the_end()
    {
        var programme = GivenProgramme.Fold(GivenProgramme.Opened);
        Then.Refusal("oversight.line-empty", () => Amend(programme, new("", "")), 422);
        Then.Refusal("programme.promised-later", () => Amend(programme, day: 2), 422);
        Then.Refusal("programme.ended", () => Amend(programme with { Ended = "abandoned" }));
    }

    private static PromiseAmended Amend(Programme programme, Text? reason = null, int day = 0) =>
        AmendPromiseHandler.Handle(
            new(Given.Id, Softer, new("", "Radio"), GivenProgramme.Day(day), reason ?? GivenProgramme.Reason),
            programme, GivenProgramme.Governor, Given.On(1));
}
