using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>A programme of faster answers, and what happened to it before.</summary>
internal static class GivenProgramme
{
    public static readonly Actor Governor = GivenDirective.Governor;
    public static readonly Handbook Handbook = GivenDirective.Handbook;
    public static readonly Text Words = new("پاسخ‌ها تندتر می‌شود", "Answers come faster");
    public static readonly Text Reason = new("سیل راه را بست", "Floods closed the road");

    public static readonly ProgrammeOpened Opened = OpenProgrammeHandler.Decide(
        new(Words, new("سخنرانی آغاز کار", "Inaugural speech"), Given.Start.Day().AddDays(-7)), Given.Id, Handbook,
        Governor, Given.Start);

    public static readonly CommitmentMade Committed = new(
        Given.Start, 1, Words, ["environment"], Day(200), "GVN-01");

    public static readonly MeasureDefined Measured = Measure(1, MeasureLanguage.Share, "PERF-ONTIME");
    public static readonly MilestoneSet Milestone = new(Given.Start, 1, 1, true, 80, Day(60), "GVN-01");
    public static readonly object[] UntilMeasured = [Opened, Committed, Measured];
    public static readonly object[] UntilSet = [.. UntilMeasured, Milestone];
    public static readonly MilestoneMissed Missed = new(Given.On(61), 1, Value(79, 100), ["GVN-01", "GOV-900"]);
    public static readonly MilestoneMet Met = new(Given.On(61), 1, Value(80, 100));
    public static readonly object[] UntilMissed = [.. UntilSet, Missed];

    public static DateOnly Day(int day) => Given.On(day).Day();

    public static Programme Fold(params object[] past) => past.Aggregate(new Programme(), Then);

    public static Programme Then(Programme programme, object data) => programme.Evolve(Given.AsEvent(data));

    public static MeasureDefined Measure(int number, string kind, string indicator, string window = "since-start") =>
        new(Given.Start, number, 1, Words,
            new(kind, indicator, 1, null, null, null, [], indicator.StartsWith("DIR", StringComparison.Ordinal), window,
                window == MeasureLanguage.InMonths ? 3 : 0), "GVN-01");

    /// <summary>A share that was measured.</summary>
    public static MeasuredValue Value(int numerator, int denominator) => new("PERF-ONTIME/1",
        denominator < 20 ? null : numerator * 10_000 / denominator, numerator, denominator, Day(0), Day(60),
        Day(61).Start().AddMicroseconds(-1), 400);
}
