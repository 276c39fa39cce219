using EGov.Casework;

namespace EGov.Unit.Casework;

public class CloseRequestTests
{
    private static readonly Request Notified = Given.Request(Past.UntilNotified);

    [Fact]
    public void A_told_decision_is_closed_and_can_be_contested_until_a_day() => Close(Notified).ShouldBe(Past.Closed());

    [Fact]
    public void A_refusal_is_closed_as_refused() =>
        Close(Refusal(), Closure.Refused).Closure.ShouldBe(Closure.Refused);

    [Fact]
    public void And_not_as_resolved() => Then.Refusal("closure.not-as-decided", () => Close(Refusal()));

    [Fact]
    public void Nor_is_a_grant_closed_as_refused() =>
        Then.Refusal("closure.not-as-decided", () => Close(Notified, Closure.Refused));

    [Fact]
    public void Only_the_applicant_withdraws() =>
        Then.Refusal("closure.not-as-decided", () => Close(Notified, Closure.Withdrawn));

    [Theory, InlineData(Closure.OutOfCompetence), InlineData(Closure.Transferred)]
    public void What_is_not_ours_is_transferred_and_never_closed(Closure closure) =>
        Then.Refusal("closure.needs-a-transfer", () => Close(Notified, closure));

    [Fact]
    public void A_decision_that_was_not_told_is_not_closed() =>
        Then.Refusal("closure.not-notified", () => Close(Given.Request([.. Past.UntilReady, Past.Decided()])));

    [Fact]
    public void Nor_is_a_file_closed_twice() =>
        Then.Refusal("closure.not-notified", () => Close(Given.Request(Past.UntilClosed)));

    [Fact]
    public void Who_decided_may_close_as_may_who_holds_the_file()
    {
        var decidedByColleague = Given.Request([.. Past.UntilReady, Past.Decided(by: Who.Colleague), Past.Notified]);
        Close(decidedByColleague, by: Who.Colleague).Officer.ShouldBe("ENV-021");
        Close(decidedByColleague, by: Who.Officer).Officer.ShouldBe("ENV-014");
    }

    [Fact]
    public void And_nobody_else() =>
        Then.Refusal("closure.not-for-this-officer", () => Close(Notified, by: Who.Senior), 403);

    private static Request Refusal() =>
        Given.Request([.. Past.UntilReady, Past.Decided(Outcome.Refused), Past.Notified]);

    private static RequestClosed Close(Request request, Closure closure = Closure.Resolved, Actor? by = null) =>
        CloseRequestHandler.Handle(new(Given.Id, closure), request, Given.Handbook, by ?? Who.Officer, Given.On(13));
}
