using System.Globalization;
using System.Runtime.Versioning;

namespace EGov.Benchmarks;

/// <summary>P5: the public figures at 64 connections, over ten thousand requests and over a million.</summary>
/// <remarks>
/// Ten thousand requests are filed and decided by the platform's own rules. The million are their rows in the table
/// from which the figures are read, a hundred times, each time some days earlier: what the view would have written.
/// </remarks>
[SupportedOSPlatform("linux")]
public static class Read
{
    private const int Requests = 10_000;
    private const int Times = 100;
    private const double MostMilliseconds = 10;
    private const double MostGrowth = 1.2;
    private const string Figures = "/api/public/performance?by=department";

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var (few, many) = (await FillAsync(stand, "p5small", 1), await FillAsync(stand, "p5large", Times));
        await using var small = await stand.PortalAsync(few, more: AsServed());
        await using var large = await stand.PortalAsync(many, more: AsServed());
        async Task<(double Rate, double P99)> LoadAsync(Served portal)
        {
            var told = await Shell.RunAsync("wrk", [
                "-t1", "-c64", $"-d{effort.Seconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "read.lua"),
                new Uri(portal.Address, Figures).AbsoluteUri]);
            var figures = told.Split('\n').First(line => line.StartsWith("measured ", StringComparison.Ordinal))
                .Split(' ').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
            if (figures[2] > 0) throw new InvalidOperationException($"{portal.Address}: {figures[2]} reads failed.");
            return (figures[0] / (figures[1] / 1e6), figures[3] / 1e3);
        }

        // A portal that has just started follows its views, and compiles anew what is asked for often.
        foreach (var connection in new[] { few, many }) await stand.CatchUpAsync(connection);
        foreach (var portal in new[] { small, large }) await portal.GetAsync(Figures);
        foreach (var portal in new[] { small, large, small, large }) await LoadAsync(portal);

        var slices = await Measure.InterleaveAsync(effort.Rounds, () => LoadAsync(small), () => LoadAsync(large));
        var ofMany = Spread.Of(slices[1].Select(slice => slice.P99));
        var growth = Measure.Ratio(slices[1].Select(slice => slice.P99), slices[0].Select(slice => slice.P99));
        return
        [
            new("P5", $"p99 ms at 64 connections, {Requests * Times:N0} requests", ofMany.Show("N1"),
                $"≤ {MostMilliseconds:N0}", ofMany.Median <= MostMilliseconds),
            new("P5", $"that ÷ the same over {Requests:N0} requests", growth.Show("N2"), $"≤ {MostGrowth}",
                growth.Median <= MostGrowth),
            new("P5", $"reads/s: {Requests:N0} · {Requests * Times:N0} requests", string.Join(" · ",
                slices.Select(portal => Spread.Of(portal.Select(slice => slice.Rate)).Show("N0")))),
        ];
    }

    /// <summary>
    /// As a province runs it: the issuer is another program, and nobody who reads open data asks it. One address asks
    /// more often here than anybody may.
    /// </summary>
    private static Dictionary<string, string?> AsServed() => new()
    {
        ["SignIn__DevelopmentIssuer"] = "false",
        ["SignIn__Authority"] = "http://127.0.0.1:9/realms/province",
        ["Quotas__PerAddress"] = "1000000000",
    };

    private static async Task<string> FillAsync(Stand stand, string name, int times)
    {
        var connection = await stand.DatabaseAsync(name);
        await using var province = await Province.OpenAsync(connection, stand.MasterKeyOf(connection));
        await province.FillAsync(Requests);
        await Cli.Rebuild.RebuildAsync(province.Store, Cli.Rebuild.Names(province.Store), default);
        await stand.AskAsync<object>(connection, $"""
            insert into egov.performance
            select seq + time * 10000000, recorded - time * interval '3 days', day - time * 3, kind,
                gen_random_uuid(), department, service, county, came_from, counts, open, past_limit,
                decided_on - time * 3, closed_on - time * 3, working_days, on_time, outcome, overridden, visits,
                planned, late, overturned, overtook, ground
            from egov.performance, generate_series(1, {times - 1}) time
            """);
        await Shell.RunAsync("dotnet", stand.Tool(connection, "seal"));
        // What was loaded at once would be swept in the middle of the measuring.
        await stand.AskAsync<object>(connection, "vacuum analyze egov.performance");
        return connection;
    }
}
