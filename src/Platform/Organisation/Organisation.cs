using JasperFx.Events.Projections;
using Marten;

namespace EGov.Organisation;

/// <summary>The province, its departments, officers and the working calendar: who there is, and when the offices work.</summary>
internal static class Organisation
{
    public static void AddOrganisation(this StoreOptions store)
    {
        store.Projections.Snapshot<Province>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Department>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Officer>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Calendar>(SnapshotLifecycle.Inline);
    }
}
