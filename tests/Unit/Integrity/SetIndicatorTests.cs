using EGov.Integrity;

namespace EGov.Unit.Integrity;

public class SetIndicatorTests
{
    private static readonly Actor Integrity = new("integrity", "INT-01");

    [Fact]
    public void What_is_set_holds_from_here_on_and_what_is_not_stays()
    {
        var set = Set("F01", new() { ["k"] = 3 });
        (set.By, set.Indicator, set.Version).ShouldBe(("INT-01", "F01", 2));
        set.Thresholds.Single(one => one.Name == "k").Value.ShouldBe(3);
        set.Thresholds.Single(one => one.Name == "window").Value.ShouldBe(180);
        set.Thresholds.Count.ShouldBe(Indicator.Find("F01")!.Terms.Thresholds.Count);
    }

    [Fact]
    public void A_second_time_goes_on_from_the_first()
    {
        var state = new Indicators().Evolve(Given.AsEvent(Set("F01", new() { ["k"] = 3 })));
        var set = Set("F01", new() { ["alpha"] = 0.01m }, state);
        set.Version.ShouldBe(3);
        set.Thresholds.Single(one => one.Name == "k").Value.ShouldBe(3);
        state.Of(Indicator.Find("F02")!).ShouldBe(Indicator.Find("F02")!.Terms);
        state.Of(Indicator.Find("F01")!)["k"].ShouldBe(3);
    }

    [Fact]
    public void A_service_may_have_its_own_and_its_steps_may_be_named()
    {
        Set("F07", new() { ["limit:environmental-opinion"] = 5 }).Thresholds.Count
            .ShouldBe(Indicator.Find("F07")!.Terms.Thresholds.Count + 1);
        var steps = Set("F10", new() { ["preparing:environmental-opinion:T02"] = 1 });
        new IndicatorTerms(2, steps.Thresholds).Steps("preparing", "environmental-opinion").ShouldBe(["T02"]);
    }

    [Fact]
    public void What_no_indicator_knows_is_refused()
    {
        Then.Refusal("indicator.unknown", () => Set("F99", new() { ["k"] = 1 }), 422);
        Then.Refusal("indicator.nothing-set", () => Set("F01", []), 422);
        foreach (var name in (string[])["z", "k:no-such-service", "preparing:environmental-opinion:T02", "k:a:b:c"])
            Then.Refusal("indicator.threshold-unknown", () => Set("F01", new() { [name] = 1 }), 422);
        Then.Refusal("indicator.threshold-unknown",
            () => Set("F10", new() { ["preparing:environmental-opinion:two words"] = 1 }), 422);
    }

    [Fact]
    public void A_window_has_an_end_and_no_threshold_is_negative()
    {
        Then.Refusal("indicator.value-out-of-range", () => Set("F01", new() { ["k"] = -1 }), 422);
        Then.Refusal("indicator.value-out-of-range", () => Set("F01", new() { ["window"] = 0 }), 422);
        Then.Refusal("indicator.value-out-of-range",
            () => Set("F01", new() { ["window"] = SignalBook.LongestWindow + 1 }), 422);
    }

    private static IndicatorSet Set(
        string indicator, Dictionary<string, decimal> thresholds, Indicators? state = null) =>
        SetIndicatorHandler.Handle(new(indicator, thresholds), state, Given.Handbook, Integrity, Given.Start);
}
