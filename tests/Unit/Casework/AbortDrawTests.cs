using EGov.Casework;

namespace EGov.Unit.Casework;

public class AbortDrawTests
{
    private static readonly DrawRequested Requested = Lots.Requested();
    private static readonly Request Running = Given.Request(Past.Submitted, Requested);
    private static readonly DateTimeOffset Late = Requested.Deadline.AddSeconds(1);

    [Fact]
    public void A_draw_ends_when_somebody_of_the_pool_steps_aside()
    {
        var running = Given.Fold(Running, Past.Recused(Who.Colleague));
        var aborted = Abort(AbortDrawHandler.PoolChanged, running);
        aborted.Draw.ShouldBe(Requested.Draw);
        var after = Given.Fold(running, aborted);
        after.Draw.ShouldBeNull();
        after.Draws.ShouldBe(1);
        after.IsPastDrawing.ShouldBeFalse();
    }

    [Fact]
    public void Or_when_its_request_was_not_published_in_time()
    {
        Abort(AbortDrawHandler.NotPublished, Running, Late).Reason.ShouldBe("not-published");
        Then.Refusal("draw.no-reason-to-abort", () => Abort(AbortDrawHandler.NotPublished, Running));
    }

    [Fact]
    public void Or_when_the_platform_has_not_the_key_that_it_named() =>
        Abort(AbortDrawHandler.KeyChanged, Running).Reason.ShouldBe("key-changed");

    [Theory]
    [InlineData(AbortDrawHandler.PoolChanged)]
    [InlineData(AbortDrawHandler.NobodyEligible)]
    [InlineData(AbortDrawHandler.Withdrawn)]
    [InlineData("the-wrong-officer")]
    public void Never_for_another_reason(string reason) =>
        Then.Refusal("draw.no-reason-to-abort", () => Abort(reason, Running, Late));

    [Fact]
    public void What_does_not_run_does_not_end() =>
        Then.Refusal("draw.nothing-to-abort", () => Abort(AbortDrawHandler.KeyChanged, Given.Request(Past.Submitted)));

    [Fact]
    public void A_withdrawal_ends_the_draw_with_the_file()
    {
        object[] events = [.. WithdrawRequestHandler.Handle(new(Given.Id), Running, Who.Applicant, Given.On(1))];
        events[1].ShouldBeOfType<DrawAborted>().Reason.ShouldBe(AbortDrawHandler.Withdrawn);
        var after = Given.Fold(Running, events);
        after.Draw.ShouldBeNull();
        after.Status.ShouldBe(RequestStatus.Closed);
    }

    private static DrawAborted Abort(string reason, Request request, DateTimeOffset? now = null) =>
        AbortDrawHandler.Handle(new(Given.Id, reason), request, Lots.Handbook, now ?? Given.On(1));
}
