using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class EstablishDepartmentTests
{
    [Fact]
    public void A_department_is_known_by_its_code()
    {
        var department = Given.Fold(new Department(), Establish("housing", "environment"));
        (department.Code, department.Name, department.Kind).ShouldBe(("housing", Given.Any, "department"));
        (department.County, department.Parent, department.Address).ShouldBe(("sari", "environment", Given.Any));
    }

    [Fact]
    public void Which_is_its_own() =>
        Then.Refusal("department.already-established", () => Establish("environment", null));

    [Fact]
    public void The_one_above_exists() => Then.Refusal("department.parent-unknown", () => Establish("housing", "moon"));

    [Fact]
    public void Where_there_is_one() => Establish("housing", null).Parent.ShouldBeNull();

    private static DepartmentEstablished Establish(string code, string? parent) =>
        EstablishDepartmentHandler.Decide(
            new(code, Given.Any, "department", "sari", parent, Given.Any), Given.Handbook, Given.Start);
}
