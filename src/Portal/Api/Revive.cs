using JasperFx;
using JasperFx.Events.Daemon;
using IProjectionCoordinator = Marten.Events.Daemon.Coordination.IProjectionCoordinator;

namespace EGov.Portal.Api;

/// <summary>Starts projections again that a failure has stopped: a fault that has passed leaves none behind.</summary>
/// <remarks>
/// Nothing is skipped: a projection that fails on an event fails on it again, and <see cref="Health"/> keeps saying so.
/// </remarks>
internal sealed class Revive(
    IProjectionCoordinator coordinator, IConfiguration configuration, ILogger<Revive> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(configuration.GetValue("Health:ReviveEvery", TimeSpan.FromSeconds(10)));
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await StartAgainAsync(coordinator.DaemonForMainDatabase(), cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                logger.LogWarning(e, "Stopped projections could not be started again; it is tried again.");
            }
        }
    }

    private async Task StartAgainAsync(IProjectionDaemon daemon, CancellationToken cancellation)
    {
        foreach (var agent in daemon.CurrentAgents().Where(agent => agent.Status is AgentStatus.Paused).ToList())
        {
            var name = agent.Name.Identity;
            logger.LogWarning("Projection {Projection} stands still after a failure and is started again.", name);
            await daemon.StopAgentAsync(name);
            await daemon.StartAgentAsync(name, cancellation);
        }
    }
}
