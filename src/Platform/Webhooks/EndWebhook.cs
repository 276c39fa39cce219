using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Webhooks;

public record EndWebhook(Guid WebhookId);

public static class EndWebhookHandler
{
    /// <summary>Ends a webhook, for good. What waits to be sent to it is dropped.</summary>
    [WolverinePost("/api/webhooks/{webhookId}/end"), EmptyResponse]
    public static WebhookEnded Handle(
        EndWebhook command, [WriteModel] Webhook webhook, Actor actor, DateTimeOffset now) =>
        webhook.OnlyFor(actor).End("asked", now);
}
