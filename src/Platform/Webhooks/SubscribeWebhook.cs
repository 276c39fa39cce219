using EGov.Privacy;
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

public static class SubscribeWebhookHandler
{
    private const int Longest = 2_000;

    /// <summary>Of what somebody can be told.</summary>
    public static IReadOnlyList<string> Types => News.Types;

    /// <summary>Asks to be told at an address, which must agree first (CloudEvents webhooks, by OPTIONS).</summary>
    [WolverinePost("/api/webhooks")]
    public static (NewWebhook, IStartStream) Handle(
        SubscribeWebhook command, Handbook handbook, MasterKey master, OutgoingTerms terms, Actor actor,
        DateTimeOffset now)
    {
        var id = Act.Current is { Key: { } key } ? Identity.Of("webhook", actor.Name, key) : Guid.CreateVersion7();
        return (new(id, master.WebhookSecretOf(id)),
            MartenOps.StartStream<Webhook>(id, Decide(command, id, handbook, terms, now)));
    }

    public static WebhookSubscribed Decide(
        SubscribeWebhook command, Guid id, Handbook handbook, OutgoingTerms terms, DateTimeOffset now)
    {
        if (command.Address.Length > Longest || !Uri.TryCreate(command.Address, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && terms.AllowsPlainHttp)))
            throw new Refused("webhook.address-wrong", Longest) { Status = 422 };
        if (command.Types.Count == 0 || command.Types.Except(News.Types).Any())
            throw new Refused("webhook.type-unknown", string.Join(", ", News.Types)) { Status = 422 };
        var department = string.IsNullOrEmpty(command.Department) ? null : command.Department;
        if (department is not null && !handbook.Departments.ContainsKey(department))
            throw new Refused("webhook.department-unknown", department) { Status = 422 };
        return new(now, id, [.. command.Types.Distinct()], department, Sealed.Of(id, address.AbsoluteUri));
    }
}
