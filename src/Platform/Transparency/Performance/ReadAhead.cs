using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Transparency;

/// <summary>Reads the figures when the host starts: of a million requests that takes seconds.</summary>
public sealed partial class ReadAhead(CubeShelf cubes, ILogger<ReadAhead> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await cubes.GetAsync(null, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            NotRead(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The figures could not be read ahead; whoever asks for them first does it.")]
    private partial void NotRead(Exception e);
}
