using EGov.Casework;
using EGov.Catalogue;
using EGov.Transparency;
using static EGov.Unit.Transparency.GivenFiles;

namespace EGov.Unit.Transparency;

public class PerformanceRowTests
{
    private static readonly Guid File = new(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]);
    private readonly GivenFiles _given = new();

    [Fact]
    public void A_contest_takes_the_decision_out_on_the_day_on_which_it_counted()
    {
        _given.Add(File, Submitted(Start));
        _given.Add(File, Decided(Start.AddDays(10), 7, onTime: true, Outcome.Refused));
        _given.Add(File, Closed(Start.AddDays(11), Closure.Refused));
        _given.Add(File, Contested(Start.AddDays(30)));
        _given.Add(File, Reopened(Start.AddDays(30)));
        _given.Add(File, Decided(Start.AddDays(40), 5, onTime: true));

        var rows = _given.Rows();
        var contest = rows.Single(row => row.Kind is RowKind.Contested);
        contest.Counts.ShouldBe(-1);
        contest.DecidedOn.ShouldBe(Start.AddDays(10).Day());
        contest.ClosedOn.ShouldBe(Start.AddDays(11).Day());
        (contest.WorkingDays, contest.OnTime, contest.Outcome).ShouldBe((7, true, Outcome.Refused));
        rows.Sum(row => row.DecidedOn is null ? 0 : row.Counts).ShouldBe(1);
        rows.Sum(row => row.Open).ShouldBe(1);
    }

    [Fact]
    public void After_an_appeal_the_contest_takes_out_what_was_counted_and_not_what_the_appeal_made_of_it()
    {
        _given.Add(File, Submitted(Start));
        _given.Add(File, Decided(Start.AddDays(10), 7, onTime: false, Outcome.Refused));
        _given.Add(File, Closed(Start.AddDays(11), Closure.Refused));
        _given.Add(File, new DecisionAppealed(Start.AddDays(12), Permit, EGov.Privacy.Sealed.Of(File, "")));
        _given.Add(File, new AppealDecided(Start.AddDays(20), Permit, "B", "A", true, Outcome.Granted, [], EGov.Privacy.Sealed.Of(File, "")));
        _given.Add(File, Closed(Start.AddDays(21)));
        _given.Add(File, Contested(Start.AddDays(22)));

        var rows = _given.Rows();
        rows[^1].Outcome.ShouldBe(Outcome.Refused);
        rows[^1].ClosedOn.ShouldBe(Start.AddDays(21).Day());
        rows.Sum(row => row.Open).ShouldBe(0);
    }

    [Fact]
    public void A_withdrawn_file_is_closed_and_never_decided()
    {
        _given.Add(File, Submitted(Start));
        _given.Add(File, new RequestWithdrawn(Start.AddDays(1), Permit, null));
        _given.Add(File, Closed(Start.AddDays(1), Closure.Withdrawn));

        var rows = _given.Rows();
        rows.Sum(row => row.Open).ShouldBe(0);
        rows.ShouldAllBe(row => row.DecidedOn == null);
        rows.Single(row => row.Kind is RowKind.Closed).Counts.ShouldBe(0);
    }

    [Fact]
    public void A_file_past_its_limit_is_so_until_it_is_decided_and_only_once()
    {
        _given.Add(File, Submitted(Start));
        _given.Add(File, Breached(Start.AddDays(30)));
        _given.Add(File, Decided(Start.AddDays(40), 30, onTime: false));
        _given.Add(File, Closed(Start.AddDays(41)));

        _given.Rows().Select(row => row.PastLimit).ShouldBe([0, 1, -1, 0]);
    }

    [Fact]
    public void Filing_transfers_and_referrals_are_visits_and_a_file_sent_back_and_forth_wanders()
    {
        var water = Permit with { Department = "water" };
        _given.Add(File, Submitted(Start));
        _given.Add(File, Transferred(Start.AddDays(1), Permit, "water"));
        _given.Add(File, Referred(Start.AddDays(2), water));
        _given.Add(File, Transferred(Start.AddDays(3), water, "housing"));
        _given.Add(File, Decided(Start.AddDays(4), 3, onTime: true));

        var decided = _given.Rows()[^1];
        (decided.Visits, decided.Planned).ShouldBe((4, 2));
    }

    [Fact]
    public void What_a_service_plans_is_read_from_the_offers_of_the_log_by_the_day_of_filing()
    {
        var planned = new PlannedVisits();
        planned.Offer("permit", new(2026, 1, 1), 2);
        planned.Offer("permit", new(2026, 6, 1), 3);
        planned.On("permit", new(2026, 5, 31)).ShouldBe(2);
        planned.On("permit", new(2026, 6, 1)).ShouldBe(3);
        planned.On("permit", new(2025, 1, 1)).ShouldBe(2);
        planned.On("branch", new(2026, 1, 1)).ShouldBe(0);
        planned.Offer("permit", new(2026, 5, 1), 0);
        planned.On("permit", new(2026, 6, 1)).ShouldBe(0);

        _given.Add(File, new ServiceOffered(Start, new(2026, 1, 1), Terms("permit", 3)));
        _given.Rows().Single().ShouldSatisfyAllConditions(
            row => row.Planned.ShouldBe(3), row => row.Day.ShouldBe(new(2026, 1, 1)), row => row.Counts.ShouldBe(0));
    }

    [Fact]
    public void A_late_clock_never_makes_an_event_known_before_the_one_it_follows()
    {
        _given.Add(File, Submitted(Start), Start.AddHours(5));
        _given.Add(File, Decided(Start.AddHours(1), 0, onTime: true), Start.AddHours(2));

        _given.Rows().Select(row => row.Recorded).ShouldBe([Start.AddHours(5), Start.AddHours(5)]);
    }

    [Fact]
    public void Every_counted_event_has_a_row_and_no_other_has_one()
    {
        string[] uncounted =
        [
            nameof(OfficerRecused), nameof(RequestReady), nameof(InformationRequested), nameof(InformationSupplied),
            nameof(QuestionLapsed), nameof(ReferralAnswered), nameof(RequestExtended), nameof(RequestPrioritised),
            nameof(DeadlineRedated), nameof(DecisionPrepared), nameof(DecisionNotified), nameof(ClosureConfirmed),
            nameof(RemedyGiven), nameof(RequestRated), nameof(FileAttached), nameof(ApplicantCorrected),
            nameof(DrawRequested), nameof(NonceRevealed), nameof(DrawExecuted), nameof(DrawAborted),
        ];
        typeof(RequestSubmitted).Assembly.GetTypes()
            .Where(type => type.Namespace == "EGov.Casework" && type.IsAssignableTo(typeof(IHappened)) && !type.IsInterface)
            .Select(type => type.Name)
            .Except(new PerformanceProjection("x").IncludedEventTypes.Select(type => type.Name))
            .Order().ShouldBe(uncounted.Order());
    }
}
