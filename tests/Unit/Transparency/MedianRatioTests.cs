using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class MedianRatioTests
{
    // The example of ci.ratio.median2 in the R package statpsych: 43 / 37 = 1.162162, from 0.927667 to 1.455933.
    [Fact]
    public void The_worked_example_of_statpsych_gives_the_same_ratio_and_interval()
    {
        var ratio = MedianRatio.Of(
            Counts(36, 44, 47, 42, 49, 39, 46, 31, 33, 48),
            Counts(32, 39, 26, 35, 43, 27, 40, 37, 34, 29, 49, 42, 40)).ShouldNotBeNull();
        ratio.Value.ShouldBe(1.162162, 1e-6);
        ratio.Low.ShouldBe(0.927667, 1e-6);
        ratio.High.ShouldBe(1.455933, 1e-6);
    }

    [Fact]
    public void Equal_groups_have_the_ratio_one_and_an_interval_around_it()
    {
        var days = Counts([.. Enumerable.Range(1, 40)]);
        var ratio = MedianRatio.Of(days, days).ShouldNotBeNull();
        ratio.Value.ShouldBe(1);
        ratio.Low.ShouldBeLessThan(1);
        ratio.High.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_case_decided_on_its_first_day_took_one() =>
        MedianRatio.Of(Counts(0, 0, 0), Counts(2, 2, 2)).ShouldBe(new(0.5, 0.5, 0.5));

    [Fact]
    public void One_case_is_no_group() => MedianRatio.Of(Counts(3), Counts(1, 2, 3)).ShouldBeNull();

    private static int[] Counts(params int[] days)
    {
        var counts = new int[64];
        foreach (var day in days) counts[day]++;
        return counts;
    }
}
