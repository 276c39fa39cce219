using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Webhooks;

/// <summary>An address that is told of what happens, once whoever answers there has agreed.</summary>
public record Webhook
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public IReadOnlyList<string> Types { get; init; } = [];
    public string? Department { get; init; }
    public Sealed? Address { get; init; }

    /// <summary>The key of open data whose webhook it is; none: the office of integrity's.</summary>
    public Guid? Key { get; init; }
    public DateTimeOffset SubscribedAt { get; init; }
    public bool IsConfirmed { get; init; }

    /// <summary>Why it ended; none while it lives.</summary>
    public string? Ended { get; init; }

    /// <summary>It ends once, whoever ends it.</summary>
    public WebhookEnded End(string ground, DateTimeOffset now) =>
        Ended is null ? new(now, Id, ground) : throw new Refused("webhook.ended");

    /// <summary>To everybody else it is as if it were not there.</summary>
    public Webhook OnlyFor(Actor actor) => Key == actor.Client ? this : throw Unknown;

    internal static Refused Unknown => new("webhook.unknown") { Status = 404 };

    public Webhook Evolve(IEvent e) => e.Data switch
    {
        WebhookSubscribed subscribed => this with
        {
            Id = e.StreamId,
            Types = subscribed.Types,
            Department = subscribed.Department,
            Address = subscribed.Address,
            SubscribedAt = subscribed.At,
            Key = subscribed.Key,
        },
        WebhookConfirmed _ => this with { IsConfirmed = true },
        WebhookEnded ended => this with { Ended = ended.Ground },
        DeliveryReplayed replayed => this with { },
        _ => this,
    };
}
