using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class WorkingCalendarTests
{
    // Farvardin 1405 begins on a Saturday; off are its first four days, the 12th, the 13th and the Fridays.
    private static readonly WorkingCalendar Spring = new WorkingCalendar().With(
        Off(1, 1), Off(1, 2), Off(1, 3), Off(1, 4), Off(1, 12), Off(1, 13));

    [Fact]
    public void Fridays_and_holidays_are_off_and_every_other_day_is_worked()
    {
        Worked(1, 5).ShouldBeTrue();
        Worked(1, 6).ShouldBeTrue();
        Worked(1, 7).ShouldBeFalse();
        Worked(1, 8).ShouldBeTrue();
        Worked(1, 12).ShouldBeFalse();
        Worked(1, 13).ShouldBeFalse();
        Worked(1, 14).ShouldBeFalse();
        Worked(1, 15).ShouldBeTrue();
    }

    [Fact]
    public void The_next_working_day_is_the_day_itself_or_the_first_after_what_is_off()
    {
        Spring.Next(Day(1, 1)).ShouldBe(Day(1, 5));
        Spring.Next(Day(1, 4)).ShouldBe(Day(1, 5));
        Spring.Next(Day(1, 5)).ShouldBe(Day(1, 5));
        Spring.Next(Day(1, 6)).ShouldBe(Day(1, 6));
        Spring.Next(Day(1, 7)).ShouldBe(Day(1, 8));
        Spring.Next(Day(1, 12)).ShouldBe(Day(1, 15));
        Spring.Next(Day(1, 14)).ShouldBe(Day(1, 15));
        Spring.Next(Day(1, 15)).ShouldBe(Day(1, 15));
    }

    [Fact]
    public void Working_days_are_added_after_the_day_itself()
    {
        Spring.AddWorkingDays(Day(1, 5), 0).ShouldBe(Day(1, 5));
        Spring.AddWorkingDays(Day(1, 5), 1).ShouldBe(Day(1, 6));
        Spring.AddWorkingDays(Day(1, 6), 1).ShouldBe(Day(1, 8));
        Spring.AddWorkingDays(Day(1, 7), 1).ShouldBe(Day(1, 8));
        Spring.AddWorkingDays(Day(1, 1), 1).ShouldBe(Day(1, 5));
        Spring.AddWorkingDays(Day(1, 11), 1).ShouldBe(Day(1, 15));
        Spring.AddWorkingDays(Day(1, 5), 5).ShouldBe(Day(1, 11));
        Spring.AddWorkingDays(Day(1, 7), 0).ShouldBe(Day(1, 7));
    }

    [Fact]
    public void Working_days_between_leave_out_the_first_day_and_count_the_last()
    {
        Spring.WorkingDaysBetween(Day(1, 5), Day(1, 5)).ShouldBe(0);
        Spring.WorkingDaysBetween(Day(1, 5), Day(1, 6)).ShouldBe(1);
        Spring.WorkingDaysBetween(Day(1, 6), Day(1, 7)).ShouldBe(0);
        Spring.WorkingDaysBetween(Day(1, 6), Day(1, 8)).ShouldBe(1);
        Spring.WorkingDaysBetween(Day(1, 1), Day(1, 4)).ShouldBe(0);
        Spring.WorkingDaysBetween(Day(1, 11), Day(1, 15)).ShouldBe(1);
        Spring.WorkingDaysBetween(Day(1, 5), Day(1, 15)).ShouldBe(6);
        Spring.WorkingDaysBetween(Day(1, 15), Day(1, 5)).ShouldBe(-6);
    }

    [Fact]
    public void A_province_may_have_Thursday_off_too()
    {
        var calendar = Spring with { Weekend = [DayOfWeek.Friday, DayOfWeek.Thursday] };
        calendar.IsWorkingDay(Day(1, 6)).ShouldBeFalse();
        calendar.Next(Day(1, 6)).ShouldBe(Day(1, 8));
        calendar.AddWorkingDays(Day(1, 5), 4).ShouldBe(Day(1, 11));
        Spring.IsWorkingDay(Day(1, 6)).ShouldBeTrue();
    }

    [Fact]
    public void A_week_without_a_working_day_is_refused() =>
        Should.Throw<ArgumentException>(() => new WorkingCalendar { Weekend = Enum.GetValues<DayOfWeek>() });

    [Fact]
    public void Days_are_not_added_backwards() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Spring.AddWorkingDays(Day(1, 5), -1));

    [Fact]
    public void A_leap_year_ends_on_30_Esfand_and_any_other_on_29_Esfand()
    {
        var calendar = new WorkingCalendar();
        calendar.AddWorkingDays(Jalali(1403, 12, 29), 1).ShouldBe(Jalali(1403, 12, 30));
        calendar.AddWorkingDays(Jalali(1403, 12, 30), 1).ShouldBe(Jalali(1404, 1, 2));
        calendar.AddWorkingDays(Jalali(1404, 12, 28), 1).ShouldBe(Jalali(1405, 1, 1));
        calendar.WorkingDaysBetween(Jalali(1402, 12, 29), Jalali(1403, 12, 30)).ShouldBe(366 - 52);
        calendar.WorkingDaysBetween(Jalali(1403, 12, 30), Jalali(1404, 12, 29)).ShouldBe(365 - 53);
    }

    [Fact]
    public void Offices_are_open_in_their_hours_on_working_days()
    {
        Spring.IsOpen(Day(1, 5), new(7, 29)).ShouldBeFalse();
        Spring.IsOpen(Day(1, 5), new(7, 30)).ShouldBeTrue();
        Spring.IsOpen(Day(1, 5), new(14, 29)).ShouldBeTrue();
        Spring.IsOpen(Day(1, 5), new(14, 30)).ShouldBeFalse();
        Spring.IsOpen(Day(1, 7), new(10, 0)).ShouldBeFalse();
        Spring.IsOpen(Day(1, 12), new(10, 0)).ShouldBeFalse();
    }

    [Fact]
    public void Each_act_makes_one_version_however_many_days_it_names()
    {
        Spring.Version.ShouldBe(1);
        Spring.Holidays.Count.ShouldBe(6);
        Spring.Holidays.ShouldAllBe(holiday => holiday.SinceVersion == 1 && holiday.UntilVersion == null);
        Spring.With(Off(1, 8, "snow")).Version.ShouldBe(2);
        Spring.With(Off(1, 8, "snow")).Without(Day(1, 8)).Version.ShouldBe(3);
    }

    [Fact]
    public void A_withdrawn_holiday_is_worked_and_stays_on_record()
    {
        var calendar = Spring.With(Off(1, 8, "snow")).Without(Day(1, 8));
        calendar.IsWorkingDay(Day(1, 8)).ShouldBeTrue();
        calendar.HolidaysOn(Day(1, 8)).ShouldBeEmpty();
        calendar.Holidays.ShouldContain(Off(1, 8, "snow") with { SinceVersion = 2, UntilVersion = 3 });
        calendar.AsOf(2).IsWorkingDay(Day(1, 8)).ShouldBeFalse();
        calendar.AsOf(1).ShouldBe(Spring);
    }

    [Fact]
    public void A_day_with_two_holidays_stays_off_when_one_of_them_moves()
    {
        var calendar = Spring.With(Off(1, 12, "feast"));
        var moved = calendar.Without(Day(1, 12), Off(1, 12, "feast").Name).With(Off(1, 11, "feast"));
        moved.IsWorkingDay(Day(1, 12)).ShouldBeFalse();
        moved.HolidaysOn(Day(1, 12)).ShouldHaveSingleItem().Name.ShouldBe(Off(1, 12).Name);
        moved.IsWorkingDay(Day(1, 11)).ShouldBeFalse();
        moved.ChangesSince(2).Select(change => change.Day).ShouldBe([Day(1, 11)]);
        calendar.Without(Day(1, 12)).IsWorkingDay(Day(1, 12)).ShouldBeTrue();
    }

    [Fact]
    public void A_holiday_may_come_and_go_and_each_time_is_kept()
    {
        var calendar = Spring.Without(Day(1, 12)).With(Off(1, 12)).Without(Day(1, 12)).Without(Day(1, 12));
        calendar.Holidays.Where(holiday => holiday.Day == Day(1, 12))
            .Select(holiday => (holiday.SinceVersion, holiday.UntilVersion)).ShouldBe([(1, 2), (3, 4)]);
        calendar.ChangesSince(1).Select(change => (change.Version, change.Declared))
            .ShouldBe([(2, false), (3, true), (4, false)]);
    }

    [Fact]
    public void A_version_that_is_not_yet_cannot_be_asked_for() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Spring.AsOf(2));

    [Fact]
    public void Changes_name_only_the_days_that_turned()
    {
        var calendar = Spring
            .With(Off(1, 20, "snow"), Off(1, 21, "a Friday"), Off(1, 12, "a holiday already"))
            .Without(Day(1, 20))
            .Without(Day(1, 2));
        calendar.ChangesSince(1).ShouldBe(
        [
            new(4, Day(1, 2), Off(1, 2).Name, Declared: false),
            new(2, Day(1, 20), Off(1, 20, "snow").Name, Declared: true),
            new(3, Day(1, 20), Off(1, 20, "snow").Name, Declared: false),
        ]);
        calendar.ChangesSince(3).Select(change => change.Day).ShouldBe([Day(1, 2)]);
        calendar.ChangesSince(4).ShouldBeEmpty();
    }

    [Fact]
    public void Every_version_can_be_had_back_as_it_was_known() =>
        Some.Histories.Sample(history =>
        {
            var last = history[^1];
            foreach (var known in history)
            {
                last.AsOf(known.Version).ShouldBe(known);
                last.AsOf(known.Version).AsOf(0).ShouldBe(history[0]);
            }
        });

    [Fact]
    public void Days_agree_with_walking_through_the_calendar_day_by_day() =>
        Gen.Select(Some.Histories, Some.Days, Gen.Int[0, 80]).Sample((history, day, n) =>
        {
            var calendar = history[^1];
            var (walked, left) = (day, n);
            while (left > 0)
            {
                walked = walked.AddDays(1);
                if (Some.IsWorked(calendar, walked)) left--;
            }

            calendar.AddWorkingDays(day, n).ShouldBe(walked);
            calendar.WorkingDaysBetween(day, walked).ShouldBe(n);
            calendar.IsWorkingDay(day).ShouldBe(Some.IsWorked(calendar, day));
            var next = day;
            while (!Some.IsWorked(calendar, next)) next = next.AddDays(1);
            calendar.Next(day).ShouldBe(next);
        });

    [Fact]
    public void Adding_and_counting_undo_each_other() =>
        Gen.Select(Some.Histories, Some.Days, Some.Days).Sample((history, one, other) =>
        {
            var calendar = history[^1];
            var (from, to) = one < other ? (one, other) : (other, one);
            var days = calendar.WorkingDaysBetween(from, to);
            calendar.WorkingDaysBetween(to, from).ShouldBe(-days);
            calendar.WorkingDaysBetween(from, calendar.AddWorkingDays(from, days)).ShouldBe(days);
            if (calendar.IsWorkingDay(to)) calendar.AddWorkingDays(from, days).ShouldBe(to);
            else calendar.AddWorkingDays(from, days + 1).ShouldBeGreaterThan(to);
        });

    [Fact]
    public void Centuries_are_counted_as_surely_as_weeks()
    {
        var calendar = new WorkingCalendar().With(Off(1, 1));
        calendar.WorkingDaysBetween(DateOnly.MinValue, DateOnly.MaxValue).ShouldBe(
            Enumerable.Range(1, DateOnly.MaxValue.DayNumber)
                .Count(day => Some.IsWorked(calendar, DateOnly.FromDayNumber(day))));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.AddWorkingDays(Day(1, 1), int.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => calendar.AddWorkingDays(DateOnly.MaxValue, 1));
    }

    [Fact]
    public void Calendars_with_the_same_days_are_equal_however_they_were_put()
    {
        var one = new WorkingCalendar
        {
            Weekend = [DayOfWeek.Thursday, DayOfWeek.Friday],
            Holidays = [Off(1, 1), Off(1, 2), Off(1, 2, "feast")],
        };
        var other = new WorkingCalendar
        {
            Weekend = [DayOfWeek.Friday, DayOfWeek.Thursday, DayOfWeek.Friday],
            Holidays = [Off(1, 2, "feast"), Off(1, 2), Off(1, 1)],
        };
        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
        (other with { Version = 1 }).ShouldNotBe(one);
        (other with { Weekend = [DayOfWeek.Friday] }).ShouldNotBe(one);
        (other with { Holidays = [Off(1, 1)] }).ShouldNotBe(one);
        (other with { OpensAt = new(8, 0) }).ShouldNotBe(one);
        (other with { ClosesAt = new(8, 0) }).ShouldNotBe(one);
    }

    [Fact]
    public void A_copy_counts_by_its_own_days()
    {
        Spring.WorkingDaysBetween(Day(1, 5), Day(1, 15)).ShouldBe(6);
        Spring.ChangesSince(0).Count().ShouldBe(6);
        Spring.AsOf(0).IsWorkingDay(Day(1, 6)).ShouldBeTrue();
        var copy = Spring with { Holidays = [], Weekend = [DayOfWeek.Thursday] };
        copy.WorkingDaysBetween(Day(1, 5), Day(1, 15)).ShouldBe(8);
        copy.ChangesSince(0).ShouldBeEmpty();
        copy.AsOf(0).IsWorkingDay(Day(1, 6)).ShouldBeFalse();
        (Spring with { }).ShouldBe(Spring);
    }

    [Fact]
    public void Whoever_gave_the_holidays_cannot_change_them_later()
    {
        List<Holiday> given = [Off(1, 5)];
        var calendar = new WorkingCalendar { Holidays = given };
        given.Clear();
        calendar.IsWorkingDay(Day(1, 5)).ShouldBeFalse();
    }

    [Fact]
    public void A_stored_calendar_comes_back_whole() =>
        Some.Histories.Sample(history =>
        {
            var calendar = history[^1] with { OpensAt = new(6, 0), ClosesAt = new(13, 15) };
            var asMarten = new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Converters = { new JsonStringEnumConverter() },
            };
            foreach (var options in new[] { JsonSerializerOptions.Default, asMarten })
            {
                var stored = JsonSerializer.Serialize(calendar, options);
                var back = JsonSerializer.Deserialize<WorkingCalendar>(stored, options).ShouldNotBeNull();
                back.ShouldBe(calendar);
                JsonSerializer.Serialize(back, options).ShouldBe(stored);
            }
        }, iter: 20);

    private static bool Worked(int month, int day) => Spring.IsWorkingDay(Day(month, day));

    private static Holiday Off(int month, int day, string name = "holiday") => new(Day(month, day), new(name, name));

    private static DateOnly Day(int month, int day) => Jalali(1405, month, day);

    private static DateOnly Jalali(int year, int month, int day) =>
        DateOnly.FromDateTime(new PersianCalendar().ToDateTime(year, month, day, 0, 0, 0, 0));

    /// <summary>Calendars with a history of acts, and days in the same few months, so that they meet.</summary>
    public static class Some
    {
        public static readonly Gen<DateOnly> Days =
            Gen.Int[0, 150].Select(day => new DateOnly(2026, 2, 1).AddDays(day));

        /// <summary>Every version of one calendar, oldest first.</summary>
        public static readonly Gen<WorkingCalendar[]> Histories =
            from thursdays in Gen.Bool
            from first in Days.Array[0, 12]
            from acts in Gen.Select(Days, Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 10]
            select History(thursdays, first, acts);

        public static bool IsWorked(WorkingCalendar calendar, DateOnly day) =>
            calendar.Weekend.All(off => off != day.DayOfWeek)
            && calendar.Holidays.All(holiday => holiday.Day != day || !holiday.StandsAt(calendar.Version));

        private static WorkingCalendar[] History(
            bool thursdays, DateOnly[] first, (DateOnly Day, int Name, int Kind)[] acts)
        {
            List<WorkingCalendar> versions =
            [
                new()
                {
                    Weekend = thursdays ? [DayOfWeek.Thursday, DayOfWeek.Friday] : [DayOfWeek.Friday],
                    Holidays = [.. first.Select(day => new Holiday(day, Name(0)))],
                },
            ];
            foreach (var (day, name, kind) in acts)
            {
                var last = versions[^1];
                var standing = last.Holidays.Where(holiday => holiday.StandsAt(last.Version)).ToArray();
                var withdrawn = standing.Length == 0 ? null : standing[day.DayNumber % standing.Length];
                versions.Add(kind == 0 && withdrawn is not null
                    ? last.Without(withdrawn.Day, name == 0 ? withdrawn.Name : null)
                    : kind == 1
                        ? last.With(new Holiday(day, Name(name)), new Holiday(day.AddDays(1), Name(name)))
                        : last.With(new Holiday(day, Name(name))));
            }

            return [.. versions];
        }

        private static Text Name(int number) => new($"{number}", $"{number}");
    }
}

