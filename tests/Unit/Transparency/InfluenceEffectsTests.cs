using EGov.Casework;
using EGov.Integrity;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class InfluenceEffectsTests
{
    private const int Day = 739_740;

    [Fact]
    public void Contacted_files_are_compared_with_the_others_of_their_department_and_month()
    {
        List<(PerformanceDelta Row, bool IsContacted)> files =
        [
            .. Decided("north", Day, 30, 10, 4, true), .. Decided("north", Day, 40, 40, 8, false),
            .. Decided("south", Day + 40, 12, 8, 4, true), .. Decided("south", Day + 40, 20, 30, 8, false),
        ];
        var effect = Effects(files).ShouldHaveSingleItem();
        (effect.Service, effect.Contacted, effect.NotContacted, effect.Strata).ShouldBe(("permit", 60, 130, 2));
        effect.Approval.ShouldBe(MantelHaenszel.Of([new(30, 10, 40, 40), new(12, 8, 20, 30)]));
        effect.Approval!.Value.ShouldBeGreaterThan(1);
        effect.Duration!.Value.ShouldBe(0.5);
    }

    [Fact]
    public void Of_few_files_nothing_is_said()
    {
        var effect = Effects([.. Decided("north", Day, 19, 0, 4, true), .. Decided("north", Day, 40, 40, 8, false)])
            .ShouldHaveSingleItem();
        (effect.Contacted, effect.Approval, effect.Duration).ShouldBe((19, null, null));
        Effects([.. Decided("north", Day, 30, 10, 4, true), .. Decided("north", Day, 5, 5, 8, false)])
            .Single().Approval.ShouldBeNull();
    }

    [Fact]
    public void A_service_without_contacted_files_has_no_line() =>
        Effects([.. Decided("north", Day, 40, 40, 8, false)]).ShouldBeEmpty();

    [Fact]
    public void Files_that_nothing_else_of_their_month_stands_beside_are_not_compared()
    {
        var effect = Effects(
            [.. Decided("north", Day, 30, 10, 4, true), .. Decided("north", Day + 400, 40, 40, 8, false)]).Single();
        (effect.Strata, effect.Approval).ShouldBe((0, null));
        effect.Duration.ShouldNotBeNull();
    }

    [Fact]
    public void Contacts_are_counted_by_month_department_and_kind()
    {
        var file = Given.Request(Past.UntilReady);
        InfluenceReported Of(string kind, int day) => ReportInfluenceHandler.Decide(
            new("request", "", kind, "unknown", "letter", "?", "refused"), InfluencedMatter.Of(file), Who.Officer,
            Given.On(day));
        PublicInfluenceEndpoint.Count(
                [Of("pressure", 0), Of("pressure", 1), Of("recommendation", 1), Of("pressure", 40)])
            .ShouldBe(
            [
                new("1405-03", "request", "environment", "pressure", 1),
                new("1405-02", "request", "environment", "pressure", 2),
                new("1405-02", "request", "environment", "recommendation", 1),
            ]);
    }

    private static IReadOnlyList<InfluenceEffect> Effects(
        IReadOnlyList<(PerformanceDelta Row, bool IsContacted)> files) =>
        InfluenceEffects.Of(Sum(files), Sum(files.Where(file => file.IsContacted)));

    private static Cube Sum(IEnumerable<(PerformanceDelta Row, bool IsContacted)> files)
    {
        var change = new Cube.Change(Cube.Empty);
        foreach (var (row, _) in files) change.Apply(row);
        return change.Build();
    }

    private static IEnumerable<(PerformanceDelta, bool)> Decided(
        string department, int day, int granted, int refused, int worked, bool isContacted) =>
        Enumerable.Range(0, granted + refused).Select(i => (new PerformanceDelta
        {
            Sequence = i + 1,
            Kind = RowKind.Decided,
            Spot = new(department, "permit", null),
            Day = day,
            Counts = 1,
            DecidedOn = day,
            WorkingDays = worked,
            Outcome = i < granted ? Outcome.Granted : Outcome.Refused,
        }, isContacted));
}
