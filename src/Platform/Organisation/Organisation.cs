using JasperFx.Events.Projections;
using Marten;

namespace EGov.Organisation;

/// <summary>The province, its departments, officers and calendar, and whom it gave a key of its open data.</summary>
internal static class Organisation
{
    public static void AddOrganisation(this StoreOptions store)
    {
        store.Projections.Snapshot<Province>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Department>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Officer>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<ApiKey>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Calendar>(SnapshotLifecycle.Inline);
    }
}
