using EGov.Casework;

namespace EGov.Unit.Casework;

public class NotifyDecisionTests
{
    private static readonly Request Decided = Given.Request([.. Past.UntilReady, Past.Decided()]);

    [Fact]
    public void From_the_notice_the_days_to_appeal_count() => Notify(Decided).ShouldBe(Past.Notified);

    [Theory, InlineData("portal"), InlineData("desk"), InlineData("letter")]
    public void It_goes_by_a_known_channel(string channel) => Notify(Decided, channel).Channel.ShouldBe(channel);

    [Fact]
    public void And_by_no_other() => Then.Refusal("notice.channel-unknown", () => Notify(Decided, "rumour"), 422);

    [Fact]
    public void There_is_nothing_to_tell_before_the_decision() =>
        Then.Refusal("notice.nothing-decided", () => Notify(Given.Request(Past.UntilReady)));

    [Fact]
    public void Nor_to_tell_twice() =>
        Then.Refusal("notice.nothing-decided", () => Notify(Given.Fold(Decided, Past.Notified)));

    [Fact]
    public void Who_decided_may_tell_it_though_another_holds_the_file() =>
        Notify(Given.Request([.. Past.UntilReady, Past.Decided(by: Who.Colleague)]), by: Who.Colleague)
            .Officer.ShouldBe("ENV-021");

    [Fact]
    public void And_nobody_else() =>
        Then.Refusal("notice.not-for-this-officer", () => Notify(Decided, by: Who.Senior), 403);

    private static DecisionNotified Notify(Request request, string channel = "portal", Actor? by = null) =>
        NotifyDecisionHandler.Handle(
            new(Given.Id, channel), request, Given.Handbook, by ?? Who.Officer, Given.On(12));
}
