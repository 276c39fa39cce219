using EGov.Proofs;
using JasperFx.Events;

namespace EGov.Unit.Proofs;

public class StampsTests
{
    private static readonly Stamps Stamped = new Stamps().Evolve(new Event<CheckpointStamped>(
        new(new(2026, 5, 2, 12, 0, 0, TimeSpan.Zero), 12, "root", "CN=authority", "token")));

    [Fact]
    public void The_first_event_is_worth_a_stamp_and_an_empty_ledger_is_not()
    {
        new Stamps().IsOutgrownBy(1).ShouldBeTrue();
        new Stamps().IsOutgrownBy(0).ShouldBeFalse();
    }

    [Fact]
    public void A_stamp_does_not_bring_the_next_about()
    {
        Stamped.IsOutgrownBy(12).ShouldBeFalse();
        Stamped.IsOutgrownBy(13).ShouldBeFalse();
        Stamped.IsOutgrownBy(14).ShouldBeTrue();
    }
}
