using EGov.Casework;

namespace EGov.Unit.Casework;

public class ConfirmClosureTests
{
    private static readonly Request Closed = Given.Request(Past.UntilClosed);
    private const int LastDay = 43;

    [Fact]
    public void Silence_confirms_on_the_day_after_the_last() =>
        Given.Fold(Closed, Confirm(Closed, LastDay + 1)).IsConfirmed.ShouldBeTrue();

    [Fact]
    public void And_the_platform_watches_for_that_day() => Closed.WatchFrom.ShouldBe(Given.On(LastDay + 1).Day());

    [Fact]
    public void Until_then_the_applicant_has_time() =>
        Then.Refusal("confirmation.still-time", () => Confirm(Closed, LastDay));

    [Fact]
    public void It_is_confirmed_once() =>
        Then.Refusal("confirmation.nothing-to-confirm", () => Confirm(Given.Fold(Closed, Past.Confirmed), 50));

    [Fact]
    public void What_is_not_closed_is_not_confirmed() =>
        Then.Refusal("confirmation.nothing-to-confirm", () => Confirm(Given.Request(Past.UntilNotified), 50));

    private static ClosureConfirmed Confirm(Request request, int day) =>
        ConfirmClosureHandler.Handle(new(Given.Id), request, Given.On(day));
}
