using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class DeclareHolidayTests
{
    private static readonly Calendar Open =
        Given.Fold(new Calendar(), new CalendarOpened(Given.Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), []));

    private static readonly DateOnly Snow = Given.On(4).Day();

    [Fact]
    public void A_further_day_off_is_known_from_the_next_version_on()
    {
        var calendar = Given.Fold(Open, Declare(Open)).Working;
        calendar.Version.ShouldBe(2);
        calendar.IsWorkingDay(Snow).ShouldBeFalse();
        calendar.AsOf(1).IsWorkingDay(Snow).ShouldBeTrue();
    }

    [Fact]
    public void A_day_is_declared_once() =>
        Then.Refusal("holiday.already-declared", () => Declare(Given.Fold(Open, Declare(Open))));

    [Fact]
    public void After_it_was_withdrawn_it_may_be_declared_again() =>
        Declare(Given.Fold(Open, Declare(Open), new HolidayWithdrawn(Given.Start, Snow))).Day.ShouldBe(Snow);

    private static HolidayDeclared Declare(Calendar calendar) =>
        DeclareHolidayHandler.Handle(new(Snow, Given.Any), calendar, Given.Start);
}
