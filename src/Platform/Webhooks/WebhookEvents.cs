using EGov.Privacy;

namespace EGov.Webhooks;

// What can happen to a webhook. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody wants to be told of what happens, at an address of his.</summary>
/// <param name="Types">Of what he is told; from <see cref="News.OfIntegrity"/>, or <see cref="News.Public"/>.</param>
/// <param name="Department">Only of this department; none: of all.</param>
/// <param name="Address">Sealed, as it may hold what only its owner should know.</param>
/// <param name="Key">The key of open data by which it was subscribed; none: it is the office of integrity's.</param>
public record WebhookSubscribed(
    DateTimeOffset At, Guid Webhook, IReadOnlyList<string> Types, string? Department, Sealed Address, Guid? Key = null)
    : IHappened;

/// <summary>Whoever answers at the address has agreed to be told.</summary>
public record WebhookConfirmed(DateTimeOffset At, Guid Webhook) : IHappened;

/// <param name="Ground">
/// asked, gone (the address said so), unconfirmed, unreachable (for long), or key-revoked.
/// </param>
public record WebhookEnded(DateTimeOffset At, Guid Webhook, string Ground) : IHappened;

/// <summary>What had been given up is sent once more.</summary>
public record DeliveryReplayed(DateTimeOffset At, Guid Webhook, Guid Delivery) : IHappened;
