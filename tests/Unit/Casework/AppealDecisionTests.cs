using EGov.Casework;

namespace EGov.Unit.Casework;

public class AppealDecisionTests
{
    private static readonly Request Notified = Given.Request(Past.UntilNotified);
    private static readonly Request Closed = Given.Request(Past.UntilClosed);
    private const int LastDay = 32;

    [Fact]
    public void On_its_last_day_a_decision_can_still_be_appealed() =>
        Appeal(Notified, LastDay).ShouldBe(Past.Appealed with { At = Given.On(LastDay) });

    [Fact]
    public void A_day_later_it_cannot() => Then.Refusal("appeal.window-closed", () => Appeal(Notified, LastDay + 1));

    [Fact]
    public void A_closed_file_opens_again_for_the_appeal()
    {
        var appealed = Given.Fold(Closed, Appeal(Closed));
        appealed.Status.ShouldBe(RequestStatus.Appealed);
        appealed.Closure.ShouldBeNull();
        appealed.ContestBy.ShouldBeNull();
    }

    [Fact]
    public void Even_a_confirmed_closure_leaves_the_days_to_appeal() =>
        Appeal(Given.Fold(Closed, Past.Confirmed), LastDay).At.ShouldBe(Given.On(LastDay));

    [Fact]
    public void A_decision_cannot_be_appealed_twice() =>
        Then.Refusal("appeal.already-made", () => Appeal(Given.Fold(Notified, Past.Appealed)));

    [Fact]
    public void Nor_before_it_is_made() =>
        Then.Refusal("appeal.nothing-to-appeal", () => Appeal(Given.Request(Past.UntilReady)));

    [Fact]
    public void What_is_decided_anew_after_a_contest_can_be_appealed_anew() =>
        Appeal(Given.Request(
        [
            .. Past.UntilNotified, Past.Appealed, .. Past.UntilNotified[3..], Past.Closed(),
            .. Past.Contested(Given.On(14)), Past.Decided(), Past.Notified,
        ])).Matter.ShouldBe(Past.Matter);

    [Fact]
    public void Nor_before_it_is_told() =>
        Then.Refusal("appeal.nothing-to-appeal", () => Appeal(Given.Request([.. Past.UntilReady, Past.Decided()])));

    [Fact]
    public void Nor_where_the_applicant_withdrew() =>
        Then.Refusal("appeal.nothing-to-appeal", () => Appeal(Given.Request([Past.Submitted, .. Past.Withdrawn])));

    [Fact]
    public void Nobody_appeals_for_the_applicant() =>
        Then.Refusal("request.not-the-applicant", () => Appeal(Notified, by: Who.Stranger), 403);

    [Fact]
    public void An_appeal_has_grounds() =>
        Then.Refusal("appeal.grounds-empty", () => Appeal(Notified, grounds: " "), 422);

    private static DecisionAppealed Appeal(
        Request request, int day = 14, Actor? by = null, string grounds = " The plan was not read. ") =>
        AppealDecisionHandler.Handle(new(Given.Id, grounds), request, by ?? Who.Applicant, Given.On(day));
}
