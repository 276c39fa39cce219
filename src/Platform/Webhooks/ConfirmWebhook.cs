using Wolverine.Persistence.EventSourcing;

namespace EGov.Webhooks;

/// <summary>The address has agreed; the platform gives itself this once it has asked there.</summary>
public record ConfirmWebhook(Guid WebhookId);

public static class ConfirmWebhookHandler
{
    public static WebhookConfirmed Handle(ConfirmWebhook command, [WriteModel] Webhook webhook, DateTimeOffset now) =>
        webhook is { IsConfirmed: false, Ended: null }
            ? new(now, webhook.Id)
            : throw new Refused("webhook.not-to-confirm");
}
