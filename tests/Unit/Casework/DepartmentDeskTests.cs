using EGov.Casework;

namespace EGov.Unit.Casework;

public class DepartmentDeskTests
{
    // Complete on Sunday 3 May: the promise is Sunday 17 May, the legal limit Tuesday 26 May.
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly DateOnly Limit = Past.Ready.LegalLimit;

    [Theory]
    [InlineData(-5, "late"), InlineData(-1, "late"), InlineData(0, "0-2"), InlineData(2, "0-2"), InlineData(3, "3-5")]
    [InlineData(5, "3-5"), InlineData(6, "6-10"), InlineData(10, "6-10"), InlineData(11, "over-10")]
    public void A_file_ages_by_the_working_days_left_to_its_limit(int left, string band) =>
        Desk(WithLeft(left), Ready).Ageing.Where(age => age.Files > 0)
            .ShouldBe([new AgeBand(band, 1)]);

    [Fact]
    public void A_file_whose_clock_does_not_run_has_no_age()
    {
        var files = new[]
        {
            Given.Request(Past.Submitted), Given.Request([.. Past.UntilReady, Past.Asked]),
            Given.Request([.. Past.UntilReady, Past.Decided()]),
        };
        var desk = Desk(Limit.AddDays(30), files);
        desk.Ageing.Where(age => age.Files > 0).ShouldBe([new AgeBand("no-clock", 3)]);
        (desk.Open, desk.Late.Count, desk.DueSoon.Count).ShouldBe((3, 0, 0));
        (desk.WithinPromise, desk.PastPromise).ShouldBe((0, 0));
    }

    [Fact]
    public void Promise_and_limit_part_the_running_files_in_three()
    {
        Parts(Past.Ready.Promise).ShouldBe((1, 0, 0));
        Parts(Past.Ready.Promise.AddDays(1)).ShouldBe((0, 1, 0));
        Parts(Limit.AddDays(1)).ShouldBe((0, 0, 1));

        (int Within, int Past, int Late) Parts(DateOnly today)
        {
            var desk = Desk(today, Ready);
            return (desk.WithinPromise, desk.PastPromise, desk.Late.Count);
        }
    }

    [Fact]
    public void Every_open_file_is_counted_once_by_its_age_and_once_at_most_by_its_officer()
    {
        var files = new[]
        {
            Ready, Given.Request(Past.Submitted), Given.Request([.. Past.UntilReady, Past.Asked]),
            Given.Request([.. Past.UntilReady, Past.Referred]), Given.Request([.. Past.UntilReady, Past.Breached]),
        };
        var desk = Desk(Limit.AddDays(1), files);
        (desk.Open, desk.Unassigned, desk.Waiting, desk.Referred, desk.Breached).ShouldBe((5, 1, 1, 1, 1));
        desk.Ageing.Sum(age => age.Files).ShouldBe(desk.Open);
        desk.Workloads.Sum(load => load.Open).ShouldBe(desk.Open - desk.Unassigned);
    }

    [Fact]
    public void A_workload_says_what_of_it_is_late_soon_or_standing_still()
    {
        var his = Given.Request(Past.Submitted, Past.GivenTo(Who.Colleague), Past.Ready);
        Desk(Limit.AddDays(1), Ready, Given.Request([.. Past.UntilReady, Past.Asked])).Workloads
            .ShouldBe([new Workload("ENV-014", 2, Late: 1, DueWithinThreeDays: 0, Waiting: 1)]);
        Desk(WithLeft(3), Ready, his).Workloads
            .ShouldBe([new Workload("ENV-014", 1, 0, 1, 0), new Workload("ENV-021", 1, 0, 1, 0)]);
        Desk(WithLeft(4), his).Workloads.ShouldBe([new Workload("ENV-021", 1, 0, 0, 0)]);
        Desk(WithLeft(4), Ready, his, his).Workloads.Select(load => load.Officer).ShouldBe(["ENV-021", "ENV-014"]);
    }

    [Fact]
    public void The_latest_file_stands_first_and_what_has_no_clock_last()
    {
        var later = Given.Request(
            Past.Submitted, Past.Assigned, Past.Ready with { At = Given.On(4), LegalLimit = Limit.AddDays(3) });
        var desk = Desk(Limit.AddDays(5), later, Ready);
        desk.Late.Select(item => item.DaysLeft).ShouldBe(desk.Late.Select(item => item.DaysLeft).Order());
        desk.Late[0].ReadyAt.ShouldBe(Past.Ready.At);
    }

    [Fact]
    public void A_breach_counts_the_working_days_after_its_limit_until_the_decision()
    {
        object[] breached = [.. Past.UntilReady, Past.Breached];
        var open = Breach(Limit.AddDays(3), breached);
        (open.LegalLimit, open.DaysLate, open.EscalatedTo, open.OwesRemedy, open.Remedy)
            .ShouldBe((Limit, 2, "ENV-900", true, null));

        var decided = Past.Decided() with { At = Given.On(Limit.AddDays(5).DayNumber - Given.Start.Day().DayNumber) };
        var late = Given.Calendar.WorkingDaysBetween(Limit, decided.At.Day());
        Breach(Limit.AddDays(60), [.. breached, decided]).DaysLate.ShouldBe(late, "no day is added after the decision");
    }

    [Fact]
    public void A_breach_is_no_longer_owed_once_its_remedy_is_given()
    {
        var given = new RemedyGiven(Given.On(40), Past.Matter, "ENV-900", "correction", Past.Words("Our fault."));
        var breach = Breach(Limit.AddDays(20), [.. Past.UntilReady, Past.Breached, given]);
        (breach.OwesRemedy, breach.Remedy).ShouldBe((false, "correction"));
    }

    private static DepartmentDesk Desk(DateOnly today, params Request[] files) =>
        DepartmentDeskEndpoint.Of("environment", files, 0, Given.Handbook, today);

    private static Breach Breach(DateOnly today, object[] past) =>
        BreachesEndpoint.Show(Given.Request(past), past, Given.Handbook, today);

    /// <summary>The first day on which so many working days are left to the limit.</summary>
    private static DateOnly WithLeft(int left)
    {
        var day = Given.Start.Day();
        while (WorkQueueEndpoint.Show(Ready, Given.Handbook, day).DaysLeft is not { } found || found > left)
            day = day.AddDays(1);
        return day;
    }
}
