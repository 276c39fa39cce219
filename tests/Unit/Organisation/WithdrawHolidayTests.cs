using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class WithdrawHolidayTests
{
    private static readonly DateOnly Snow = Given.On(4).Day();

    private static readonly Calendar Declared = Given.Fold(
        new Calendar(), new CalendarOpened(Given.Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), []),
        new HolidayDeclared(Given.Start, Snow, Given.Any));

    [Fact]
    public void The_day_is_worked_again_and_what_was_known_before_stays_known()
    {
        var calendar = Given.Fold(Declared, Withdraw(Declared, Snow)).Working;
        calendar.Version.ShouldBe(3);
        calendar.IsWorkingDay(Snow).ShouldBeTrue();
        calendar.AsOf(2).IsWorkingDay(Snow).ShouldBeFalse();
    }

    [Fact]
    public void A_day_that_is_no_holiday_stays_what_it_is() =>
        Then.Refusal("holiday.not-declared", () => Withdraw(Declared, Snow.AddDays(1)));

    [Fact]
    public void It_is_withdrawn_once() =>
        Then.Refusal("holiday.not-declared", () => Withdraw(Given.Fold(Declared, Withdraw(Declared, Snow)), Snow));

    private static HolidayWithdrawn Withdraw(Calendar calendar, DateOnly day) =>
        WithdrawHolidayHandler.Handle(new(day), calendar, Given.Start);
}
