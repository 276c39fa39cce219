using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;

namespace EGov.Cli.Simulate;

/// <summary>A discrete-event simulation of a province's casework, carried out by the platform's own decide functions.</summary>
internal sealed class Simulation
{
    private const int Batch = 500;

    private static readonly Actor Admin = new("admin", "ADM-01", "governorate");
    private readonly World _world;

    /// <param name="handbook">The province as it was established before the first day.</param>
    /// <param name="later">Rulebook versions that are published on the way.</param>
    public Simulation(
        Scenario scenario, Handbook handbook, IEnumerable<RulebookVersion> later, Func<Clerkship, History> history,
        MasterKey master, IReadOnlyList<Culprit> culprits)
    {
        _world = new(scenario, handbook, history, master, culprits);
        new Filings(_world).Open();
        _world.Offices.Open();
        _world.Watchman.Open();
        _world.Letters.Open();
        _world.Tipsters.Open();
        var programmes = new Programmes(_world);
        programmes.Open();
        new Directives(_world, programmes).Open();
        new Correspondence(_world).Open();
        new Councils(_world).Open();
        new Issues(_world).Open();
        new Guidances(_world).Open();
        new Appointing(_world).Open();
        Close();
        foreach (var version in later)
        {
            var day = version.EffectiveFrom.AddDays(-25);
            _world.Schedule(handbook.Calendar.Next(day > scenario.From ? day : scenario.From).At(10),
                () => _world.Publish(Admin, new(version)));
        }
    }

    public World World => _world;

    /// <summary>Lives through the whole period.</summary>
    /// <param name="closed">Brings back the sealed facts of a file that an earlier run has written.</param>
    public async Task RunAsync(
        Func<CaseFile, Task>? closed, Action<double>? progress, CancellationToken cancellation)
    {
        var length = (_world.End - _world.Scenario.From.Start()).TotalHours;
        // While one batch is being written the next is lived through.
        var writing = Task.CompletedTask;
        try
        {
            while (_world.TryNext(out var act, out var reads))
            {
                // The evidence of a criterion is the digest of its facts, and a sealed fact has one only once it is written.
                if (reads is not null && !IsClosed(reads))
                {
                    await writing;
                    await (writing = _world.History.FlushAsync(cancellation));
                    if (!IsClosed(reads) && closed is not null) await closed(reads);
                }

                act();
                if (_world.History.Waiting < Batch) continue;
                await writing;
                writing = _world.History.FlushAsync(cancellation);
                progress?.Invoke((_world.Now - _world.Scenario.From.Start()).TotalHours / length);
            }
        }
        finally
        {
            await writing;
        }

        _world.History.TakeBeside(DateTimeOffset.MaxValue);
        await _world.History.FlushAsync(cancellation);
        progress?.Invoke(1);
    }

    private static bool IsClosed(CaseFile file) => file.State.SealedFacts.Values.All(fact => fact.IsClosed);

    /// <summary>One day in the middle the offices stay closed: snow in winter, floods else.</summary>
    private void Close()
    {
        var scenario = _world.Scenario;
        var dice = _world.Dice("closure");
        var calendar = _world.Handbook.Calendar;
        var day = calendar.AddWorkingDays(scenario.From.AddDays((int)(scenario.Days * dice.Between(0.4, 0.6))), 1);
        var isWinter = day.Month is 12 or 1 or 2;
        var holiday = new DeclareHoliday(day, isWinter
            ? new("تعطیلی به سبب بارش برف", "Closed because of snow")
            : new("تعطیلی به سبب سیلاب", "Closed because of floods"));
        _world.Schedule(day.AddDays(-1).At(dice.Between(17, 20)), () => _world.Watchman.Declare(Admin, holiday));
    }
}
