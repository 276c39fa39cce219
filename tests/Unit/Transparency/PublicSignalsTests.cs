using System.Text.Json;
using EGov.Integrity;
using EGov.Privacy;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class PublicSignalsTests
{
    private static readonly Sealed Words = Sealed.Of(Guid.Empty, "words");

    [Fact]
    public void What_was_looked_into_is_counted_by_department_and_names_nobody()
    {
        var report = PublicSignalsEndpoint.Of(new(), [],
            [
                Disposed("F01", "environment", "confirmed"), Disposed("F01", "environment", "confirmed"),
                Disposed("F01", "welfare", "explained"), Disposed("F17", null, "referred"),
            ],
            ["F01", "F01", "F01", "F17", "F22"]);
        report.Items.ShouldBe(
        [
            new("F01", "environment", "confirmed", 2), new("F01", "welfare", "explained", 1),
            new("F17", null, "referred", 1),
        ]);
        report.Waiting.ShouldBe(1);
        JsonSerializer.Serialize(report).ShouldNotContain("INT-01");
    }

    [Fact]
    public void An_indicator_says_how_it_is_computed_and_how_well_it_did_but_not_on_a_few()
    {
        var disposed = Enumerable.Range(0, 24)
            .Select(i => Disposed("F01", "environment", i < 18 ? "confirmed" : i < 20 ? "data-error" : "referred"))
            .ToList();
        var report = PublicSignalsEndpoint.Of(new(),
            [
                new()
                {
                    Indicator = "F01",
                    Version = 1,
                    Cases = 900,
                    CasesSignalled = 24,
                    Officers = 40,
                    OfficersSignalled = 3,
                },
            ],
            disposed, [.. disposed.Select(one => one.Indicator), "F01"]);
        var one = report.Indicators.Single(indicator => indicator.Code == "F01");
        (one.Found, one.LookedInto, one.Confirmed, one.Cases, one.Officers).ShouldBe((25, 24, 18, 900, 40));
        (one.Precision!.Count, one.Precision.Of).ShouldBe((18, 20));
        one.Thresholds["window"].ShouldBe(180);

        PublicSignalsEndpoint.Of(new(), [], disposed.Take(19).ToList(), []).Indicators
            .Single(indicator => indicator.Code == "F01").Precision.ShouldBeNull();
    }

    [Fact]
    public void Thresholds_that_were_set_are_those_that_are_shown()
    {
        var set = new IndicatorSet(Given.Start, "INT-01", "F02", 2,
            [.. Indicator.Find("F02")!.Terms.Thresholds.Select(one => one with { Value = 7 })]);
        var shown = PublicSignalsEndpoint.Of(new Indicators().Evolve(Given.AsEvent(set)), [], [], []).Indicators
            .Single(one => one.Code == "F02");
        shown.Version.ShouldBe(2);
        shown.Thresholds.Values.ShouldAllBe(value => value == 7);
    }

    private static SignalDisposed Disposed(string indicator, string? department, string disposition) =>
        new(Given.Start, "INT-01", indicator, 1, department, Given.Start.Day(), disposition,
            DisposeSignalHandler.Grounds[disposition][0], Words);
}
