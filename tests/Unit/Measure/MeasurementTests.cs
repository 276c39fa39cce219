using EGov.Cli.Measure;
using EGov.Cli.Simulate;

namespace EGov.Unit.Measure;

public class MeasurementTests
{
    private static readonly Guid First = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid Second = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid Third = new("00000000-0000-7000-8000-000000000003");

    [Fact]
    public void Of_four_files_that_are_named_three_were_wrong_and_one_wrong_was_missed()
    {
        var missed = new Guid("00000000-0000-7000-8000-000000000009");
        var row = Row("F21", Level.Case, Of(
            [Backdated(First, 0), Backdated(Second, 1), Backdated(Third, 2), Backdated(missed, 3)],
            Names("F21", First, 0), Names("F21", Second, 1), Names("F21", Third, 2), Names("F21", Guid.Empty, 5)));

        (row.Flagged, row.Right, row.Planted, row.Found).ShouldBe((4, 3, 4, 3));
        row.Precision.ShouldBe(0.75);
        row.Recall.ShouldBe(0.75);
        row.KeepsGoal.ShouldBeFalse();
    }

    [Fact]
    public void The_days_until_a_signal_are_working_days_and_the_middle_one_is_told()
    {
        // From day 0, a Saturday: day 6 is a Friday, on which nobody works.
        var row = Row("F21", Level.Case, Of(
            [Backdated(First, 0), Backdated(Second, 0), Backdated(Third, 5)],
            Names("F21", First, 0), Names("F21", Second, 3), Names("F21", Third, 7)));

        row.MedianDays.ShouldBe(1);
        Row("F21", Level.Case, Of([Backdated(First, 0), Backdated(Second, 0)],
            Names("F21", First, 1), Names("F21", Second, 4))).MedianDays.ShouldBe(2.5);
        Row("F21", Level.Case, Of([Backdated(First, 0)])).MedianDays.ShouldBeNull();
    }

    [Fact]
    public void A_signal_before_the_deed_is_a_false_alarm()
    {
        var row = Row("F21", Level.Officer, Of([Backdated(First, 4)], Names("F21", null, 3, "ENV-014")));

        (row.Flagged, row.Right, row.Found).ShouldBe((1, 0, 0));
        Row("F21", Level.Officer, Of([Backdated(First, 4)],
            Names("F21", null, 3, "ENV-014"), Names("F21", null, 5, "ENV-014"))).Found.ShouldBe(1);
    }

    [Fact]
    public void Another_trace_of_the_same_wrong_is_no_false_alarm_and_need_not_be_seen()
    {
        var paid = new Misdeed("queue-jumping", ["F01", "F02"], "ENV-031", "ENV-900", First, "1", null, Given.On(0));
        var seen = Of([paid], Names("F02", First, 0, "ENV-031"), Names("F21", First, 0, "ENV-031"));

        (Row("F02", Level.Case, seen).Right, Row("F02", Level.Case, seen).Planted).ShouldBe((1, 0));
        (Row("F21", Level.Case, seen).Right, Row("F21", Level.Case, seen).Flagged).ShouldBe((0, 1));
        (Row("F01", Level.Case, seen).Planted, Row("F01", Level.Case, seen).Found).ShouldBe((1, 0));
    }

    [Fact]
    public void An_accomplice_is_rightly_named_and_through_him_the_pact_is_seen()
    {
        var pact = new Misdeed("override-pact", ["F11"], "ENV-014", "ENV-021", First, "1", null, Given.On(0));
        var row = Row("F11", Level.Officer, Of([pact],
            Names("F11", First, 0, "ENV-021"), Names("F11", Second, 0, "ENV-014")));

        (row.Flagged, row.Right, row.Planted, row.Found).ShouldBe((2, 2, 1, 1));
        Row("F11", Level.Officer, Of([pact], Names("F11", First, 0, "ENV-021"))).Found.ShouldBe(1);
        Row("F11", Level.Officer, Of([pact], Names("F11", First, 0, "ENV-030"))).Found.ShouldBe(0);
    }

