using EGov.Casework;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Webhooks;
using JasperFx.Events;
using Marten;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>Answers a repeated command as the first time, and refuses a key that served for something else.</summary>
public sealed class Replay(IDocumentStore store, MasterKey master, Receipts receipts)
{
    /// <returns>Whether the key had been used and the answer has been written.</returns>
    public async Task<bool> TryAsync(HttpContext http, Act act)
    {
        if (await FindAsync(act, http.RequestAborted) is not { } first) return false;
        if (first.Fingerprint != act.Fingerprint)
        {
            await Problems.WriteAsync(http, Problems.KeyReused);
            return true;
        }

        if (first.Answer is Refused refused)
        {
            await Problems.WriteAsync(http, refused);
            return true;
        }

        http.Response.Clear();
        http.Response.Headers.ETag = $"\"{first.Version}\"";
        http.Response.Headers["Idempotent-Replay"] = "true";
        if (first.Answer is { } answer)
        {
            (answer as IHttpAware)?.Apply(http);
            await http.Response.WriteAsJsonAsync(answer, answer.GetType(), http.RequestAborted);
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
        return e is null ? null
            : new(e.Version, e.GetHeader("fingerprint")?.ToString(), await AnswerAsync(e, cancellation));
    }

    private async Task<object?> AnswerAsync(IEvent e, CancellationToken cancellation) => e.Data switch
    {
        RequestSubmitted submitted => new RequestReceipt(
            e.StreamId, submitted.TrackingNumber, master.SecretOf(e.StreamId), submitted.At)
        {
            Receipt = await receipts.ForStoredAsync(e.Id, submitted.At, cancellation),
        },
        WebhookSubscribed => new NewWebhook(e.StreamId, master.WebhookSecretOf(e.StreamId)),
        // It began with a fact of the resolution, and that answers nothing.
        DirectiveIssued { Resolution: not null } => null,
        LettersImported imported => new LetterImport(imported.Letters, imported.Skipped, []),
        IRegistered begun => new Registered(e.StreamId, begun.Number),
        ApiKeyIssued => new Refused("api-key.shown-once"),
        _ => null,
    };

    /// <param name="Answer">
    /// What was answered; a refusal where that is kept nowhere and cannot be given again; none: it was done.
    /// </param>
    public sealed record Done(long Version, string? Fingerprint, object? Answer);
}
