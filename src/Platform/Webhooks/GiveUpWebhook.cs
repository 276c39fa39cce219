using Wolverine.Persistence.EventSourcing;

namespace EGov.Webhooks;

/// <summary>The platform ends a webhook: its address said that it is gone, or never agreed.</summary>
/// <param name="Ground">gone or unconfirmed.</param>
public record GiveUpWebhook(Guid WebhookId, string Ground);

public static class GiveUpWebhookHandler
{
    public static WebhookEnded Handle(GiveUpWebhook command, [WriteModel] Webhook webhook, DateTimeOffset now) =>
        webhook.End(command.Ground, now);
}
