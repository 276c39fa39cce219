using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class EstablishCouncilTests
{
    [Fact]
    public void A_council_is_entered_once_under_a_code()
    {
        Establish("administrative").Name.En.ShouldBe("Council");
        Then.Refusal("code.malformed", () => Establish("the council"), 422);
        Then.Refusal("council.established-already", () => Establish("administrative", GivenMeeting.Council));
        Council.Of("administrative").ShouldNotBe(Council.Of("planning"));
    }

    private static CouncilEstablished Establish(string code, Council? known = null) => EstablishCouncilHandler.Decide(
        new(code, new("", "Council")), known, GivenMeeting.Writer, Given.Start);
}
