using EGov.Privacy;
using Marten;
using Wolverine;
using Wolverine.Http;

namespace EGov.Webhooks;

/// <summary>Webhooks of whoever shows a key of open data: the same commands and lists, for his own alone.</summary>
public static class OwnWebhooksEndpoint
{
    /// <summary>The webhooks of your key, the latest first, with what is on its way to them.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/open-data/webhooks")]
    public static Task<WebhookPage> Get(
        string? after, int? limit, Actor actor, IQuerySession session, Vault vault, CancellationToken cancellation) =>
        WebhookListEndpoint.Get(after, limit, actor, session, vault, cancellation);

    /// <summary>What is on its way to one of them, has arrived or was given up; the latest first.</summary>
    /// <param name="state">waiting, arrived, givenUp or dropped; all if nothing is said.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/open-data/webhooks/{webhookId}/deliveries")]
    public static Task<DeliveryPage> GetDeliveries(
        Guid webhookId, string? state, string? after, int? limit, Actor actor, IQuerySession session,
        CancellationToken cancellation) =>
        DeliveryListEndpoint.Get(webhookId, state, after, limit, actor, session, cancellation);

    /// <summary>
    /// Asks to be told of what is published, at an address that must agree first (CloudEvents webhooks, by OPTIONS).
    /// </summary>
    /// <remarks>The types stand at <c>/api/public/news</c>.</remarks>
    [WolverinePost("/api/open-data/webhooks")]
    public static Task<NewWebhook> Post(SubscribeWebhook command, IMessageBus bus, CancellationToken cancellation) =>
        bus.InvokeAsync<NewWebhook>(command, cancellation);

    /// <summary>Ends a webhook of yours, for good. What waits to be sent to it is dropped.</summary>
    [WolverinePost("/api/open-data/webhooks/{webhookId}/end"), EmptyResponse]
    public static async Task PostEnd(
        Guid webhookId, EndWebhook command, Actor actor, IQuerySession session, IMessageBus bus,
        CancellationToken cancellation)
    {
        await FindAsync(webhookId, actor, session, cancellation);
        await bus.InvokeAsync(command with { WebhookId = webhookId }, cancellation);
    }

    /// <summary>Sends once more what was given up, with as many attempts as at first.</summary>
    [WolverinePost("/api/open-data/webhooks/{webhookId}/replay"), EmptyResponse]
    public static async Task PostReplay(
        Guid webhookId, ReplayDelivery command, Actor actor, IQuerySession session, IMessageBus bus,
        CancellationToken cancellation)
    {
        await FindAsync(webhookId, actor, session, cancellation);
        await bus.InvokeAsync(command with { WebhookId = webhookId }, cancellation);
    }

    /// <summary>To who asks by the bus, a command on nothing would be as good as done.</summary>
    private static async Task FindAsync(
        Guid webhook, Actor actor, IQuerySession session, CancellationToken cancellation) =>
        ((await session.LoadAsync<Webhook>(webhook, cancellation)) ?? throw Webhook.Unknown).OnlyFor(actor);
}
