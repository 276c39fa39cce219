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
    OutgoingTerms terms, LedgerSettings settings,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<TellWebhooks> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1), Later = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToAgree = TimeSpan.FromDays(3), Hour = TimeSpan.FromHours(1);

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
        var webhooks = await session.Query<Webhook>().Where(webhook => webhook.Ended == null)
            .ToListAsync(cancellation);
        foreach (var webhook in webhooks)
            if (webhook.IsConfirmed) await GatherAsync(webhook, cancellation);
            else if (IsIdle(webhook.Id)) _underway[webhook.Id] = AskAsync(webhook, cancellation);
        var now = clock.GetUtcNow();
        await PruneAsync(now, cancellation);
        var due = await session.Query<Delivery>()
            .Where(delivery => delivery.State == DeliveryState.Waiting && delivery.NextTry <= now)
            .OrderBy(delivery => delivery.NextTry).Take(Batch).ToListAsync(cancellation);
        var byId = webhooks.ToDictionary(webhook => webhook.Id);
        foreach (var group in due.GroupBy(delivery => delivery.Webhook))
            if (IsIdle(group.Key))
                _underway[group.Key] = SendAsync([.. group], byId.GetValueOrDefault(group.Key), cancellation);
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
                await GiveAsync(webhook, new ConfirmWebhook(webhook.Id), cancellation);
            else if (now > webhook.SubscribedAt + ToAgree)
                await GiveAsync(webhook, new GiveUpWebhook(webhook.Id, "unconfirmed"), cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            RoundFailed(e);
        }
    }

    /// <summary>A webhook is told of what comes after it has agreed.</summary>
    private async Task GatherAsync(Webhook webhook, CancellationToken cancellation)
    {
        for (var isMore = true; isMore;)
        {
            await using var session = store.LightweightSession();
            var told = await session.LoadAsync<Told>(webhook.Id, cancellation);
            var news = told is null ? [] : await News.AfterAsync(session, told.Number, Batch, cancellation);
            if (told is not null && news.Count == 0) return;
            var number = told is null ? await News.LatestAsync(session, cancellation) : news[^1].Number;
            session.Store(new Told { Id = webhook.Id, Number = number });
            session.Store(news.Where(one => webhook.Types.Contains(one.Type)
                    && (webhook.Department is null || webhook.Department == one.Department))
                .Select(one => Of(one, webhook)).ToArray());
            await session.SaveChangesAsync(cancellation);
            isMore = news.Count == Batch;
        }
    }

    private Delivery Of(News news, Webhook webhook) => new()
    {
        Id = Identity.Of("delivery", webhook.Id.ToString(), news.Id),
        Webhook = webhook.Id,
        News = news.Id,
        Type = news.Type,
        Body = news.ToJson(terms.Origin),
        Since = Whole(clock.GetUtcNow()),
        NextTry = clock.GetUtcNow(),
    };

    /// <summary>To the microsecond, as the database knows it: by this moment lists are cut into pages.</summary>
    private static DateTimeOffset Whole(DateTimeOffset now) =>
        now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>One after another; where one does not arrive, the others are not tried in this round.</summary>
    private async Task SendAsync(IReadOnlyList<Delivery> due, Webhook? webhook, CancellationToken cancellation)
    {
        try
        {
            foreach (var delivery in due)
            {
                await SendAsync(delivery, webhook, cancellation);
                if (delivery.State is DeliveryState.Waiting or DeliveryState.GivenUp) return;
            }
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            RoundFailed(e);
        }
    }

    private async Task SendAsync(Delivery delivery, Webhook? webhook, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var address = webhook is null ? null : await vault.WordsAsync(webhook.Address, cancellation);
        if (webhook is null || address is null)
        {
            delivery.State = DeliveryState.Dropped;
        }
        else
        {
            var secret = master.WebhookSecretOf(webhook.Id);
            var answer = await outgoing.TellAsync(
                address, secret, delivery.News, delivery.Body, now, cancellation);
            delivery.Met(answer.What, answer.IsWell, answer.After, clock.GetUtcNow());
            if (answer.Status == 410)
            {
                delivery.State = DeliveryState.Dropped;
                await GiveAsync(webhook, new GiveUpWebhook(webhook.Id, "gone"), cancellation);
            }
        }

        await using var session = store.LightweightSession();
        session.Store(delivery);
        await session.SaveChangesAsync(cancellation);
    }

    private Task<bool> GiveAsync(Webhook webhook, object command, CancellationToken cancellation) =>
        own.GiveAsync(webhook.Id, webhook.Version, command, null, cancellation);

    /// <summary>What is done is kept for a while; what was given up, as long as it can be sent once more.</summary>
    private async Task PruneAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (now < _pruneAt) return;
        await using var session = store.LightweightSession();
        var ended = (await session.Query<Webhook>().Where(webhook => webhook.Ended != null)
            .Select(webhook => webhook.Id).ToListAsync(cancellation)).ToArray();
        var before = now - Delivery.Kept;
        session.DeleteWhere<Delivery>(delivery => delivery.Since < before
            && (delivery.State == DeliveryState.Arrived || delivery.State == DeliveryState.Dropped));
        session.DeleteWhere<Delivery>(delivery => delivery.Since < before
            && delivery.State == DeliveryState.GivenUp && delivery.Webhook.IsOneOf(ended));
        await session.SaveChangesAsync(cancellation);
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
