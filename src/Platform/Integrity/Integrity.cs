using EGov.Privacy;
using JasperFx.Events.Projections;
using Marten;

namespace EGov.Integrity;

/// <summary>What keeps the offices upright: signals in the record that give reason to look.</summary>
internal static class Integrity
{
    /// <param name="vault">Compares applicants for the signals; none where only tables are made.</param>
    public static void AddIntegrity(this StoreOptions store, Lazy<Vault>? vault)
    {
        store.Projections.Snapshot<Indicators>(SnapshotLifecycle.Inline);
        store.Projections.Add(new SignalsProjection(vault), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<Signal>()
            .Duplicate(signal => signal.Number)
            .Index(signal => signal.Indicator)
            .Index(signal => signal.Officer!)
            .Index(signal => signal.Request!);
        store.Schema.For<IndicatorTally>();
    }
}
