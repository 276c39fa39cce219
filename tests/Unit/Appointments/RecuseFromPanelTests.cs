using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class RecuseFromPanelTests
{
    [Fact]
    public void Who_steps_aside_assesses_no_more_and_what_he_assessed_counts_no_more()
    {
        var post = GivenPost.Of([.. GivenPost.Assessed, Recuse(GivenPost.Assessed)]);
        var vacancy = post.Vacancy!;
        vacancy.AssessmentsOf(vacancy.Candidates[0]).Select(one => one.By).ShouldBe(["ENV-021", "WAT-007"]);
        Then.Refusal("panel.stepped-aside", () => vacancy.SeatOf("ENV-014"), 403);
    }

    [Fact]
    public void On_a_ground_of_the_list() =>
        Then.Refusal("panel.ground-not-listed", () => Recuse(GivenPost.Vacant, ground: "tea"), 422);

    [Fact]
    public void Only_who_is_on_it()
    {
        Then.Refusal("panel.not-on-it", () => Recuse(GivenPost.Vacant, Who.Senior), 403);
        Then.Refusal("panel.stepped-aside",
            () => Recuse([.. GivenPost.Vacant, Recuse(GivenPost.Vacant)]), 403);
    }

    private static PanelistRecused Recuse(object[] past, Actor? by = null, string ground = "kinship") =>
        RecuseFromPanelHandler.Handle(
            new(Given.Id, ground), GivenPost.Of(past), by ?? Who.Officer, Given.On(5));
}
