using EGov.Privacy;
using EGov.Proofs;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Webhooks;

/// <summary>Asks new webhooks whether they agree, makes deliveries of the news, and sends what is due.</summary>
/// <remarks>
/// One node at a time, by a lock of the database. What there is to send is stored together with how far a webhook has
/// been told, and an attempt counts once its answer is stored: whatever is killed, nothing is lost, and a receiver may
/// get the same news twice, under the same id.
/// </remarks>
internal sealed partial class TellWebhooks(
    IDocumentStore store, OwnCommands own, Vault vault, MasterKey master, Outgoing outgoing,
    IEnumerable<INewsSource> sources, HandbookShelf shelf, LedgerSettings settings,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<TellWebhooks> logger) : BackgroundService
{
    private const int Batch = 200, AtOnce = 50;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1), Later = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToAgree = TimeSpan.FromDays(3), Hour = TimeSpan.FromHours(1);

    /// <summary>How long nothing has arrived at a consumer's webhook when it ends.</summary>
    private static readonly TimeSpan Unreachable = TimeSpan.FromDays(15);

    private readonly Dictionary<Guid, DateTimeOffset> _askAgain = [];

    // One webhook that hangs holds up nobody but itself.
    private readonly Dictionary<Guid, Task> _underway = [];
    private readonly NodeLock _lock = new(settings.Connection, settings.Schema, 2, "egov-webhooks");
    private DateTimeOffset _pruneAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await _lock.HoldsAsync(stoppingToken)) await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(e);
            }

            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var living = await session.Query<Webhook>().Where(webhook => webhook.Ended == null)
            .ToListAsync(cancellation);
        var webhooks = await WithoutRevokedAsync(living, cancellation);
        await GatherAsync([.. webhooks.Where(webhook => webhook.IsConfirmed)], cancellation);
        foreach (var webhook in webhooks.Where(webhook => !webhook.IsConfirmed))
            if (IsIdle(webhook.Id)) _underway[webhook.Id] = AskAsync(webhook, cancellation);
        var now = clock.GetUtcNow();
        await PruneAsync(now, cancellation);
        var due = await session.Query<Delivery>()
            .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.NextTry <= now)
            .Select(delivery => delivery.Webhook).Distinct().ToListAsync(cancellation);
        var resting = await session.Query<Reception>().Where(reception => reception.RestsUntil > now)
            .Select(reception => reception.Id).ToListAsync(cancellation);
        var byId = webhooks.ToDictionary(webhook => webhook.Id);
        foreach (var id in due.Except(resting))
            if (IsIdle(id)) _underway[id] = SendAsync(id, byId.GetValueOrDefault(id), cancellation);
    }

    /// <summary>Whose key of open data is none any more is told of nothing more.</summary>
    private async Task<IReadOnlyList<Webhook>> WithoutRevokedAsync(
        IReadOnlyList<Webhook> webhooks, CancellationToken cancellation)
    {
        var keys = shelf.Current.ApiKeys;
        var revoked = webhooks.Where(webhook =>
            webhook.Key is { } id && keys.TryGetValue(id, out var key) && key.IsRevoked).ToList();
        foreach (var webhook in revoked)
            await GiveAsync(webhook, new GiveUpWebhook(webhook.Id, "key-revoked"), cancellation);
        return [.. webhooks.Except(revoked)];
    }

    private bool IsIdle(Guid webhook) => !_underway.TryGetValue(webhook, out var before) || before.IsCompleted;

    private async Task AskAsync(Webhook webhook, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_askAgain.TryGetValue(webhook.Id, out var when) && now < when) return;
        _askAgain[webhook.Id] = now + Later;
        try
        {
            if (await vault.WordsAsync(webhook.Address, cancellation) is not { } address) return;
            if ((await outgoing.AskAsync(address, cancellation)) is { IsWell: true, Allows: true })
            {
                // Its place is kept before it has agreed: whatever is killed, all that comes after is told.
                await BeginAsync(webhook, cancellation);
                await GiveAsync(webhook, new ConfirmWebhook(webhook.Id), cancellation);
            }
            else if (now > webhook.SubscribedAt + ToAgree)
                await GiveAsync(webhook, new GiveUpWebhook(webhook.Id, "unconfirmed"), cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            RoundFailed(e);
        }
    }

    /// <summary>A webhook is told of what comes after it has agreed.</summary>
    private async Task BeginAsync(Webhook webhook, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var told = new Told { Id = webhook.Id };
        foreach (var source in sources) source.Move(told, await source.LatestAsync(session, cancellation));
        session.Store(told);
        await session.SaveChangesAsync(cancellation);
    }

    private async Task GatherAsync(IReadOnlyList<Webhook> webhooks, CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            var listening = webhooks.Where(webhook => webhook.Types.Any(source.Tells)).ToList();
            try
            {
                for (var isMore = listening.Count > 0; isMore;)
                    isMore = await GatherAsync(source, listening, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // One kind of news that cannot be read holds up no other.
                RoundFailed(e);
            }
        }
    }

    /// <summary>
    /// One step for everybody who listens. The news after a place are read once for all who have come to it, and each
    /// webhook's place is stored together with what is to be sent to it.
    /// </summary>
    /// <returns>Whether there may be more.</returns>
    private async Task<bool> GatherAsync(
        INewsSource source, IReadOnlyList<Webhook> webhooks, CancellationToken cancellation)
    {
        await using var reading = store.QuerySession();
        var told = (await reading.LoadManyAsync<Told>(cancellation, [.. webhooks.Select(webhook => webhook.Id)]))
            .ToDictionary(one => one.Id);
        var isMore = false;
        foreach (var together in webhooks.GroupBy(webhook =>
            told.TryGetValue(webhook.Id, out var one) ? source.PlaceOf(one) : null).ToList())
        {
            var (news, place) = together.Key is { } from
                ? await source.AfterAsync(from, Batch, reading, cancellation)
                : ([], await source.LatestAsync(reading, cancellation));
            if (place == together.Key) continue;
            foreach (var some in together.Chunk(AtOnce))
            {
                await using var session = store.LightweightSession();
                foreach (var webhook in some)
                {
                    var one = told.GetValueOrDefault(webhook.Id) ?? new() { Id = webhook.Id };
                    source.Move(one, place);
                    session.Store(one);
                    session.Store(news.Where(item => item.IsFor(webhook)).Select(item => Of(item, webhook)).ToArray());
                }

                await session.SaveChangesAsync(cancellation);
            }

            isMore |= together.Key is not null;
        }

        return isMore;
    }

    private Delivery Of(News news, Webhook webhook) => new()
    {
        Id = Identity.Of("delivery", webhook.Id.ToString(), news.Id),
        Webhook = webhook.Id,
        News = news.Id,
        Type = news.Type,
        Body = news.Body,
        Since = Whole(clock.GetUtcNow()),
        NextTry = clock.GetUtcNow(),
    };

    /// <summary>To the microsecond, as the database knows it: by this moment lists are cut into pages.</summary>
    private static DateTimeOffset Whole(DateTimeOffset now) =>
        now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>One after another; where one does not arrive, the others are not tried in this round.</summary>
    private async Task SendAsync(Guid id, Webhook? webhook, CancellationToken cancellation)
    {
        try
        {
            var now = clock.GetUtcNow();
            await using var session = store.QuerySession();
            var due = await session.Query<Delivery>()
                .Where(delivery => delivery.Webhook == id && delivery.State == DeliveryState.Waiting
                    && delivery.NextTry <= now)
                .OrderBy(delivery => delivery.NextTry).Take(Batch).ToListAsync(cancellation);
            var reception = await session.LoadAsync<Reception>(id, cancellation);
            var address = webhook is null ? null : await vault.WordsAsync(webhook.Address, cancellation);
            if (webhook is null || address is null) await DropAsync(due, cancellation);
            else await SendAsync(due, webhook, address, reception, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            RoundFailed(e);
        }
    }

    private async Task DropAsync(IReadOnlyList<Delivery> due, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        foreach (var delivery in due) delivery.State = DeliveryState.Dropped;
        session.Store(due.ToArray());
        await session.SaveChangesAsync(cancellation);
    }

    private async Task SendAsync(
        IReadOnlyList<Delivery> due, Webhook webhook, string address, Reception? reception,
        CancellationToken cancellation)
    {
        foreach (var delivery in due)
        {
            var answer = await outgoing.TellAsync(
                address, master.WebhookSecretOf(webhook.Id), delivery.News, delivery.Body, clock.GetUtcNow(),
                cancellation);
            var now = clock.GetUtcNow();
            delivery.Met(answer.What, answer.IsWell, answer.After, now);
            var ground = answer.Status == 410 ? "gone"
                : webhook.Key is not null && !answer.IsWell && now - reception?.FailingSince > Unreachable
                    ? "unreachable" : null;
            if (ground is not null)
            {
                delivery.State = DeliveryState.Dropped;
                await GiveAsync(webhook, new GiveUpWebhook(webhook.Id, ground), cancellation);
            }

            await using var session = store.LightweightSession();
            session.Store(delivery);
            reception = Received(answer, delivery, reception, now, session);
            await session.SaveChangesAsync(cancellation);
            if (!answer.IsWell) return;
        }
    }

    /// <summary>Who asks for time is left alone so long, and who fails for a minute, whatever else is due.</summary>
    private static Reception? Received(
        Answered answer, Delivery delivery, Reception? before, DateTimeOffset now, IDocumentSession session)
    {
        if (answer.IsWell)
        {
            if (before is not null) session.Delete(before);
            return null;
        }

        var isAsked = answer.After is not null || delivery.NextTry < now + Later;
        var reception = new Reception
        {
            Id = delivery.Webhook,
            FailingSince = before?.FailingSince ?? now,
            RestsUntil = isAsked ? delivery.NextTry : now + Later,
        };
        session.Store(reception);
        return reception;
    }

    private Task<bool> GiveAsync(Webhook webhook, object command, CancellationToken cancellation) =>
        own.GiveAsync(webhook.Id, webhook.Version, command, null, cancellation);

    /// <summary>What is done is kept for a while; what was given up, as long as it is kept nowhere else.</summary>
    private async Task PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (now < _pruneAt) return;
        await using var session = store.LightweightSession();
        var ended = (await session.Query<Webhook>().Where(webhook => webhook.Ended != null)
            .Select(webhook => webhook.Id).ToListAsync(cancellation)).ToArray();
        // What is public stands in the ledger for good: it is not kept once more for a consumer who is not there.
        var consumers = (await session.Query<Webhook>().Where(webhook => webhook.Key != null)
            .Select(webhook => webhook.Id).ToListAsync(cancellation)).ToArray();
        var before = now - Delivery.Kept;
        session.DeleteWhere<Delivery>(delivery => delivery.Since < before
            && (delivery.State == DeliveryState.Arrived || delivery.State == DeliveryState.Dropped));
        session.DeleteWhere<Delivery>(delivery => delivery.Since < before
            && delivery.State == DeliveryState.GivenUp
            && (delivery.Webhook.IsOneOf(ended) || delivery.Webhook.IsOneOf(consumers)));
        session.DeleteWhere<Told>(told => told.Id.IsOneOf(ended));
        session.DeleteWhere<Reception>(reception => reception.Id.IsOneOf(ended));
        await session.SaveChangesAsync(cancellation);
        foreach (var id in ended)
        {
            _askAgain.Remove(id);
            if (IsIdle(id)) _underway.Remove(id);
        }

        _pruneAt = now + Hour;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_underway.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _lock.LeaveAsync();
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be told; it is tried again.")]
    private partial void RoundFailed(Exception e);
}
