using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class AppointOfficerTests
{
    [Fact]
    public void An_officer_serves_by_a_public_code()
    {
        var officer = Given.Fold(new Officer(), Appoint("ENV-099"));
        (officer.Code, officer.Department, officer.Grade).ShouldBe(("ENV-099", "environment", "expert"));
        officer.IsServing.ShouldBeTrue();
    }

    [Fact]
    public void With_all_services_of_the_department_unless_some_are_named()
    {
        Given.Fold(new Officer(), Appoint("ENV-099")).Handles("anything").ShouldBeTrue();
        var named = Given.Fold(new Officer(), Appoint("ENV-099", services: ["noise"]));
        (named.Handles("noise"), named.Handles("anything")).ShouldBe((true, false));
    }

    [Fact]
    public void Until_he_leaves() =>
        Given.Fold(new Officer(), Appoint("ENV-099"), new OfficerLeft(Given.Start, "ENV-099")).Handles("noise")
            .ShouldBeFalse();

    [Fact]
    public void A_code_is_given_once() => Then.Refusal("officer.already-appointed", () => Appoint("ENV-014"));

    [Fact]
    public void The_department_exists() =>
        Then.Refusal("officer.department-unknown", () => Appoint("ENV-099", "moon"));

    private static OfficerAppointed Appoint(
        string code, string department = "environment", IReadOnlyList<string>? services = null) =>
        AppointOfficerHandler.Decide(
            new(code, department, ["officer"], "expert", "ENV-900", services), Given.Handbook, Given.Start);
}
