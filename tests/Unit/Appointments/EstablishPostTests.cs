using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class EstablishPostTests
{
    [Fact]
    public void A_post_stands_at_a_level_of_a_department()
    {
        var established = Establish();
        (established.Post, established.Department, established.Level)
            .ShouldBe(("env-head", "environment", "head"));
    }

    [Fact]
    public void Its_department_and_its_level_are_known_and_it_has_a_title()
    {
        Then.Refusal("post.department-unknown", () => Establish(department: "navy"), 422);
        Then.Refusal("post.level-unknown", () => Establish(level: "captain"), 422);
        Then.Refusal("post.title-missing", () => Establish(title: new("", "Head")), 422);
    }

    private static PostEstablished Establish(
        string department = "environment", string level = "head", Text? title = null) =>
        EstablishPostHandler.Decide(new("env-head", title ?? Given.Any, department, level), GivenPost.Balance,
            Given.Handbook, GivenPost.Governor, Given.Start);
}
