using EGov.Casework;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Webhooks;
using Marten;

namespace EGov.Portal.Api;

/// <summary>Answers a repeated command as the first time, and refuses a key that served for something else.</summary>
public sealed class Replay(IDocumentStore store, MasterKey master, Receipts receipts)
{
    internal static Refused ShownOnce => new("api-key.shown-once");

    /// <returns>Whether the key had been used and the answer has been written.</returns>
    public async Task<bool> TryAsync(HttpContext http, Act act)
    {
        if (await FindAsync(act, http.RequestAborted) is not { } first) return false;
        if (first.Fingerprint != act.Fingerprint)
        {
            await Problems.WriteAsync(http, Problems.KeyReused);
            return true;
        }

        if (first.IsShownOnce)
        {
            await Problems.WriteAsync(http, ShownOnce);
            return true;
        }

        http.Response.Clear();
        http.Response.Headers.ETag = $"\"{first.Version}\"";
        http.Response.Headers["Idempotent-Replay"] = "true";
        if (first.Receipt is { } receipt)
        {
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.Headers.Location = $"/api/requests/{receipt.TrackingNumber}";
            await http.Response.WriteAsJsonAsync(receipt, http.RequestAborted);
        }
        else if (first.Webhook is { } webhook)
        {
            http.Response.StatusCode = StatusCodes.Status201Created;
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.WriteAsJsonAsync(webhook, http.RequestAborted);
        }
        else if (first.Registered is { } registered)
        {
            http.Response.StatusCode = StatusCodes.Status201Created;
            await http.Response.WriteAsJsonAsync(registered, http.RequestAborted);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
        }

        return true;
    }

    /// <summary>What was first done under the act's key; null when nothing was.</summary>
    public async Task<Done?> FindAsync(Act act, CancellationToken cancellation)
    {
        if (act.Key is null) return null;
        await using var session = store.QuerySession();
        var e = await session.Events.LoadAsync(SealOnAppend.EventId(act.Actor, act.Key, 0), cancellation);
        if (e is null) return null;
        var receipt = e.Data is RequestSubmitted submitted
            ? new RequestReceipt(e.StreamId, submitted.TrackingNumber, master.SecretOf(e.StreamId), submitted.At)
            {
                Receipt = await receipts.ForStoredAsync(e.Id, submitted.At, cancellation),
            }
            : null;
        return new(e.StreamId, e.Version, e.GetHeader("fingerprint")?.ToString(), receipt)
        {
            IsShownOnce = e.Data is ApiKeyIssued,
            Webhook = e.Data is WebhookSubscribed
                ? new(e.StreamId, master.WebhookSecretOf(e.StreamId))
                : null,
            Registered = e.Data is IRegistered registered ? new(e.StreamId, registered.Number) : null,
        };
    }

    public sealed record Done(Guid Stream, long Version, string? Fingerprint, RequestReceipt? Receipt)
    {
        /// <summary>The answer held what is kept nowhere, so it cannot be given again.</summary>
        public bool IsShownOnce { get; init; }

        /// <summary>The webhook that was subscribed, with its secret.</summary>
        public NewWebhook? Webhook { get; init; }

        /// <summary>What was begun in the area of oversight.</summary>
        public Registered? Registered { get; init; }
    }
}
