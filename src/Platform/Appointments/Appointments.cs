using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Appointments;

/// <summary>Posts, who holds them and by which criteria, and the balance of women and men in them.</summary>
internal static class Appointments
{
    public static void AddAppointments(this StoreOptions store)
    {
        store.Projections.Snapshot<Post>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Balance>(SnapshotLifecycle.Inline);
    }

    public static void AddAppointments(this IServiceCollection services)
    {
        services.AddSingleton<PanelTies>();
        services.AddSingleton<KeepBalance>();
        services.AddHostedService(provider => provider.GetRequiredService<KeepBalance>());
    }
}
