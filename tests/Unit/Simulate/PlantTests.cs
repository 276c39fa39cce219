using EGov.Cli.Simulate;

namespace EGov.Unit.Simulate;

public class PlantTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_planted_is_not_planted_again()
    {
        var handbook = Plant(Handbook.Empty, new(2026, 5, 1), out var events);

        events.ShouldBe(1 + 1 + handbook.Departments.Count + handbook.Officers.Count
            + handbook.Rulebooks.Values.Sum(book => book.Versions.Count) + handbook.Services.Count);
        handbook.Services.Count.ShouldBe(12);
        handbook.Departments.Values.Count(department => department.Kind == "desk").ShouldBe(22);
        handbook.Calendar.Version.ShouldBe(1);
        handbook.Province!.IsSimulated.ShouldBeFalse();
        Plant(handbook, new(2026, 11, 23), out events);
        events.ShouldBe(0);
    }

    [Fact]
    public void Every_service_can_be_asked_for_and_decided_from_its_first_day()
    {
        var day = new DateOnly(2024, 4, 2);
        var handbook = Plant(Handbook.Empty, day, out _);

        foreach (var service in handbook.Services.Values)
            handbook.Rules(handbook.Offered(service.Code, day).Rulebook, day).Criteria.ShouldNotBeEmpty();
    }

    [Fact]
    public void Nothing_is_dated_in_the_future()
    {
        Cli.Seed.Plan(Handbook.Empty, Now.Day(), Now).ShouldAllBe(planned => planned.Fact.At <= Now);
        Cli.Seed.Plan(Handbook.Empty, new(2026, 5, 1), Now).Select(planned => planned.Fact.At).ShouldBeInOrder();
    }

    private static Handbook Plant(Handbook handbook, DateOnly from, out int events)
    {
        events = 0;
        foreach (var (_, stream, _, fact, _) in Cli.Seed.Plan(handbook, from, Now))
        {
            handbook = handbook.After(stream, fact);
            events++;
        }

        return handbook;
    }
}
