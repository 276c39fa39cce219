using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Webhooks;

/// <summary>Who is told of what happens, and what is on its way to him.</summary>
internal static class Webhooks
{
    public static void AddWebhooks(this StoreOptions store)
    {
        store.Projections.Snapshot<Webhook>(SnapshotLifecycle.Inline);
        store.Schema.For<Delivery>().Index(delivery => delivery.Webhook).Index(delivery => delivery.NextTry,
            index => index.Predicate = "(data ->> 'state') = 'Waiting'");
        store.Schema.For<Told>();
        store.Schema.For<Reception>();
    }

    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var said = provider.GetService<IConfiguration>()?.GetSection("Webhooks");
            return new OutgoingTerms(said?["Origin"] ?? "localhost", said?.GetSection("Private").Get<string[]>() ?? [],
                said?.GetValue("AllowsPlainHttp", false) ?? false);
        });
        services.AddSingleton<Outgoing>();
        services.AddSingleton<INewsSource, SignalNews>();
        services.AddSingleton<INewsSource, PublishedNewsSource>();
        services.AddSingleton<TellWebhooks>();
        services.AddHostedService(provider => provider.GetRequiredService<TellWebhooks>());
        return services;
    }
}
