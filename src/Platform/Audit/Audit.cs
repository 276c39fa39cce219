using JasperFx.Events.Projections;
using Marten;

namespace EGov.Audit;

/// <summary>What an auditor reads: every event of every area, and any file at any past moment.</summary>
internal static class Audit
{
    public static void AddAudit(this StoreOptions store)
    {
        store.Projections.Add(new AuditTrailProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<AuditRow>().Index(row => row.Stream).Index(row => row.Sequence);
    }
}
