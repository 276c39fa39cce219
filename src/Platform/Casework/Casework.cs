using JasperFx.Events.Projections;
using Marten;

namespace EGov.Casework;

/// <summary>Requests from filing to the last appeal.</summary>
internal static class Casework
{
    public static void AddCasework(this StoreOptions store)
    {
        store.Projections.Snapshot<Request>(SnapshotLifecycle.Inline);
        store.Schema.For<Request>()
            .UniqueIndex(request => request.TrackingNumber)
            .Index(request => request.Queue!, index => index.Predicate = "(data ->> 'queue') is not null")
            .Index(request => request.Applicant)
            .Index(request => request.WatchFrom!);
        store.Projections.Add(new QueuedFileProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<QueuedFile>().Index(file => file.Department).Index(file => file.SortedBy);
    }
}
