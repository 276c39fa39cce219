using EGov.Privacy;

namespace EGov.Webhooks;

// What can happen to a webhook. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody wants to be told of what happens, at an address of his.</summary>
/// <param name="Types">Of what he is told; from <see cref="News.Types"/>.</param>
/// <param name="Department">Only of this department; none: of all.</param>
/// <param name="Address">Sealed, as it may hold what only its owner should know.</param>
public record WebhookSubscribed(
    DateTimeOffset At, Guid Webhook, IReadOnlyList<string> Types, string? Department, Sealed Address) : IHappened;

/// <summary>Whoever answers at the address has agreed to be told.</summary>
public record WebhookConfirmed(DateTimeOffset At, Guid Webhook) : IHappened;

/// <param name="Ground">asked, gone (the address said so), or unconfirmed.</param>
public record WebhookEnded(DateTimeOffset At, Guid Webhook, string Ground) : IHappened;

/// <summary>What had been given up is sent once more.</summary>
public record DeliveryReplayed(DateTimeOffset At, Guid Webhook, Guid Delivery) : IHappened;
