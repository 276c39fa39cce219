using System.Text.Json.Serialization;
using Marten;
using Wolverine.Http;

namespace EGov.Webhooks;

/// <param name="Last">What the last attempt met: a status of HTTP, or why there was none.</param>
/// <param name="NextTry">None where nothing more is tried.</param>
public sealed record DeliveryLine(
    Guid DeliveryId, string News, string Type, DateTimeOffset Since, DeliveryState State, int Attempts, string? Last,
    DateTimeOffset? NextTry)
{
    /// <summary>Whether anybody may read of it; a signal is read in the office alone.</summary>
    [JsonIgnore]
    public bool IsPublic => Type != EGov.Webhooks.News.SignalFound;
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryLine> Items, int Total, string? Next);

public static class DeliveryListEndpoint
{
    /// <summary>What is on its way to a webhook, has arrived or was given up; the latest first.</summary>
    /// <param name="state">waiting, arrived, givenUp or dropped; all if nothing is said.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/webhooks/{webhookId}/deliveries")]
    public static async Task<DeliveryPage> Get(
        Guid webhookId, string? state, string? after, int? limit, Actor actor, IQuerySession session,
        CancellationToken cancellation)
    {
        var wanted = state is not { Length: > 0 } ? default(DeliveryState?)
            : Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var known) && char.IsLetter(state[0]) ? known
            : throw new Refused("delivery.state-unknown") { Status = 400 };
        var size = Paging.SizeOf(limit);
        var seen = after is { Length: > 0 } ? PlaceOf(after) : default((DateTimeOffset Since, Guid Id)?);
        ((await session.LoadAsync<Webhook>(webhookId, cancellation)) ?? throw Webhook.Unknown).OnlyFor(actor);
        var all = session.Query<Delivery>().Where(delivery => delivery.Webhook == webhookId);
        if (wanted is { } only) all = all.Where(delivery => delivery.State == only);
        var total = await all.CountAsync(cancellation);
        if (seen is { } place)
        {
            var (since, id) = place;
            all = all.Where(delivery => delivery.Since < since
                || (delivery.Since == since && delivery.Id.CompareTo(id) > 0));
        }

        var found = await all.OrderByDescending(delivery => delivery.Since).ThenBy(delivery => delivery.Id)
            .Take(size + 1).ToListAsync(cancellation);
        var last = found.Count > size ? found[size - 1] : null;
        return new([.. found.Take(size).Select(Line)], total,
            last is null ? null : Paging.Place(0, -last.Since.UtcTicks, last.Id));
    }

    private static (DateTimeOffset Since, Guid Id) PlaceOf(string cursor)
    {
        var (_, since, id) = Paging.Read(cursor);
        return -since >= 0 && -since <= DateTimeOffset.MaxValue.Ticks
            ? (new(-since, TimeSpan.Zero), id)
            : throw Paging.WrongCursor;
    }

    private static DeliveryLine Line(Delivery delivery) => new(
        delivery.Id, delivery.News, delivery.Type, delivery.Since, delivery.State, delivery.Attempts, delivery.Last,
        delivery.State is DeliveryState.Waiting ? delivery.NextTry : null);
}