/// <summary>The public holidays that a new province starts with, checked against calendars that others made.</summary>
public class SeededHolidaysTests
{
    private static readonly JsonSerializerOptions Exactly = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private static readonly Listed[] Holidays = JsonSerializer.Deserialize<Listed[]>(
        File.ReadAllText(Path.Combine(Root(), "src", "Cli", "Seed", "holidays.json")), Exactly)!;

    // Month and day of the lunar year; the martyrdom of Imam Reza is the last day of its month, the 29th or 30th.
    private static readonly Dictionary<string, (int Month, int Day)> Feasts = new()
    {
        ["Tasua"] = (1, 9),
        ["Ashura"] = (1, 10),
        ["Arbaeen"] = (2, 20),
        ["Death of the Prophet and martyrdom of Imam Hasan"] = (2, 28),
        ["Martyrdom of Imam Reza"] = (2, 29),
        ["Martyrdom of Imam Hasan Askari"] = (3, 8),
        ["Birth of the Prophet and of Imam Sadiq"] = (3, 17),
        ["Martyrdom of Fatima Zahra"] = (6, 3),
        ["Birth of Imam Ali"] = (7, 13),
        ["Mission of the Prophet (Mab'ath)"] = (7, 27),
        ["Birth of Imam Mahdi (mid-Sha'ban)"] = (8, 15),
        ["Martyrdom of Imam Ali"] = (9, 21),
        ["Eid al-Fitr"] = (10, 1),
        ["Eid al-Fitr, second day"] = (10, 2),
        ["Martyrdom of Imam Sadiq"] = (10, 25),
        ["Eid al-Adha"] = (12, 10),
        ["Eid al-Ghadir"] = (12, 18),
    };

