using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Transparency;

/// <summary>Everything the public may read; nothing here holds a sealed value.</summary>
internal static class Transparency
{
    public static void AddTransparency(this StoreOptions store)
    {
        store.Projections.Add(new PerformanceProjection(store.DatabaseSchemaName), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Projections.Add(new DecisionFileProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<DecisionFile>()
            .Duplicate(file => file.DecidedSequence)
            .Index(file => file.Matter.Department)
            .Index(file => file.Matter.Service);
        store.Projections.Add(new QueuedRequestProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<QueuedRequest>()
            .UniqueIndex(request => request.TrackingNumber)
            .Index(request => request.Queue!, index => index.Predicate = "(data ->> 'queue') is not null")
            .Index(request => request.PassedIn!, index => index.Predicate = "(data ->> 'passedIn') is not null");
        store.Projections.Add(new CitationProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<Citation>().Index(citation => citation.Note);
        store.Projections.Add(new DrawDayProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Projections.Add(new ServiceRequestProjection(), ProjectionLifecycle.Async,
            asyncConfiguration: Platform.LargePages);
        store.Schema.For<ServiceRequest>()
            .Duplicate(request => request.Sequence)
            .Duplicate(request => request.RequestedAt)
            .Duplicate(request => request.Status)
            .Duplicate(request => request.Matter.Service)
            // A list is read along it and counted in it, without a look at the requests themselves.
            .Index(
            [
                request => request.RequestedAt, request => request.Sequence, request => request.Status,
                request => request.Matter.Service,
            ],
            index => index.Name = "mt_doc_servicerequest_idx_list");
    }

    public static void AddTransparency(this IServiceCollection services)
    {
        services.AddSingleton<CubeShelf>();
        services.AddSingleton<MeasureShelf>();
        services.AddSingleton<PublishedLedger>();
        services.AddSingleton<PublicNews>();
        services.AddSingleton<LongTables>();
        services.AddSingleton<EventLogs>();
        services.AddSingleton<LiveFigures>();
        services.AddSingleton<FileSets>();
        services.AddSingleton<MakeFiles>();
        services.AddHostedService<ReadAhead>();
        services.AddHostedService<KeepFiles>();
        services.AddSingleton<EGov.Oversight.IMeasures, EventMeasures>();
    }
}
