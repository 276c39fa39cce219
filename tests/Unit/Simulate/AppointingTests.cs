using EGov.Appointments;

namespace EGov.Unit.Simulate;

public class AppointingTests(ImaginedProvince province) : IClassFixture<ImaginedProvince>
{
    [Fact]
    public void Posts_are_held_filled_and_counted()
    {
        province.All<IncumbentRecorded>().Count().ShouldBeGreaterThan(100);
        province.All<HolderAppointed>().ShouldNotBeEmpty();
        province.All<HolderAppointed>().ShouldAllBe(one => one.Fact.Assessments >= Vacancy.Fewest);
        var published = province.All<BalancePublished>().Select(one => one.Fact).ToList();
        published.ShouldNotBeEmpty();
        published.SelectMany(one => one.Groups).ShouldAllBe(group =>
            group.Officers.Count + group.Candidates.Count >= Grouping.Least);
    }

    [Fact]
    public void Nobody_holds_two_posts_and_nobody_assesses_himself()
    {
        var holders = province.All<BalancePublished>().Last().Fact.Holders;
        holders.Select(one => one.Officer).ShouldBeUnique();
        var panels = province.All<VacancyOpened>()
            .ToDictionary(one => (one.Deed.Stream, one.Fact.Vacancy), one => one.Fact.Panel);
        foreach (var (deed, appointed) in province.All<HolderAppointed>())
            panels[(deed.Stream, appointed.Vacancy)].ShouldNotContain(appointed.Officer);
    }
}
