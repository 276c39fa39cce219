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
    /// <summary>The office's own webhooks, the latest first, with what is on its way to them.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/webhooks")]
    public static async Task<WebhookPage> Get(
        string? after, int? limit, Actor actor, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var (items, total, next) = Paging.Cut(
            await session.Query<Webhook>().Where(webhook => webhook.Key == actor.Client).ToListAsync(cancellation),
            webhook => Paging.Place(0, -webhook.SubscribedAt.Ticks, webhook.Id), Paging.IsPlace, after, limit);
        return new(await LinesAsync(items, session, vault, cancellation), total, next);
    }

    /// <summary>Null where he has no such webhook.</summary>
    public static async Task<WebhookLine?> FindAsync(
        Guid id, Actor actor, IQuerySession session, Vault vault, CancellationToken cancellation) =>
        await session.LoadAsync<Webhook>(id, cancellation) is { } webhook && webhook.Key == actor.Client
            ? (await LinesAsync([webhook], session, vault, cancellation))[0]
            : null;

    /// <summary>The webhooks of a key of open data, the latest first; where they go is for its holder alone.</summary>
    public static async Task<IReadOnlyList<WebhookLine>> OfKeyAsync(
        Guid key, IQuerySession session, CancellationToken cancellation)
    {
        var webhooks = await session.Query<Webhook>().Where(webhook => webhook.Key == key)
            .OrderByDescending(webhook => webhook.SubscribedAt).ToListAsync(cancellation);
        var counts = await CountAsync([.. webhooks.Select(webhook => webhook.Id)], session, cancellation);
        return [.. webhooks.Select(webhook => Line(webhook, null, counts))];
    }

    private static async Task<IReadOnlyList<WebhookLine>> LinesAsync(
        IReadOnlyList<Webhook> webhooks, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var counts = await CountAsync([.. webhooks.Select(webhook => webhook.Id)], session, cancellation);
        var lines = new List<WebhookLine>();
        foreach (var webhook in webhooks) lines.Add(await LineAsync(webhook, counts, vault, cancellation));
        return lines;
    }

    private static async Task<WebhookLine> LineAsync(
        Webhook webhook, IReadOnlyDictionary<(Guid, DeliveryState), int> counts, Vault vault,
        CancellationToken cancellation)
    {
        var address = await vault.WordsAsync(webhook.Address, cancellation);
        return Line(webhook, address is null ? null : new Uri(address).Authority, counts);
    }

    private static WebhookLine Line(
        Webhook webhook, string? host, IReadOnlyDictionary<(Guid, DeliveryState), int> counts) =>
        new(webhook.Id, host, webhook.Types, webhook.Department, webhook.SubscribedAt, webhook.IsConfirmed,
            webhook.Ended, counts.GetValueOrDefault((webhook.Id, DeliveryState.Waiting)),
            counts.GetValueOrDefault((webhook.Id, DeliveryState.GivenUp)));

    /// <summary>What is on its way or given up, of all of them at once.</summary>
    private static async Task<IReadOnlyDictionary<(Guid, DeliveryState), int>> CountAsync(
        Guid[] webhooks, IQuerySession session, CancellationToken cancellation)
    {
        var rows = await session.AdvancedSql.QueryAsync<Guid, string, int>(
            $"""
             select row((data ->> 'webhook')::uuid), row(data ->> 'state'), row(count(*)::int)
             from {session.DocumentStore.Options.DatabaseSchemaName}.mt_doc_delivery
             where (data ->> 'webhook')::uuid = any(?) and data ->> 'state' = any(?)
             group by (data ->> 'webhook')::uuid, data ->> 'state'
             """, cancellation, webhooks, new[] { $"{DeliveryState.Waiting}", $"{DeliveryState.GivenUp}" });
        return rows.ToDictionary(row => (row.Item1, Enum.Parse<DeliveryState>(row.Item2)), row => row.Item3);
    }
}
