using EGov.Webhooks;

namespace EGov.Unit.Webhooks;

/// <summary>How often a delivery is tried; that it can be sent once more is an acceptance test.</summary>
public class ReplayDeliveryTests
{
    [Fact]
    public void Nine_pauses_from_seconds_to_a_day_and_then_it_is_given_up()
    {
        var delivery = new Delivery();
        foreach (var pause in Delivery.Pauses)
        {
            delivery.Met("500", hasArrived: false, null, Given.Start);
            delivery.State.ShouldBe(DeliveryState.Waiting);
            delivery.NextTry.ShouldBe(Given.Start + pause);
        }

        delivery.Met("500", hasArrived: false, null, Given.Start);
        delivery.State.ShouldBe(DeliveryState.GivenUp);
        delivery.Attempts.ShouldBe(10);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3_600, 3_600)]
    [InlineData(1_000_000, 86_400)]
    public void A_wish_to_wait_is_kept_to_within_a_day_and_shortens_nothing(int wish, int seconds)
    {
        var delivery = new Delivery();
        delivery.Met("429", hasArrived: false, TimeSpan.FromSeconds(wish), Given.Start);
        delivery.NextTry.ShouldBe(Given.Start.AddSeconds(seconds));
    }

    [Fact]
    public void What_has_arrived_is_done()
    {
        var delivery = new Delivery();
        delivery.Met("204", hasArrived: true, null, Given.Start);
        delivery.State.ShouldBe(DeliveryState.Arrived);
        delivery.Last.ShouldBe("204");
    }
}
