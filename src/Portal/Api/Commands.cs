using System.Security.Cryptography;
using System.Text.Json;
using EGov.Casework;
using EGov.Organisation;
using EGov.Webhooks;
using Wolverine;

namespace EGov.Portal.Api;

/// <summary>Carries out what a page's form asks, exactly as the API would: one act under the form's own key.</summary>
public sealed class Commands(IMessageBus bus, Replay replay)
{
    /// <param name="key">Comes with the form, so that sending it twice is one act.</param>
    /// <param name="version">The version of the file that the form was drawn from.</param>
    /// <param name="holds">The request whose secret this visitor has shown.</param>
    public async Task<Carried> SendAsync(
        object command, string key, long? version = null, Guid? holds = null, CancellationToken cancellation = default)
    {
        var act = Act.Current with
        {
            Key = key,
            ExpectedVersion = version,
            Fingerprint = Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType()))),
        };
        if (holds is not null) act = act with { Actor = act.Actor with { Holds = holds } };
        using var begun = Act.Begin(act);
        try
        {
            object? answer = null;
            if (command is SubmitRequest) answer = await bus.InvokeAsync<RequestReceipt>(command, cancellation);
            else if (command is IssueApiKey) answer = await bus.InvokeAsync<NewApiKey>(command, cancellation);
            else if (command is SubscribeWebhook) answer = await bus.InvokeAsync<NewWebhook>(command, cancellation);
            else await bus.InvokeAsync(command, cancellation);
            return new(null, answer);
        }
        catch (Exception e) when (Problems.Read(e) is not null)
        {
            var first = await replay.FindAsync(act, cancellation);
            if (first is null) return new(Problems.Read(e), null);
            if (first.Fingerprint != act.Fingerprint) return new(Problems.KeyReused, null);
            return first.Answer is Refused refused ? new(refused, null) : new(null, first.Answer);
        }
    }

    /// <summary>The same for a command whose answer is shown this once; sent twice, it answers twice.</summary>
    public async Task<(Refused? Refused, T? Answer)> AskAsync<T>(
        object command, string key, CancellationToken cancellation) where T : class
    {
        using var begun = Act.Begin(Act.Current with
        {
            Key = key,
            Fingerprint = Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType()))),
        });
        try
        {
            return (null, await bus.InvokeAsync<T>(command, cancellation));
        }
        catch (Exception e) when (Problems.Read(e) is { } refused)
        {
            return (refused, null);
        }
    }
}

/// <summary>What became of a form: carried out, or refused with a reason to show.</summary>
/// <param name="Answer">What it gave, where it gives something.</param>
public sealed record Carried(Refused? Refused, object? Answer)
{
    public bool IsDone => Refused is null;

    public RequestReceipt? Receipt => Answer as RequestReceipt;

    /// <summary>A key that was issued, to be shown this once.</summary>
    public NewApiKey? ApiKey => Answer as NewApiKey;

    /// <summary>A webhook that was subscribed, with its secret.</summary>
    public NewWebhook? Webhook => Answer as NewWebhook;
}
