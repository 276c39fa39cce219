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
    public void No_past_day_is_undone() =>
        Then.Refusal("service.withdrawn-in-the-past", () => Withdraw(Offered, Today.AddDays(-1)));

    [Fact]
    public void It_is_withdrawn_once() =>
        Then.Refusal("service.already-withdrawn", () => Withdraw(Given.Fold(Offered, Withdraw(Offered, Today)), Today));

    private static ServiceWithdrawn Withdraw(Service service, DateOnly from) =>
        WithdrawServiceHandler.Handle(new(service.Id, from), service, Given.Start);
}