    [Fact]
    public void Each_Jalali_date_is_its_Gregorian_day()
    {
        foreach (var holiday in Holidays) holiday.Jalali.ShouldBe(JalaliOf(holiday.Day));
    }

    [Fact]
    public void Each_lunar_holiday_lies_within_two_days_of_two_other_lunar_calendars()
    {
        foreach (var holiday in Lunar)
        {
            foreach (System.Globalization.Calendar calendar in new System.Globalization.Calendar[] { new UmAlQuraCalendar(), new HijriCalendar() })
                DaysOff(calendar, holiday).ShouldBeLessThanOrEqualTo(2, $"{calendar}, {holiday}");
        }
    }

    [Fact]
    public void No_feast_of_any_lunar_year_is_missing()
    {
        var calendar = new UmAlQuraCalendar();
        var (first, last) = (Jalali(1403, 1, 1), Jalali(1407, 1, 1).AddDays(-1));
        foreach (var year in Enumerable.Range(1445, 5))
        {
            foreach (var (name, (month, day)) in Feasts)
            {
                var expected = DateOnly.FromDateTime(calendar.ToDateTime(year, month, day, 0, 0, 0, 0));
                if (expected < first.AddDays(3) || expected > last.AddDays(-3)) continue;
                Lunar.Count(holiday => holiday.Name.En == name
                    && Math.Abs(holiday.Day.DayNumber - expected.DayNumber) <= 2).ShouldBe(1, $"{name} of {year}");
            }
        }

        Lunar.ShouldAllBe(holiday => Feasts.ContainsKey(holiday.Name.En));
    }

