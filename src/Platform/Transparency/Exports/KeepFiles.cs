using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Transparency;

/// <summary>Section <c>OpenData</c>: how often the files are made.</summary>
public sealed record FileSettings
{
    /// <summary>From the beginning of one set to that of the next; zero: only by <c>egov files make</c>.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long after its start the host may begin: not while most is asked of it.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Has the files made once a day, and goes on with a set whose maker was killed.</summary>
public sealed partial class KeepFiles(
    MakeFiles make, FileSets sets, IConfiguration configuration, ILogger<KeepFiles> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = configuration.GetSection("OpenData").Get<FileSettings>() ?? new();
        if (settings.Every <= TimeSpan.Zero) return;
        for (var pause = settings.First; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await Task.Delay(pause, stoppingToken);
                if (sets.Making is not null || sets.Latest is not { } latest
                    || DateTimeOffset.UtcNow - latest.BegunAt >= settings.Every)
                    await make.RunAsync(DateTimeOffset.UtcNow, null, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotMade(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var due = (sets.Latest?.BegunAt ?? DateTimeOffset.UtcNow) + settings.Every - DateTimeOffset.UtcNow;
            pause = due > settings.First ? due : settings.First;
        }
    }

    [LoggerMessage(LogLevel.Error, "The files of open data could not be made; it is tried again.")]
    private partial void NotMade(Exception e);
}
