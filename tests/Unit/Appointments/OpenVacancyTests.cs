using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class OpenVacancyTests
{
    private static readonly object[] Ready = [GivenPost.Established, GivenPost.CriteriaSet];

    [Fact]
    public void A_vacancy_has_a_panel_a_last_day_and_the_criteria_of_its_day()
    {
        var opened = Open(GivenPost.Panel, Ready);
        (opened.Vacancy, opened.CriteriaVersion, opened.AreReasonsPublic).ShouldBe((1, 1, false));
        opened.Panel.ShouldBe(GivenPost.Panel);
    }

    [Fact]
    public void At_some_levels_the_reasons_will_be_public() =>
        Open(GivenPost.Panel, [GivenPost.Established with { Level = "deputy-governor" }, GivenPost.CriteriaSet])
            .AreReasonsPublic.ShouldBeTrue();

    [Fact]
    public void Not_twice_and_not_without_criteria_or_days_to_stand()
    {
        Then.Refusal("post.vacancy-open", () => Open(GivenPost.Panel, GivenPost.Vacant));
        Then.Refusal("post.criteria-missing", () => Open(GivenPost.Panel, [GivenPost.Established]));
        Then.Refusal("post.closing-day-past", () => Open(GivenPost.Panel, Ready, Given.On(-1).Day()), 422);
    }

    [Fact]
    public void Three_are_on_the_panel_and_nobody_twice()
    {
        Then.Refusal("panel.too-small", () => Open(["ENV-014", "ENV-021"], Ready), 422);
        Then.Refusal("panel.too-small", () => Open(["ENV-014", "ENV-021", "ENV-021"], Ready), 422);
        Then.Refusal("panel.member-unknown", () => Open(["ENV-014", "ENV-021", "ENV-404"], Ready), 422);
    }

    [Fact]
    public void Nobody_names_himself() =>
        Then.Refusal("panel.names-himself",
            () => Open(["ENV-014", "ENV-021", "ENV-900"], Ready, by: new("admin", "ENV-900", "environment")), 403);

    private static VacancyOpened Open(
        string[] panel, object[] past, DateOnly? closesOn = null, Actor? by = null) =>
        OpenVacancyHandler.Handle(new(Given.Id, closesOn ?? GivenPost.ClosesOn, panel), GivenPost.Of(past),
            GivenPost.Balance, Given.Handbook, by ?? GivenPost.Governor, Given.Start);
}