    [Fact]
    public void The_solar_holidays_of_every_year_are_the_same_and_a_leap_year_has_its_last_day_too()
    {
        string[] everyYear =
        [
            "01-01", "01-02", "01-03", "01-04", "01-12", "01-13", "03-14", "03-15", "11-22", "12-29",
        ];
        foreach (var year in Enumerable.Range(1403, 4))
        {
            var days = Holidays.Where(holiday => holiday.Kind == "solar" && holiday.Jalali[..4] == $"{year}");
            string[] expected = new PersianCalendar().IsLeapYear(year) ? [.. everyYear, "12-30"] : everyYear;
            days.Select(holiday => holiday.Jalali[5..]).ShouldBe(expected);
        }
    }

    [Fact]
    public void Only_the_lunar_holidays_of_1405_and_1406_are_computed()
    {
        foreach (var holiday in Holidays)
            holiday.Computed.ShouldBe(holiday.Kind == "lunar" && holiday.Jalali[..4] is "1405" or "1406", $"{holiday}");
    }

    [Fact]
    public void Holidays_stand_in_order_once_and_are_named_in_both_languages()
    {
        Holidays.Select(holiday => holiday.Day).ShouldBeInOrder();
        Holidays.Select(holiday => (holiday.Day, holiday.Name)).ShouldBeUnique();
        Holidays.ShouldAllBe(holiday => holiday.Kind == "solar" || holiday.Kind == "lunar");
        Holidays.ShouldAllBe(holiday => holiday.Name.Fa.Any(letter => letter >= 'آ' && letter <= 'ی'));
        Holidays.ShouldAllBe(holiday => holiday.Name.En.All(letter => letter < 128) && holiday.Name.En != "");
        Holidays.ShouldAllBe(holiday => !holiday.Name.Fa.Contains('ي') && !holiday.Name.Fa.Contains('ك'));
    }

