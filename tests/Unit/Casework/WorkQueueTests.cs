using EGov.Casework;

namespace EGov.Unit.Casework;

public class WorkQueueTests
{
    private static readonly DateOnly Limit = Past.Ready.LegalLimit;

    [Fact]
    public void A_file_stands_in_its_departments_queue_until_it_is_closed_and_comes_back_with_a_contest()
    {
        Queued(Past.Submitted).Department.ShouldBe("environment");
        Queued(Past.UntilClosed).Department.ShouldBeEmpty();
        Queued([.. Past.UntilClosed, .. Past.Contested(Given.On(15))]).Department.ShouldBe("environment");
        Queued([.. Past.UntilReady, Past.Transferred]).Department.ShouldBe("regional-water");
    }

    [Fact]
    public void Who_was_asked_finds_it_there_until_the_opinion_is_given()
    {
        Queued([.. Past.UntilReady, Past.Referred]).Asked.ShouldBe(["regional-water"]);
        Queued([.. Past.UntilReady, Past.Referred, Past.Answered]).Asked.ShouldBeEmpty();
    }

    [Fact]
    public void A_prepared_decision_waits_for_a_second_officer_until_it_is_taken()
    {
        Queued(Past.UntilReady).PreparedBy.ShouldBeNull();
        Queued([.. Past.UntilReady, Past.Prepared()]).PreparedBy.ShouldBe("ENV-014");
        Queued([.. Past.UntilReady, Past.Prepared(), Past.Decided()]).PreparedBy.ShouldBeNull();
    }

    [Fact]
    public void It_is_sorted_by_the_legal_limit_and_last_while_no_clock_runs()
    {
        Queued(Past.UntilReady).SortedBy.ShouldBe(Limit);
        Queued(Past.Submitted).SortedBy.ShouldBe(DateOnly.MaxValue);
        Queued([.. Past.UntilReady, Past.Asked]).SortedBy.ShouldBe(DateOnly.MaxValue, "the clock stands still");
    }

    [Fact]
    public void The_queue_keeps_no_sealed_value() => Queued(Past.UntilReady).File.SealedFacts.ShouldBeEmpty();

    [Theory, InlineData(0, 0), InlineData(1, -1), InlineData(-1, 1)]
    public void Days_left_are_working_days_to_the_limit_and_negative_after_it(int daysAfter, int left) =>
        Shown(Limit.AddDays(daysAfter), Past.UntilReady).DaysLeft.ShouldBe(left);

    [Fact]
    public void No_days_are_left_of_a_clock_that_does_not_run()
    {
        Shown(Limit, Past.Submitted).DaysLeft.ShouldBeNull();
        Shown(Limit, [.. Past.UntilReady, Past.Asked]).DaysLeft.ShouldBeNull();
        Shown(Limit, [.. Past.UntilReady, Past.Decided()]).DaysLeft.ShouldBeNull();
    }

    [Fact]
    public void The_promise_is_past_on_the_day_after_it_and_only_while_undecided()
    {
        Shown(Past.Ready.Promise, Past.UntilReady).IsPastPromise.ShouldBeFalse();
        Shown(Past.Ready.Promise.AddDays(1), Past.UntilReady).IsPastPromise.ShouldBeTrue();
        Shown(Limit, [.. Past.UntilReady, Past.Decided()]).IsPastPromise.ShouldBeFalse();
    }

    private static WorkItem Shown(DateOnly today, params object[] past) =>
        WorkQueueEndpoint.Show(Given.Request(past), Given.Handbook, today);

    private static QueuedFile Queued(params object[] past)
    {
        var projection = new QueuedFileProjection();
        QueuedFile? file = null;
        foreach (var data in past) file = projection.Evolve(file, Given.Id, Given.AsEvent(data));
        return file!;
    }
}
