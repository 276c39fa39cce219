using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class NamePanelistTests
{
    [Fact]
    public void One_more_sits_on_the_panel() =>
        GivenPost.Of([.. GivenPost.Vacant, Name("ENV-031")]).Vacancy!.SeatOf("ENV-031").IsRecused.ShouldBeFalse();

    [Fact]
    public void Whoever_is_on_it_or_stepped_aside_is_not_named_again()
    {
        Then.Refusal("panel.on-it-already", () => Name("ENV-014"));
        Then.Refusal("panel.on-it-already",
            () => Name("ENV-014", new PanelistRecused(Given.On(3), 1, "ENV-014", "kinship")));
    }

    [Fact]
    public void Only_while_somebody_is_looked_for() =>
        Then.Refusal("post.no-vacancy", () => NamePanelistHandler.Handle(new(Given.Id, "ENV-031"),
            GivenPost.Of(GivenPost.Established), Given.Handbook, GivenPost.Governor, Given.On(3)));

    private static PanelistNamed Name(string officer, params object[] more) => NamePanelistHandler.Handle(
        new(Given.Id, officer), GivenPost.Of([.. GivenPost.Vacant, .. more]), Given.Handbook, GivenPost.Governor,
        Given.On(3));
}
