using JasperFx.Events.Projections;
using Marten;

namespace EGov.Privacy;

/// <summary>Subjects' keys, sealed values, and who opened which file.</summary>
internal static class Privacy
{
    public static void AddPrivacy(this StoreOptions store)
    {
        store.Schema.For<SubjectKey>();
        store.Projections.Snapshot<Erasure>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Withholding>(SnapshotLifecycle.Inline);
    }
}
