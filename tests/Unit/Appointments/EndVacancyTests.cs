using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class EndVacancyTests
{
    [Fact]
    public void Nobody_is_looked_for_any_more()
    {
        var post = GivenPost.Of([.. GivenPost.Vacant, End("nobody-qualified")]);
        post.Vacancy.ShouldBeNull();
        post.Past.Count.ShouldBe(2);
        Then.Refusal("post.no-vacancy", post.Open);
    }

    [Fact]
    public void On_a_ground_of_the_list() => Then.Refusal("vacancy.ground-not-listed", () => End("tea"), 422);

    private static VacancyEnded End(string ground) => EndVacancyHandler.Handle(
        new(Given.Id, ground), GivenPost.Of(GivenPost.Vacant), GivenPost.Governor, Given.On(12));
}
