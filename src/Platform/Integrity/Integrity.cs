using EGov.Privacy;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Integrity;

/// <summary>What keeps the offices upright: signals that give reason to look, contacts, and tips.</summary>
internal static class Integrity
{
    /// <param name="vault">Compares applicants for the signals; none where only tables are made.</param>
    public static void AddIntegrity(this StoreOptions store, Lazy<Vault>? vault)
    {
        store.Projections.Snapshot<Indicators>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<SignalReview>(SnapshotLifecycle.Inline);
        store.Projections.Add(new SignalsProjection(vault), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<Signal>()
            .Duplicate(signal => signal.Number)
            .Index(signal => signal.Indicator)
            .Index(signal => signal.Officer!)
            .Index(signal => signal.Request!);
        store.Schema.For<IndicatorDay>().Duplicate(day => day.Sequence);
        store.Schema.For<RepresentativeTally>().Duplicate(tally => tally.Applicants).Duplicate(tally => tally.Sequence);
        store.Schema.For<RepresentationDay>().Duplicate(count => count.Sequence);
        store.Projections.Snapshot<Tip>(SnapshotLifecycle.Inline);
        // When a letter was handed in is kept nowhere but in its round.
        store.Schema.For<Letter>().Metadata(letter =>
        {
            letter.LastModified.Enabled = false;
            letter.Version.Enabled = false;
        });
    }

    public static void AddIntegrity(this IServiceCollection services)
    {
        services.AddSingleton<Contacts>();
        services.AddSingleton<Letterbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Letterbox>());
    }
}
