using JasperFx.Events;

namespace EGov.Appointments;

/// <summary>Levels, target, and what was published of women and men in the posts; one stream.</summary>
public record Balance
{
    public static readonly Guid TheOne = Identity.Of("balance", "the-one");

    public Guid Id { get; init; }
    public int LevelsVersion { get; init; }

    /// <summary>The day on which levels were first set: no quarter before it is published.</summary>
    public DateOnly? Since { get; init; }
    public IReadOnlyList<PostLevel> Levels { get; init; } = [];
    public int? TargetPercent { get; init; }
    public DateOnly? TargetDay { get; init; }

    /// <summary>The last day of the latest quarter that was published.</summary>
    public DateOnly? PublishedUntil { get; init; }
    public IReadOnlyList<CountedGroup> Groups { get; init; } = [];

    /// <summary>The level that a level is counted with.</summary>
    public string BandOf(string level) => Levels.FirstOrDefault(one => one.Code == level)?.CountedWith ?? level;

    public Balance Evolve(IEvent e) => e.Data switch
    {
        LevelsSet set => this with
        {
            Id = e.StreamId,
            LevelsVersion = set.Version,
            Levels = set.Levels,
            Since = Since ?? set.At.Day(),
        },
        TargetSet set => this with { Id = e.StreamId, TargetPercent = set.Percent, TargetDay = set.Day },
        BalancePublished published => this with
        {
            Id = e.StreamId,
            PublishedUntil = published.Until,
            Groups = [.. Groups, .. published.Groups],
        },
        _ => this,
    };
}
