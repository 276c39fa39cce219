using EGov.Casework;

namespace EGov.Unit.Casework;

public class WithdrawRequestTests
{
    [Fact]
    public void Until_it_is_decided_the_applicant_may_take_a_request_back()
    {
        foreach (var request in new[]
                 {
                     Given.Request(Past.Submitted), Given.Request(Past.UntilReady),
                     Given.Request([.. Past.UntilReady, Past.Asked]),
                 })
        {
            var withdrawn = Given.Fold(request, Withdraw(request));
            (withdrawn.Status, withdrawn.Closure).ShouldBe((RequestStatus.Closed, Closure.Withdrawn));
            withdrawn.Queue.ShouldBeNull();
        }
    }

    [Fact]
    public void In_words_or_without()
    {
        var request = Given.Request(Past.Submitted);
        Withdraw(request).ShouldBe(Past.Withdrawn);
        Then.Words(((RequestWithdrawn)Withdraw(request, " Sold. ")[0]).Words).ShouldBe("Sold.");
    }

    [Fact]
    public void After_the_decision_it_is_too_late() =>
        Then.Refusal("withdrawal.already-decided", () => Withdraw(Given.Request([.. Past.UntilReady, Past.Decided()])));

    [Fact]
    public void Nor_is_it_done_twice() =>
        Then.Refusal("withdrawal.already-decided", () => Withdraw(Given.Request([Past.Submitted, .. Past.Withdrawn])));

    [Fact]
    public void Nobody_withdraws_for_the_applicant() =>
        Then.Refusal("request.not-the-applicant", () => Withdraw(Given.Request(Past.Submitted), by: Who.Officer), 403);

    [Fact]
    public void The_signed_in_applicant_needs_no_secret() =>
        Withdraw(Given.Request(Past.Submitted), by: new("citizen", Subject: Given.Id)).Length.ShouldBe(2);

    private static object[] Withdraw(Request request, string? words = null, Actor? by = null) =>
        [.. WithdrawRequestHandler.Handle(new(Given.Id, words), request, by ?? Who.Applicant, Given.On(2))];
}
