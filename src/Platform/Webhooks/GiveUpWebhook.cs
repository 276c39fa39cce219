using Wolverine.Persistence.EventSourcing;

namespace EGov.Webhooks;

/// <summary>The platform ends a webhook: nobody answers there, or nobody may be told there any longer.</summary>
/// <param name="Ground">gone, unconfirmed, unreachable, or key-revoked.</param>
public record GiveUpWebhook(Guid WebhookId, string Ground);

public static class GiveUpWebhookHandler
{
    public static WebhookEnded Handle(GiveUpWebhook command, [WriteModel] Webhook webhook, DateTimeOffset now) =>
        webhook.End(command.Ground, now);
}
