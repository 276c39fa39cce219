using EGov.Casework;
using EGov.Cli.Simulate;
using EGov.Integrity;
using EGov.Organisation;
using EGov.Privacy;
using JasperFx.Events;
using Marten;

namespace EGov.Cli.Measure;

/// <summary>A province's events read by the platform's own book of signals, beside what was planted in it.</summary>
public static class Trials
{
    // Imagined people need no secret: the same marks wherever the measurement is made.
    private static readonly MasterKey Imagined = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>Without a store: the very events that <c>egov simulate</c> would write, in their order.</summary>
    public static async Task<Trial> ImaginedAsync(Scenario scenario)
    {
        var (deeds, truth) = await SimulatedProvince.ImagineAsync(scenario, Imagined);
        var reading = new Reading(Imagined);
        foreach (var established in SimulatedProvince.Establish(scenario)) reading.Read(established, null);
        foreach (var deed in deeds) reading.Read(deed.Event, null);
        return reading.Against(truth);
    }

    /// <summary>What a folder's database holds, against the ground truth beside it.</summary>
    /// <exception cref="Unusable">No simulation was written there to its end.</exception>
    public static async Task<Trial> StoredAsync(string folder, string? connection, CancellationToken cancellation)
    {
        var truth = await GroundTruth.ReadAsync(Path.Combine(folder, "simulation.json"), cancellation);
        await using var store = await Store.OpenAsync(folder, connection, cancellation: cancellation);
        if (store.Shelf.Current.Province is not { IsSimulated: true })
            throw new Unusable("This platform belongs to a real province: nobody knows what is true there.");
        var reading = new Reading(store.Master);
        await using var session = store.Documents.QuerySession();
        const int page = 5000;
        for (var after = 0L; ;)
        {
            var events = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > after)
                .OrderBy(e => e.Sequence).Take(page).ToListAsync(cancellation);
            foreach (var e in events)
            {
                var mark = SignalBook.MarkIn(e.Data) is { } closed
                    ? (await store.Vault.OpenAsync(closed, cancellation)).GetString() : null;
                reading.Read(e, mark);
            }

            if (events.Count < page) break;
            after = events[^1].Sequence;
        }

        return reading.Against(truth);
    }

    private sealed class Reading(MasterKey master)
    {
        private readonly SignalBook _book = new(master);
        private readonly List<Signal> _signals = [];
        private readonly Dictionary<Guid, Guid> _files = [];
        private readonly Dictionary<Guid, string> _telephones = [];
        private readonly List<string> _officers = [];
        private long _sequence;

        public void Read(IEvent e, string? applicant)
        {
            if (e.Sequence == 0) e.Sequence = ++_sequence;
            if (e.Data is IOnRequest) _files[e.Id] = e.StreamId;
            if (e.Data is RequestSubmitted { RepresentativeMark: { } mark }) _telephones[e.StreamId] = mark;
            if (e.Data is OfficerAppointed appointed && appointed.Roles.Any(role => role is "officer" or "manager"))
                _officers.Add(appointed.Officer);
            _signals.AddRange(_book.Read(e, applicant));
        }

        public Trial Against(GroundTruth truth) =>
            new(truth.Seed, truth.Misconduct, [.. _signals.Select(Of)], _officers, _book.Cases.Calendar);

        private Raised Of(Signal signal)
        {
            var files = signal.Evidence.Where(_files.ContainsKey).Select(id => _files[id]).Distinct().ToList();
            return new(signal.Indicator, signal.Found, signal.Officer,
                // The parts of a split matter are its evidence, and all of them are meant.
                signal.Indicator == "F07" ? files : signal.Request is { } request ? [request] : [],
                signal.Indicator != "F17" ? null
                    : files.Select(_telephones.GetValueOrDefault).OfType<string>().FirstOrDefault(),
                Goals.OfOffices.Contains(signal.Indicator) ? signal.Department ?? signal.Service : null);
        }
    }
}
