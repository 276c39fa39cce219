using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class OpenCalendarTests
{
    [Fact]
    public void The_calendar_opens_with_the_days_of_rest_that_are_known()
    {
        var holiday = new KnownHoliday(Given.On(3).Day(), Given.Any);
        var calendar = Given.Fold(new Calendar(), Open([DayOfWeek.Thursday, DayOfWeek.Friday], holiday)).Working;
        calendar.Version.ShouldBe(1);
        calendar.IsWorkingDay(Given.On(3).Day()).ShouldBeFalse();
        calendar.IsWorkingDay(Given.On(5).Day()).ShouldBeFalse();
        calendar.IsWorkingDay(Given.On(4).Day()).ShouldBeTrue();
    }

    [Fact]
    public void A_week_has_a_working_day() =>
        Then.Refusal("calendar.no-working-day", () => Open(Enum.GetValues<DayOfWeek>()));

    [Fact]
    public void Six_days_of_rest_leave_one() => Open(Enum.GetValues<DayOfWeek>()[..6]).Weekend.Count.ShouldBe(6);

    private static CalendarOpened Open(IReadOnlyList<DayOfWeek> weekend, params KnownHoliday[] holidays) =>
        OpenCalendarHandler.Decide(new(weekend, new(7, 30), new(14, 30), holidays), Given.Start);
}
