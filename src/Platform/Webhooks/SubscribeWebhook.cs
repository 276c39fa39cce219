using EGov.Privacy;
using Marten;
using Npgsql;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Webhooks;

/// <param name="Address">An https address, without a user and without a fragment; at most 2,000 characters.</param>
/// <param name="Types">Of what to be told; at least one.</param>
/// <param name="Department">Only of this department; empty: of all.</param>
public record SubscribeWebhook(string Address, IReadOnlyList<string> Types, string? Department = null);

/// <param name="Secret">
/// Signs what is sent (Standard Webhooks, HMAC-SHA256). Shown in this answer only.
/// </param>
public record NewWebhook(Guid WebhookId, string Secret) : ShownOnce<NewWebhook>;

/// <summary>How many webhooks a key of open data has already, none of which has ended.</summary>
public record KeptWebhooks(int Count);

public static class SubscribeWebhookHandler
{
    /// <summary>How many webhooks a key of open data may have at once.</summary>
    public const int Most = 10;

    private const int Longest = 2_000;

    /// <summary>Of what the office of integrity can be told.</summary>
    public static IReadOnlyList<string> Types => News.OfIntegrity;

    /// <summary>Until the transaction ends nobody else subscribes with this key: all are counted.</summary>
    public static async Task<KeptWebhooks> LoadAsync(
        SubscribeWebhook command, Actor actor, IDocumentSession session, CancellationToken cancellation)
    {
        if (actor.Client is not { } key) return new(0);
        await session.BeginTransactionAsync(cancellation);
        await using var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext($1))");
        wait.Parameters.Add(new() { Value = $"{session.DocumentStore.Options.DatabaseSchemaName} webhooks {key}" });
        await session.ExecuteAsync(wait, cancellation);
        return new(await session.Query<Webhook>()
            .CountAsync(webhook => webhook.Key == key && webhook.Ended == null, cancellation));
    }

    /// <summary>Asks to be told at an address, which must agree first (CloudEvents webhooks, by OPTIONS).</summary>
    [WolverinePost("/api/webhooks")]
    public static (NewWebhook, IStartStream) Handle(
        SubscribeWebhook command, KeptWebhooks kept, Handbook handbook, MasterKey master, OutgoingTerms terms,
        Actor actor, DateTimeOffset now)
    {
        var id = Act.Current is { Key: { } key } ? Identity.Of("webhook", actor.Name, key) : Guid.CreateVersion7();
        return (new(id, master.WebhookSecretOf(id)),
            MartenOps.StartStream<Webhook>(id, Decide(command, id, actor.Client, kept.Count, handbook, terms, now)));
    }

    /// <param name="key">The key of open data that is shown; none: it is the office of integrity that asks.</param>
    /// <param name="kept">How many webhooks that key has already.</param>
    public static WebhookSubscribed Decide(
        SubscribeWebhook command, Guid id, Guid? key, int kept, Handbook handbook, OutgoingTerms terms,
        DateTimeOffset now)
    {
        var types = key is null ? News.OfIntegrity : News.Public;
        if (command.Address.Length > Longest || !Uri.TryCreate(command.Address, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && terms.AllowsPlainHttp)))
            throw new Refused("webhook.address-wrong", Longest) { Status = 422 };
        if (command.Types.Count == 0 || command.Types.Except(types).Any())
            throw new Refused("webhook.type-unknown", string.Join(", ", types)) { Status = 422 };
        var department = string.IsNullOrEmpty(command.Department) ? null : command.Department;
        if (department is not null && !handbook.Departments.ContainsKey(department))
            throw new Refused("webhook.department-unknown", department) { Status = 422 };
        if (kept >= Most) throw new Refused("webhook.too-many", Most);
        return new(now, id, [.. command.Types.Distinct()], department, Sealed.Of(id, address.AbsoluteUri), key);
    }
}
