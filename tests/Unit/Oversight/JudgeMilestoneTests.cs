using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class JudgeMilestoneTests
{
    private static readonly Programme Programme = GivenProgramme.Fold(GivenProgramme.UntilSet);

    [Theory]
    [InlineData(80, 100, true)]
    [InlineData(4, 5, false)]
    [InlineData(7_999, 10_000, false)]
    [InlineData(16, 20, true)]
    [InlineData(15, 19, false)]
    public void A_share_is_compared_as_the_fraction_that_it_is_and_too_few_cases_show_nothing(
        int numerator, int denominator, bool isMet)
    {
        var judged = Judge(Programme, GivenProgramme.Value(numerator, denominator), 61);
        if (isMet) judged.ShouldBeOfType<MilestoneMet>().Measured.Numerator.ShouldBe(numerator);
        else judged.ShouldBeOfType<MilestoneMissed>().RaisedTo.ShouldBe(["GVN-01", "GOV-900"]);
    }

    [Theory, InlineData(5, true), InlineData(6, false)]
    public void At_most_so_many_days(int median, bool isMet)
    {
        var programme = GivenProgramme.Fold(GivenProgramme.Opened, GivenProgramme.Committed,
            GivenProgramme.Measure(1, MeasureLanguage.Median, "PERF-MEDIAN"),
            GivenProgramme.Milestone with { AtLeast = false, Target = 5 });
        (Judge(programme, GivenProgramme.Value(0, 30) with { Value = median }, 61) is MilestoneMet).ShouldBe(isMet);
    }

    [Fact]
    public void Once_when_its_day_is_over()
    {
        var value = GivenProgramme.Value(90, 100);
        Then.Refusal("milestone.not-to-be-judged", () => Judge(Programme, value, 60));
        Then.Refusal("milestone.not-to-be-judged",
            () => Judge(GivenProgramme.Fold(GivenProgramme.UntilMissed), value, 62));
        Then.Refusal("milestone.not-to-be-judged", () => Judge(Programme with { Ended = "term-over" }, value, 61));
    }

    private static IOnMilestone Judge(Programme programme, MeasuredValue measured, int now) =>
        JudgeMilestoneHandler.Decide(new(Given.Id, 1), programme, measured, GivenProgramme.Handbook, Given.On(now));
}
