using System.Globalization;
using EGov.Texts;

namespace EGov.Unit.Portal;

public class FormatTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 7, 10, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(4183, 0, "۴٬۱۸۳", "4,183")]
    [InlineData(-1.25, 2, "−۱٫۲۵", "−1.25")]
    [InlineData(0.5, 0, "۱", "1")]
    [InlineData(-0.4, 0, "۰", "0")]
    [InlineData(1284557, 0, "۱٬۲۸۴٬۵۵۷", "1,284,557")]
    public void Numbers_have_the_script_and_marks_of_the_language(double value, int decimals, string fa, string en)
    {
        Format.Fa.Number((decimal)value, decimals).ShouldBe(fa);
        Format.En.Number((decimal)value, decimals).ShouldBe(en);
    }

    [Fact]
    public void A_share_is_shown_in_per_cent_with_one_decimal()
    {
        Format.Fa.Percent(0.873m).ShouldBe("۸۷٫۳٪");
        Format.En.Percent(0.873m).ShouldBe("87.3%");
    }

    [Theory]
    [InlineData("2026-11-23", "۲ آذر ۱۴۰۵", "23 Nov 2026")]
    [InlineData("2026-03-21", "۱ فروردین ۱۴۰۵", "21 Mar 2026")]
    [InlineData("2025-03-20", "۳۰ اسفند ۱۴۰۳", "20 Mar 2025")]
    public void Days_are_Jalali_in_Persian(string day, string fa, string en)
    {
        Format.Fa.Day(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(fa);
        Format.En.Day(DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldBe(en);
    }

    [Fact]
    public void Periods_are_Jalali_in_both_languages()
    {
        Format.Fa.Month(new(2026, 11, 1)).ShouldBe("آبان ۱۴۰۵");
        Format.En.Month(new(2026, 11, 1)).ShouldBe("Aban 1405");
    }

    [Fact]
    public void Hours_are_those_of_Tehran()
    {
        Format.Fa.Time(Morning).ShouldBe("۱۰:۴۰");
        Format.En.Time(Morning, seconds: true).ShouldBe("10:40:05");
        Format.DayOf(new(2026, 11, 22, 20, 30, 0, TimeSpan.Zero)).ShouldBe(new(2026, 11, 23));
    }

    [Fact]
    public void Summers_before_2022_had_an_hour_more() =>
        Format.En.Time(new(2021, 7, 1, 7, 10, 0, TimeSpan.Zero)).ShouldBe("11:40");

    [Fact]
    public void Weekdays_are_named() => Format.Fa.Weekday(new(2026, 11, 23)).ShouldBe("دوشنبه");

    [Fact]
    public void Every_day_of_two_centuries_is_read_back_as_it_is_written()
    {
        for (var day = new DateOnly(1900, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            var (year, month, date) = Format.Jalali(day);
            Format.Fa.Day(Format.Fa.Plain(year), $"{month}", Format.Fa.Plain(date)).ShouldBe(day);
            Format.En.Day($"{day.Year}", $"{day.Month}", $"{day.Day}").ShouldBe(day);
        }
    }

    [Theory]
    [InlineData("1405", "9", "31")]
    [InlineData("1404", "12", "30")]
    [InlineData("1405", "13", "1")]
    [InlineData("1405", "9", "2.5")]
    [InlineData("14050", "9", "2")]
    [InlineData("", "9", "2")]
    [InlineData(null, null, null)]
    public void A_day_that_the_calendar_lacks_is_none(string? year, string? month, string? day) =>
        Format.Fa.Day(year, month, day).ShouldBeNull();

    [Theory]
    [InlineData("fa-IR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public void The_machine_s_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Format.En.Number(1234.5m, 1).ShouldBe("1,234.5");
            Format.Fa.Day(new DateOnly(2026, 11, 23)).ShouldBe("۲ آذر ۱۴۰۵");
            Language.En.Day(new(2026, 11, 23)).ShouldBe(
                Words.Time("2026-11-23", Words.Isolated("23 Nov 2026")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
