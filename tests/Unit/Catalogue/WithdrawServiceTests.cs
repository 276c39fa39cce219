using EGov.Catalogue;

namespace EGov.Unit.Catalogue;

public class WithdrawServiceTests
{
    private static readonly Service Offered = Given.Handbook.Services["environmental-opinion"];
    private static readonly DateOnly Today = Given.Start.Day();

    [Fact]
    public void From_that_day_nobody_can_ask_for_it_and_running_requests_go_on()
    {
        var withdrawn = Given.Fold(Offered, Withdraw(Offered, Today));
        withdrawn.On(Today).ShouldBeNull();
        withdrawn.On(Today.AddDays(-1)).ShouldNotBeNull();
        withdrawn.Ever(Today).ShouldNotBeNull();
    }

    [Fact]
    public void Offered_again_it_stays_withdrawn_on_the_days_between()
    {
        var again = Given.Fold(Offered, Withdraw(Offered, Today), Offer(Today.AddDays(10)));
        again.On(Today.AddDays(-1)).ShouldNotBeNull();
        again.On(Today).ShouldBeNull();
        again.On(Today.AddDays(9)).ShouldBeNull();
        again.On(Today.AddDays(10)).ShouldNotBeNull();
        again.WithdrawnFrom.ShouldBeNull();
    }

    [Fact]
    public void An_offer_before_the_day_of_withdrawal_leaves_no_day_without_it() =>
        Given.Fold(Offered, Withdraw(Offered, Today.AddDays(5)), Offer(Today.AddDays(5)))
            .On(Today.AddDays(5)).ShouldNotBeNull();

    [Fact]
    public void No_past_day_is_undone() =>
        Then.Refusal("service.withdrawn-in-the-past", () => Withdraw(Offered, Today.AddDays(-1)));

    [Fact]
    public void It_is_withdrawn_once() =>
        Then.Refusal("service.already-withdrawn", () => Withdraw(Given.Fold(Offered, Withdraw(Offered, Today)), Today));

    private static ServiceOffered Offer(DateOnly from) => new(Given.Start, from, Given.Terms);

    private static ServiceWithdrawn Withdraw(Service service, DateOnly from) =>
        WithdrawServiceHandler.Handle(new(service.Id, from), service, Given.Start);
}
