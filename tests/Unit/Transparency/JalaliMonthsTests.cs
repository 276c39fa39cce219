using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class JalaliMonthsTests
{
    [Fact]
    public void A_year_has_twelve_months_of_its_own_lengths()
    {
        var year = JalaliMonths.In((new(2026, 3, 21), new(2027, 3, 20)));
        year.Select(month => month.Name).ShouldBe(Enumerable.Range(1, 12).Select(month => $"1405-{month:00}"));
        year.Select(month => month.To.DayNumber - month.From.DayNumber + 1)
            .ShouldBe([31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]);
    }

    [Fact]
    public void Months_follow_each_other_without_a_gap_and_are_cut_to_the_period()
    {
        var months = JalaliMonths.In((new(2024, 3, 10), new(2026, 11, 23)));
        months[0].ShouldBe(new("1402-12", new(2024, 3, 10), new(2024, 3, 19)));
        months[^1].ShouldBe(new("1405-09", new(2026, 11, 22), new(2026, 11, 23)));
        months.Skip(1).Zip(months, (next, before) => next.From.DayNumber - before.To.DayNumber).ShouldAllBe(gap => gap == 1);
    }

    [Fact]
    public void No_period_has_no_months() => JalaliMonths.In(null).ShouldBeEmpty();

    [Fact]
    public void A_series_of_centuries_is_refused() =>
        Should.Throw<Refused>(() => JalaliMonths.In((DateOnly.MinValue, DateOnly.MaxValue))).Code
            .ShouldBe("performance.series-too-long");
}
