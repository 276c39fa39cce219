using EGov.Casework;
using EGov.Cli;
using EGov.Cli.Simulate;
using JasperFx.Events;
using Marten;

namespace EGov.Acceptance.Simulate;

/// <summary>A small province written into a real schema, interrupted, taken up again, and written twice.</summary>
public sealed class SimulatedProvinceTests : IAsyncLifetime
{
    private static readonly Scenario Small = new(1, 2, 200, new(2026, 11, 22));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-simulate");
    private Store _store = null!;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_written_is_what_was_imagined_even_after_an_interruption()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => LiveAsync(Small, part =>
        {
            if (part > 0.5) throw new InvalidOperationException("The lights go out.");
        }));
        (await EventsAsync()).Count.ShouldBeGreaterThan(500);

        var truth = await LiveAsync(Small);

        var (deeds, imagined) = await SimulatedProvince.ImagineAsync(Small, _store.Master);
        truth.Events.ShouldBe(imagined.Events);
        truth.Open.ShouldBe(imagined.Open);
        var events = await EventsAsync();
        var lived = events.Where(e => e.CorrelationId != Small.Key).ToList();
        lived.Select(e => (e.Id, e.StreamId, e.EventType, e.Timestamp.ToUnixTimeMilliseconds()))
            .ShouldBe(deeds.Select(deed => (deed.Event.Id, deed.Stream, deed.Event.Data.GetType(), deed.Event.Timestamp.ToUnixTimeMilliseconds())));
        lived.Select(e => e.Timestamp).ShouldBeInOrder();
        await SnapshotsAreWhatTheEventsSayAsync(events);
        EvidenceIsThatOfTheStoredFacts(events);

        await LiveAsync(Small);
        (await EventsAsync()).Count.ShouldBe(events.Count);

        (await Should.ThrowAsync<Unusable>(() => LiveAsync(Small with { Seed = 2 }))).Message.ShouldContain(Small.Key);
    }

    [Fact]
    public async Task Nothing_invented_is_written_into_a_real_province()
    {
        (await Seed.PlantAsync(_store.Documents, _store.Shelf, new(2026, 5, 1))).ShouldBeGreaterThan(150);
        (await Seed.PlantAsync(_store.Documents, _store.Shelf, new(2026, 6, 1))).ShouldBe(0);
        _store.Shelf.Current.Province!.IsSimulated.ShouldBeFalse();

        await Should.ThrowAsync<Unusable>(() => LiveAsync(Small));
    }

    [Fact]
    public async Task The_province_says_that_it_is_simulated()
    {
        await LiveAsync(Small with { Requests = 20, Months = 1 });

        _store.Shelf.Current.Province!.IsSimulated.ShouldBeTrue();
        _store.Shelf.Current.Calendar.Version.ShouldBe(2);
    }

    private Task<GroundTruth> LiveAsync(Scenario scenario, Action<double>? progress = null) => SimulatedProvince.LiveAsync(
        _store.Documents, _store.Shelf, _store.Master, scenario, progress, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<IEvent>> EventsAsync()
    {
        await using var session = _store.Documents.QuerySession();
        return await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task SnapshotsAreWhatTheEventsSayAsync(IReadOnlyList<IEvent> events)
    {
        await using var session = _store.Documents.QuerySession();
        var snapshots = (await session.Query<Request>().ToListAsync(TestContext.Current.CancellationToken)).ToDictionary(file => file.Id);
        var streams = events.Where(e => e.Data is RequestSubmitted).Select(e => e.StreamId).ToHashSet();
        snapshots.Keys.ShouldBe(streams, ignoreOrder: true);
        foreach (var stream in events.Where(e => streams.Contains(e.StreamId)).GroupBy(e => e.StreamId))
        {
            var file = stream.Aggregate(new Request(), (state, e) => state.Evolve(e));
            stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(version => (long)version));
            (snapshots[stream.Key].Status, snapshots[stream.Key].LegalLimit, snapshots[stream.Key].Officer)
                .ShouldBe((file.Status, file.LegalLimit, file.Officer));
        }
    }

    /// <summary>Sealed facts stand in it as the digests under which they were written.</summary>
    private void EvidenceIsThatOfTheStoredFacts(IReadOnlyList<IEvent> events)
    {
        var files = new Dictionary<Guid, Request>();
        var checkedAnswers = 0;
        foreach (var e in events.Where(e => e.Data is IOnRequest or OfficerRecused))
        {
            var file = files.GetValueOrDefault(e.StreamId) ?? new();
            if (e.Data is RequestDecided decided)
            {
                var rules = _store.Shelf.Current.Rulebooks[decided.Rulebook].Versions.Single(version => version.Version == decided.RulebookVersion);
                foreach (var answer in decided.Answers.Where(answer => answer.By == "computed"))
                {
                    var criterion = rules.Criteria.Single(criterion => criterion.Code == answer.Criterion);
                    answer.Evidence.ShouldBe(Criteria.EvidenceOf(criterion, file));
                    checkedAnswers++;
                }
            }

            files[e.StreamId] = file.Evolve(e);
        }

        checkedAnswers.ShouldBeGreaterThan(200);
    }

    private Task<Store> OpenAsync() => Store.OpenAsync(_folder.FullName,
        Environment.GetEnvironmentVariable("EGOV_TEST_CONNECTION")!, "t" + Guid.NewGuid().ToString("N")[..12]);
}
