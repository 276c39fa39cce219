using JasperFx.Events.Projections;
using Marten;

namespace EGov.Catalogue;

/// <summary>The services that people may ask for, with their terms on every day.</summary>
internal static class Catalogue
{
    public static void AddCatalogue(this StoreOptions store) =>
        store.Projections.Snapshot<Service>(SnapshotLifecycle.Inline);
}
