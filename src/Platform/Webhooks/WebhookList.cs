using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Webhooks;

/// <param name="Host">Of the address; the rest of it may hold what only its owner should know.</param>
/// <param name="Waiting">How many deliveries are on their way.</param>
/// <param name="GivenUp">How many were given up, and can be sent once more.</param>
public sealed record WebhookLine(
    Guid WebhookId, string? Host, IReadOnlyList<string> Types, string? Department, DateTimeOffset SubscribedAt,
    bool IsConfirmed, string? Ended, int Waiting, int GivenUp);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record WebhookPage(IReadOnlyList<WebhookLine> Items, int Total, string? Next);

public static class WebhookListEndpoint
{
    /// <summary>The webhooks, the latest first, with what is on its way to them.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/webhooks")]
    public static async Task<WebhookPage> Get(
        string? after, int? limit, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var (items, total, next) = Paging.Cut(await session.Query<Webhook>().ToListAsync(cancellation),
            webhook => Paging.Place(0, -webhook.SubscribedAt.Ticks, webhook.Id), Paging.IsPlace, after, limit);
        var lines = new List<WebhookLine>();
        foreach (var webhook in items) lines.Add(await LineAsync(webhook, session, vault, cancellation));
        return new(lines, total, next);
    }

    private static async Task<WebhookLine> LineAsync(
        Webhook webhook, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var address = await vault.WordsAsync(webhook.Address, cancellation);
        return new(webhook.Id, address is null ? null : new Uri(address).Authority, webhook.Types, webhook.Department,
            webhook.SubscribedAt, webhook.IsConfirmed, webhook.Ended,
            await CountAsync(DeliveryState.Waiting), await CountAsync(DeliveryState.GivenUp));

        Task<int> CountAsync(DeliveryState state) => session.Query<Delivery>()
            .CountAsync(delivery => delivery.Webhook == webhook.Id && delivery.State == state, cancellation);
    }
}
