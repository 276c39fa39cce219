using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Webhooks;

public record ReplayDelivery(Guid WebhookId, Guid DeliveryId);

public static class ReplayDeliveryHandler
{
    public static async Task<Delivery?> LoadAsync(
        ReplayDelivery command, IQuerySession session, CancellationToken cancellation) =>
        await session.LoadAsync<Delivery>(command.DeliveryId, cancellation);

    /// <summary>Sends once more what was given up, with as many attempts as at first.</summary>
    [WolverinePost("/api/webhooks/{webhookId}/replay"), EmptyResponse]
    public static DeliveryReplayed Handle(
        ReplayDelivery command, [WriteModel] Webhook webhook, Delivery? delivery, Actor actor,
        IDocumentSession session, DateTimeOffset now)
    {
        webhook.OnlyFor(actor);
        if (delivery?.Webhook != webhook.Id) throw new Refused("delivery.unknown") { Status = 404 };
        if (webhook.Ended is not null) throw new Refused("delivery.webhook-ended");
        if (delivery.State is not DeliveryState.GivenUp) throw new Refused("delivery.not-given-up");
        (delivery.State, delivery.Attempts, delivery.NextTry) = (DeliveryState.Waiting, 0, now);
        session.Store(delivery);
        return new(now, webhook.Id, delivery.Id);
    }
}
