using EGov.Casework;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;

namespace EGov.Cli.Simulate;

/// <summary>An invented province, written into a store or only imagined.</summary>
public static class SimulatedProvince
{
    /// <summary>Establishes the province and lives through its months; what an earlier run has written is left alone.</summary>
    /// <exception cref="Unusable">The platform belongs to a real province, or holds another simulation.</exception>
    public static async Task<GroundTruth> LiveAsync(
        IDocumentStore store, HandbookShelf shelf, MasterKey master, Scenario scenario, Action<double>? progress = null,
        CancellationToken cancellation = default)
    {
        await shelf.LoadAsync(cancellation);
        if (await HeldAsync(store, shelf, cancellation) is { } held && held != scenario.Key)
            throw new Unusable($"This platform already holds the simulation {held}. Give another folder or database.");
        var later = Later(scenario);
        var established = Established(scenario, later);
        var culprits = Culprits.Of(scenario, established);
        await Seed.PlantAsync(store, shelf, scenario.Founded, isSimulated: true,
            version => later.ContainsKey(KeyOf(version)), scenario.Key, cancellation);
        var stored = await StoredAsync(store, cancellation);
        var simulation = new Simulation(scenario, established, later.Values,
            clerkship => new(store, clerkship.WrittenAt, stored), master, culprits);
        await simulation.RunAsync(async file =>
        {
            await using var session = store.QuerySession();
            var written = await session.Events.AggregateStreamAsync<Request>(file.Id, token: cancellation);
            file.State = simulation.World.History.Restore(file.State with { SealedFacts = written!.SealedFacts });
        }, progress, cancellation);
        if (store.Options.Events.Projections().Single(view => view.Name == nameof(Request)).Lifecycle is ProjectionLifecycle.Async)
            await TakeSnapshotsAsync(store, cancellation);
        await shelf.LoadAsync(cancellation);
        return GroundTruth.Of(simulation.World);
    }

    /// <summary>
    /// For a store that only the simulation writes to: the files' snapshots are taken once at the end, from the events,
    /// instead of after every event. It halves the time.
    /// </summary>
    public static void SnapshotsLater(StoreOptions options) =>
        options.Projections.All.OfType<ProjectionBase>().Single(projection => projection.Name == nameof(Request)).Lifecycle =
            ProjectionLifecycle.Async;

    /// <summary>The same events in the same order, with their sealed values still open, and no store.</summary>
    public static async Task<(IReadOnlyList<Deed> Deeds, GroundTruth Truth)> ImagineAsync(Scenario scenario, MasterKey master)
    {
        var (later, imagined) = (Later(scenario), new List<Deed>());
        var established = Established(scenario, later);
        var simulation = new Simulation(scenario, established, later.Values,
            clerkship => new Imagination(clerkship.WrittenAt, imagined), master, Culprits.Of(scenario, established));
        await simulation.RunAsync(null, null, CancellationToken.None);
        return (imagined, GroundTruth.Of(simulation.World));
    }

    /// <summary>What the province starts from, as it would be written before the first day.</summary>
    public static IEnumerable<IEvent> Establish(Scenario scenario)
    {
        foreach (var (stream, fact) in Plan(scenario, Later(scenario)))
        {
            var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
            (e.StreamId, e.Timestamp) = (stream, fact.At);
            e.Id = Identity.Of("established", $"{stream}", $"{fact.At:O}");
            yield return e;
        }
    }

    /// <summary>The key of the simulation that a platform holds; none in an empty one.</summary>
    /// <exception cref="Unusable">Real people's files are there, or may come.</exception>
    public static async Task<string?> HeldAsync(IDocumentStore store, HandbookShelf shelf, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        if (shelf.Current.Province is { IsSimulated: true })
            return (await session.Events.FetchStreamAsync(Province.TheOne, token: cancellation))[0].CorrelationId;
        if (shelf.Current.Province is not null || await session.Query<Request>().AnyAsync(cancellation))
            throw new Unusable("This platform belongs to a real province: nothing invented may be written into it.");
        return null;
    }

    /// <summary>The province as it stands on the first day, whatever has been written since.</summary>
    private static Handbook Established(Scenario scenario, Dictionary<(string, int), RulebookVersion> later)
    {
        var handbook = Handbook.Empty;
        foreach (var (stream, fact) in Plan(scenario, later)) handbook = handbook.After(stream, fact);
        return handbook;
    }

    private static IEnumerable<(Guid Stream, IHappened Fact)> Plan(
        Scenario scenario, Dictionary<(string, int), RulebookVersion> later) =>
        Seed.Plan(Handbook.Empty, scenario.Founded, DateTimeOffset.MaxValue, true,
            version => later.ContainsKey(KeyOf(version))).Select(planned => (planned.Stream, planned.Fact));

    /// <summary>
    /// The versions that come into force on the way, as the simulation publishes them. There is always one: if the seed
    /// has none for these months, the newest of the trade premises begins after three fifths of them.
    /// </summary>
    private static Dictionary<(string, int), RulebookVersion> Later(Scenario scenario)
    {
        var versions = Seed.Rulebooks(scenario.Founded).ToList();
        var later = versions.Where(version => version.EffectiveFrom > scenario.From).ToDictionary(KeyOf);
        if (later.Values.Any(version => version.EffectiveFrom <= scenario.Until)) return later;
        var newest = versions.Where(version => version.Code == "guild-premises").MaxBy(version => version.Version)!;
        later[KeyOf(newest)] = newest with { EffectiveFrom = scenario.From.AddDays(scenario.Days * 3 / 5) };
        return later;
    }

    private static (string, int) KeyOf(RulebookVersion version) => (version.Code, version.Version);

    private static async Task TakeSnapshotsAsync(IDocumentStore store, CancellationToken cancellation)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(nameof(Request), TimeSpan.FromHours(1), cancellation);
        // The host keeps the snapshots itself, with every event: no progress of theirs is to be waited for.
        await using var session = store.LightweightSession();
        session.QueueSqlCommand($"delete from {store.Options.DatabaseSchemaName}.mt_event_progression where name like ?",
            nameof(Request) + ":%");
        await session.SaveChangesAsync(cancellation);
    }

    private static async Task<IReadOnlySet<Guid>> StoredAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var ids = await session.AdvancedSql.QueryAsync<Guid>(
            $"select id from {store.Options.DatabaseSchemaName}.mt_events", cancellation);
        return ids.ToHashSet();
    }

    private sealed class Imagination(Func<DateTimeOffset, DateTimeOffset> writtenAt, List<Deed> imagined) : History(null!, writtenAt)
    {
        protected override Task WriteAsync(IReadOnlyList<Deed> deeds, CancellationToken cancellation)
        {
            imagined.AddRange(deeds);
            return Task.CompletedTask;
        }
    }
}
