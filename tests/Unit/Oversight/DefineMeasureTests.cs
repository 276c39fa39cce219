using EGov.Oversight;
using EGov.Transparency;

namespace EGov.Unit.Oversight;

public class DefineMeasureTests
{
    private static readonly string Directive = GivenDirective.Issued.Number;

    private static readonly DefineMeasure OnTime = new(
        Given.Id, 1, GivenProgramme.Words, "share", "PERF-ONTIME", "months", 3, "environment", "environmental-opinion",
        "sari");

    private static readonly DefineMeasure Effects = new(
        Given.Id, 1, GivenProgramme.Words, "count", "DIR-EFFECTIVE", "since-start",
        Directives: [Directive.ToLowerInvariant()], Serving: true);

    [Fact]
    public void It_is_made_of_a_published_figure_and_says_of_what_and_since_when()
    {
        var defined = Define(OnTime);
        (defined.Measure, defined.Commitment, defined.Terms.Reference()).ShouldBe((1, 1, "PERF-ONTIME/1"));
        (defined.Terms.Window, defined.Terms.Months, defined.Terms.County).ShouldBe(("months", 3, "sari"));
        Define(Effects).Terms.Directives.ShouldBe([Directive]);
    }

    [Fact]
    public void Every_figure_that_can_be_a_measure_is_published_in_this_version()
    {
        var published = Definitions.Every.Select(one => one.Reference);
        MeasureLanguage.Indicators.Select(one => $"{one.Id}/{one.Version}").Except(published).ShouldBeEmpty();
    }

    [Fact]
    public void What_nobody_defined_is_refused()
    {
        Refused("measure.indicator-unknown", OnTime with { Indicator = "PERF-HAPPINESS" });
        Refused("measure.kind-not-of-indicator", OnTime with { Kind = "median" });
        Refused("measure.kind-not-of-indicator", OnTime with { Kind = "feeling" });
        Refused("measure.department-unknown", OnTime with { Department = "moon" });
        Refused("measure.service-unknown", OnTime with { Service = "tea" });
        Refused("measure.county-unknown", OnTime with { County = "atlantis" });
        Refused("programme.commitment-unknown", OnTime with { Commitment = 7 });
        Refused("oversight.line-empty", OnTime with { Name = new("", "") });
    }

    [Fact]
    public void A_window_goes_with_what_happens_in_a_period_and_a_day_with_how_things_stand()
    {
        Refused("measure.window-not-of-indicator", OnTime with { Window = "decade" });
        Refused("measure.window-not-of-indicator", OnTime with { Window = "day", Months = null });
        Refused("measure.window-not-of-indicator",
            OnTime with { Kind = "count", Indicator = "PERF-OPEN", Window = "quarter", Months = null });
        Define(OnTime with { Kind = "count", Indicator = "PERF-OPEN", Window = "day", Months = null })
            .Terms.Window.ShouldBe("day");
        foreach (var months in new int?[] { null, 0, 25 })
            Refused("measure.months-wrong", OnTime with { Months = months });
        Refused("measure.months-wrong", OnTime with { Window = "quarter" });
    }

    [Fact]
    public void Effects_are_those_of_directives_that_there_are_or_that_serve_the_commitment()
    {
        Refused("measure.directives-not-of-indicator", Effects with { Directives = null, Serving = false });
        Refused("measure.directives-not-of-indicator", OnTime with { Serving = true });
        Refused("measure.filter-of-requests", Effects with { County = "sari" });
        Refused("measure.directive-unknown", Effects with { Directives = ["D-0000-0000"] });
        Refused("measure.too-many",
            Effects with { Directives = [.. Enumerable.Range(0, 101).Select(i => $"D-{i}")] });
    }

    [Fact]
    public void A_window_is_counted_in_the_provinces_months()
    {
        // 24 Azar 1405: the quarter begins with Mehr, and three months before it is 24 Shahrivar.
        var day = new DateOnly(2026, 12, 15);
        Window(MeasureLanguage.InQuarter, day).ShouldBe((new(2026, 9, 23), day));
        Window(MeasureLanguage.InMonths, day).ShouldBe((new(2026, 9, 16), day));
        Window(MeasureLanguage.AtTheDay, day).ShouldBe((day, day));
        Window(MeasureLanguage.SinceStart, day).ShouldBe((GivenProgramme.Day(0), day));
    }

    private static (DateOnly, DateOnly) Window(string window, DateOnly day) => new MeasureScope(
        GivenProgramme.Measure(1, "count", "PERF-DECIDED", window).Terms, GivenProgramme.Day(0), "P/1").WindowOn(day);

    private static void Refused(string code, DefineMeasure command) => Then.Refusal(code, () => Define(command), 422);

    private static MeasureDefined Define(DefineMeasure command) => DefineMeasureHandler.Decide(
        command, GivenProgramme.Fold(GivenProgramme.Opened, GivenProgramme.Committed), [Directive],
        GivenProgramme.Handbook, GivenProgramme.Governor, Given.On(1));
}
