using JasperFx.Events.Projections;
using Marten;

namespace EGov.Rulebooks;

/// <summary>The criteria by which decisions are taken, version by version.</summary>
internal static class Rulebooks
{
    public static void AddRulebooks(this StoreOptions store) =>
        store.Projections.Snapshot<Rulebook>(SnapshotLifecycle.Inline);
}
