using System.Runtime.Versioning;

namespace EGov.Benchmarks;

/// <summary>P7: from the start of the built program to its first good answer, on a database that is already there.</summary>
[SupportedOSPlatform("linux")]
public static class Start
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var given = await stand.DatabaseAsync("p7");
        var folder = Path.Combine(stand.Folder, "embedded");
        async Task<(double Clock, double Processor)> OnceAsync(string? connection)
        {
            await using var portal = await stand.PortalAsync(connection, folder);
            return (portal.UntilReady.TotalSeconds, portal.Time.TotalSeconds);
        }

        // The first starts make the cluster and both schemas.
        await OnceAsync(null);
        await OnceAsync(given);
        var starts = await Measure.InterleaveAsync(effort.Rounds, () => OnceAsync(null), () => OnceAsync(given));
        return
        [
            Finding("embedded PostgreSQL, seconds to /health/ready", starts[0], 5),
            Finding("given PostgreSQL, seconds to /health/ready", starts[1], 3),
            new("P7", "seconds of processor the host took for that: embedded · given",
                string.Join(" · ", starts.Select(start => Spread.Of(start.Select(one => one.Processor)).Show("N2")))),
        ];
    }

    private static Finding Finding(string what, IReadOnlyList<(double Clock, double)> starts, double most)
    {
        var seconds = Spread.Of(starts.Select(start => start.Clock));
        return new("P7", what, seconds.Show("N2"), $"≤ {most:N0}", seconds.Median <= most);
    }
}
