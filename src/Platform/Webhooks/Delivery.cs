using System.Text.Json.Serialization;

namespace EGov.Webhooks;

/// <summary>A piece of news on its way to one webhook, until it has arrived or is given up.</summary>
public sealed class Delivery
{
    /// <summary>How long is waited after each attempt that failed (Standard Webhooks, "deliverability").</summary>
    internal static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long what has arrived, or can arrive no more, is kept for who looks into it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>By webhook and news: the same news is one delivery, however often it is come upon.</summary>
    public Guid Id { get; set; }
    public Guid Webhook { get; set; }

    /// <summary>The id of the CloudEvent, which the receiver knows repetitions by.</summary>
    public string News { get; set; } = "";
    public string Type { get; set; } = "";

    /// <summary>The CloudEvent as it is sent, in JSON.</summary>
    public string Body { get; set; } = "";
    public DateTimeOffset Since { get; set; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset NextTry { get; set; }

    /// <summary>What the last attempt met: a status of HTTP, or why there was none.</summary>
    public string? Last { get; set; }

    /// <summary>What follows from an answer.</summary>
    /// <param name="after">The receiver's own wish how long to wait; it is kept to within a day.</param>
    internal void Met(string what, bool hasArrived, TimeSpan? after, DateTimeOffset now)
    {
        (Last, Attempts) = (what, Attempts + 1);
        if (hasArrived) State = DeliveryState.Arrived;
        else if (Attempts > Pauses.Count) State = DeliveryState.GivenUp;
        else NextTry = now + Longer(Pauses[Attempts - 1], after);
    }

    private static TimeSpan Longer(TimeSpan pause, TimeSpan? wished) =>
        wished is { } wish && wish > pause ? (wish < Pauses[^1] ? wish : Pauses[^1]) : pause;
}

/// <summary>Waiting → Arrived | GivenUp | Dropped (its webhook ended); GivenUp → Waiting (sent once more).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
public enum DeliveryState { Waiting, Arrived, GivenUp, Dropped }

/// <summary>How far a webhook has been told, in the order of each kind of news.</summary>
public sealed class Told
{
    /// <summary>The webhook's.</summary>
    public Guid Id { get; set; }

    /// <summary>The number of the last signal.</summary>
    public long Number { get; set; }

    /// <summary>How many leaves were looked at for it; none before it is told of what is public.</summary>
    public long? Leaf { get; set; }
}

/// <summary>How what is sent to a webhook is received there, while it is not received well.</summary>
public sealed class Reception
{
    /// <summary>The webhook's.</summary>
    public Guid Id { get; set; }

    /// <summary>Since when nothing arrives.</summary>
    public DateTimeOffset FailingSince { get; set; }

    /// <summary>Until when it is left alone.</summary>
    public DateTimeOffset RestsUntil { get; set; }
}
