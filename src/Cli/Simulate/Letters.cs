using EGov.Integrity;

namespace EGov.Cli.Simulate;

/// <summary>What is handed in unnamed: put on record by the platform when the day has ended, in no order.</summary>
/// <remarks>As <see cref="Letterbox"/> does it in a real province.</remarks>
internal sealed class Letters(World world)
{
    private readonly List<(string Key, Guid Stream, Type Aggregate, IHappened Fact, Action? Recorded)> _letters = [];

    public void Open()
    {
        for (var day = world.Scenario.From.AddDays(1); day <= world.Scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(4), Empty);
    }

    /// <param name="recorded">What comes of it once it is on record.</param>
    public void HandIn(string key, Guid stream, Type aggregate, IHappened fact, Action? recorded = null) =>
        _letters.Add((key, stream, aggregate, fact, recorded));

    private void Empty()
    {
        var due = _letters.OrderBy(letter => letter.Fact is TipMessageAdded)
            .ThenBy(letter => Identity.Of("simulated-letter", world.Scenario.Key, letter.Key)).ToList();
        _letters.Clear();
        foreach (var (key, stream, aggregate, fact, recorded) in due)
        {
            world.Record(key, Actor.Platform, stream, aggregate, _ => fact);
            recorded?.Invoke();
        }
    }
}