    [Fact]
    public void They_make_a_calendar_in_one_act()
    {
        var declared = Holidays.Select(holiday => new Holiday(holiday.Day, holiday.Name));
        var calendar = new WorkingCalendar().With([.. declared]);
        calendar.Version.ShouldBe(1);
        calendar.IsWorkingDay(Jalali(1404, 4, 15)).ShouldBeFalse();
        calendar.Next(Jalali(1405, 1, 1)).ShouldBe(Jalali(1405, 1, 5));
        // Of 365 days 52 are Fridays and 26 holidays, 3 of these on a Friday.
        calendar.WorkingDaysBetween(Jalali(1404, 12, 29), Jalali(1405, 12, 29)).ShouldBe(365 - 52 - (26 - 3));
    }

    private static IEnumerable<Listed> Lunar => Holidays.Where(holiday => holiday.Kind == "lunar");

    private static int DaysOff(System.Globalization.Calendar calendar, Listed holiday)
    {
        var (month, day) = Feasts[holiday.Name.En];
        var year = calendar.GetYear(holiday.Day.ToDateTime(TimeOnly.MinValue));
        return Enumerable.Range(year - 1, 3)
            .Select(candidate => DateOnly.FromDateTime(calendar.ToDateTime(candidate, month, day, 0, 0, 0, 0)))
            .Min(expected => Math.Abs(expected.DayNumber - holiday.Day.DayNumber));
    }

    private static string JalaliOf(DateOnly day)
    {
        var (calendar, time) = (new PersianCalendar(), day.ToDateTime(TimeOnly.MinValue));
        return $"{calendar.GetYear(time):0000}-{calendar.GetMonth(time):00}-{calendar.GetDayOfMonth(time):00}";
    }

    private static DateOnly Jalali(int year, int month, int day) =>
        DateOnly.FromDateTime(new PersianCalendar().ToDateTime(year, month, day, 0, 0, 0, 0));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder?.GetFiles("EGov.Cqrs.sln").Length == 0) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    private sealed record Listed(DateOnly Day, string Jalali, Text Name, string Kind, bool Computed);
}
