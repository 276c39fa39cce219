using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class HandOverProgrammeTests
{
    [Fact]
    public void Another_of_the_governors_staff_answers_for_it()
    {
        var handed = HandOver("GVN-02");
        (handed.Owner, handed.By).ShouldBe(("GVN-02", "GVN-01"));
        GivenProgramme.Fold(GivenProgramme.Opened, handed).Owner.ShouldBe("GVN-02");
    }

    [Theory, InlineData("GVN-01"), InlineData("ENV-900"), InlineData("nobody")]
    public void Nobody_else_does(string owner) =>
        Then.Refusal("programme.owner-not-another", () => HandOver(owner), 422);

    private static ProgrammeHandedOver HandOver(string owner) => HandOverProgrammeHandler.Handle(
        new(Given.Id, owner), GivenProgramme.Fold(GivenProgramme.Opened), GivenProgramme.Handbook,
        GivenProgramme.Governor, Given.On(1));
}
