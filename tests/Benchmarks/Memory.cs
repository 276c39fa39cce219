using System.Runtime.Versioning;

namespace EGov.Benchmarks;

/// <summary>P8: what the host holds of the machine's memory under P1's load.</summary>
[SupportedOSPlatform("linux")]
public static class Memory
{
    private const double Most = 220;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var connection = await stand.DatabaseAsync("p8");
        await using var province = await Province.OpenAsync(connection, stand.MasterKeyOf(connection));
        await using var portal = await stand.PortalAsync(connection);
        var idle = portal.Megabytes;
        var load = new Load(stand, portal, await portal.TokenAsync("clerk"), await portal.TokenAsync("officer"));
        var seen = new List<double>();
        var running = load.RunAsync(isMix: false, effort.Seconds * effort.Rounds * 2);
        while (await Task.WhenAny(running, Task.Delay(500)) != running) seen.Add(portal.Megabytes);
        var slice = await running;

        // The first half warms up.
        var warm = Spread.Of(seen.Skip(seen.Count / 2));
        return
        [
            new("P8", $"resident MB under load ({slice.Rate:N0} commands/s)", warm.Show("N0"), $"≤ {Most:N0}", warm.Median <= Most),
            new("P8", "resident MB: just started · at most", $"{idle:N0} · {portal.MostMegabytes:N0}"),
        ];
    }
}
