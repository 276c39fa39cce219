using EGov.Casework;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class QueuePaceTests
{
    private static readonly DateOnly Today = Given.On(30).Day();

    [Fact]
    public void A_turn_comes_after_as_many_working_days_as_the_files_before_it_take()
    {
        // Four weeks of six working days: 24. Twelve decided in them: one in two days.
        QueuePace.Expect(1, 12, Given.Calendar, Today).ShouldBe(Given.Calendar.AddWorkingDays(Today, 2));
        QueuePace.Expect(10, 12, Given.Calendar, Today).ShouldBe(Given.Calendar.AddWorkingDays(Today, 20));
        QueuePace.Expect(1, 1_000, Given.Calendar, Today).ShouldBe(Given.Calendar.AddWorkingDays(Today, 1));
    }

    [Fact]
    public void Of_few_decisions_no_pace_is_told() => QueuePace.Expect(1, 4, Given.Calendar, Today).ShouldBeNull();

    [Fact]
    public void Only_the_decisions_of_that_office_service_and_time_count()
    {
        var change = new Cube.Change(Cube.Empty);
        foreach (var (department, service, day) in new[]
        {
            ("north", "permit", Today), ("north", "permit", Today.AddDays(-27)),
            ("north", "permit", Today.AddDays(-28)), ("south", "permit", Today), ("north", "licence", Today),
        })
        {
            change.Apply(new()
            {
                Sequence = 1,
                Kind = RowKind.Decided,
                Spot = new(department, service, null),
                Day = day.DayNumber,
                Counts = 1,
                DecidedOn = day.DayNumber,
                Outcome = Outcome.Granted,
            });
        }

        QueuePace.Decided(change.Build(), "north", "permit", Today).ShouldBe(2);
    }
}
