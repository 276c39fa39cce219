using EGov.Casework;
using EGov.Organisation;

namespace EGov.Unit.Casework;

public class RedateRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly int LastDay = Past.Ready.LegalLimit.DayNumber - Given.Start.Day().DayNumber;

    [Fact]
    public void A_day_off_declared_later_moves_both_dates_of_a_running_file()
    {
        var redated = Redate(Ready, WithHoliday(4));
        redated.ShouldBe(new DeadlineRedated(Given.On(3), Past.Matter, 2,
            Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 1),
            Given.Calendar.AddWorkingDays(Past.Ready.Promise, 1)));
        Given.Fold(Ready, redated).IsMovedBy(WithHoliday(4)).ShouldBeFalse();
    }

    [Fact]
    public void One_that_is_withdrawn_moves_them_back()
    {
        var moved = Given.Fold(Ready, Redate(Ready, WithHoliday(4)));
        var back = Redate(moved, WithHoliday(4).Without(Given.On(4).Day()));
        (back.LegalLimit, back.Promise).ShouldBe((Past.Ready.LegalLimit, Past.Ready.Promise));
    }

    [Theory, InlineData(6), InlineData(60)]
    public void A_day_that_counts_for_nothing_moves_nothing(int day) =>
        Then.Refusal("redating.not-affected", () => Redate(Ready, WithHoliday(day)));

    [Fact]
    public void The_same_calendar_moves_nothing() =>
        Then.Refusal("redating.not-affected", () => Redate(Ready, Given.Calendar));

    [Fact]
    public void While_the_clock_stands_there_is_no_date_to_move() =>
        Then.Refusal("redating.not-affected", () => Redate(Given.Fold(Ready, Past.Asked), WithHoliday(4)));

    [Fact]
    public void A_stop_that_came_too_late_leaves_one()
    {
        var asked = AskApplicantHandler.Handle(
            new(Given.Id, "Noise map?"), Ready, Given.Handbook, Who.Officer, Given.On(LastDay + 1));
        Redate(Given.Fold(Ready, asked), WithHoliday(4)).LegalLimit
            .ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 1));
    }

    [Fact]
    public void What_is_decided_keeps_its_dates() =>
        Then.Refusal("redating.not-affected", () => Redate(Given.Fold(Ready, Past.Decided()), WithHoliday(4)));

    private static WorkingCalendar WithHoliday(int day) =>
        Given.Calendar.With(new Holiday(Given.On(day).Day(), Given.Any));

    private static DeadlineRedated Redate(Request request, WorkingCalendar calendar) =>
        RedateRequestHandler.Handle(
            new(Given.Id), request, Given.By(Given.Terms, calendar: calendar), Given.On(3));
}