    [Fact]
    public void The_honest_are_those_without_any_part_and_each_is_counted_once()
    {
        var measured = Measurement.Of([Of([Backdated(First, 0)],
            Names("F21", First, 0), Names("F01", Second, 0, "ENV-021"), Names("F02", Third, 0, "ENV-021"),
            Names("F01", Third, 1, "ENV-021"))]);

        (measured.Honest, measured.HonestNamed, measured.HonestNamedByTen).ShouldBe((2, 1, 1));
        Measurement.Of([Of([], Names("F02", Third, 0, "ENV-021"))]).HonestNamedByTen.ShouldBe(0);
        measured.HonestShare.ShouldBe(0.5);
        measured.KeepsHonest.ShouldBeFalse();
        measured.Rows.First(row => row.Indicator == "F01").FalseAlarmsPerOfficer.ShouldBe(1);
        measured.Rows.First(row => row.Indicator == "F21").FalseAlarms.ShouldBe(0);
    }

    [Fact]
    public void A_broker_is_known_by_his_mark()
    {
        var deed = new Misdeed("broker-ring", ["F17", "F04"], "ENV-014", null, First, "1", "mark", Given.On(0));
        var row = Row("F17", Level.Party, Of([deed],
            new Raised("F17", Given.On(2).Day(), null, [], "mark"),
            new Raised("F17", Given.On(2).Day(), null, [], "lawyer")));

        (row.Planted, row.Found, row.Flagged, row.Right).ShouldBe((1, 1, 2, 1));
    }

    [Fact]
    public void What_is_said_of_an_office_is_measured_by_offices_alone()
    {
        var deed = new Misdeed("yielding", ["F16", "F05"], "ENV-014", null, First, "1", null, Given.On(0),
            "environment", "environmental-opinion");
        var measured = Measurement.Of([Of([deed],
            new Raised("F16", Given.On(2).Day(), null, [], null, "environment"),
            new Raised("F16", Given.On(2).Day(), null, [], null, "environmental-opinion"),
            new Raised("F16", Given.On(2).Day(), null, [], null, "roads"))]);

        var row = measured.Rows.Single(row => row.Indicator == "F16");
        (row.Level, row.Planted, row.Found, row.Flagged, row.Right).ShouldBe((Level.Office, 1, 1, 3, 2));
        measured.Rows.ShouldNotContain(row => row.Level == Level.Office && row.Indicator != "F16");
    }

    [Fact]
    public void Provinces_are_counted_together_and_an_officer_of_one_is_nobody_of_another()
    {
        var row = Row("F21", Level.Officer,
            Of([Backdated(First, 0)], Names("F21", First, 0)), Of([], Names("F21", First, 0)));

        (row.Planted, row.Found, row.Flagged, row.Right, row.Honest).ShouldBe((1, 1, 2, 1, 5));
    }

    [Fact]
    public void A_goal_is_kept_at_either_level_and_all_goals_with_the_honest_left_alone()
    {
        var deeds = Goals.Indicators
            .Select(code => new Misdeed("any", [code], "ENV-014", null, First, "1", "mark", Given.On(0))).ToList();
        var signals = Goals.Indicators.Select(code => Names(code, null, 0, "ENV-014")).ToArray();

        var kept = Measurement.Of([Of(deeds, signals)]);
        kept.Keeps("F01").ShouldBeTrue();
        kept.Rows.Single(row => row is { Indicator: "F01", Level: Level.Case }).KeepsGoal.ShouldBeFalse();
        kept.KeepsAll.ShouldBeTrue();
        Measurement.Of([Of(deeds, signals[1..])]).KeepsAll.ShouldBeFalse();
        Measurement.Of([Of(deeds, [.. signals, Names("F09", null, 0, "ENV-021")])]).KeepsAll.ShouldBeFalse();
        Measurement.Of([]).KeepsAll.ShouldBeFalse();
    }

    private static Misdeed Backdated(Guid request, int day) =>
        new("backdating", ["F21"], "ENV-014", null, request, "1", null, Given.On(day));

    private static Raised Names(string indicator, Guid? request, int day, string officer = "ENV-014") =>
        new(indicator, Given.On(day).Day(), officer, request is { } file ? [file] : [], null);

    private static Trial Of(IReadOnlyList<Misdeed> truth, params Raised[] signals) =>
        new(1, truth, signals, ["ENV-014", "ENV-021", "ENV-030"], Given.Calendar);

    private static Measured Row(string indicator, Level level, params Trial[] trials) =>
        Measurement.Of(trials).Rows.Single(row => row.Indicator == indicator && row.Level == level);
}
