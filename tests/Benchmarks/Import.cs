using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;

namespace EGov.Benchmarks;

/// <summary>P4: a log of 561,470 rows into a running platform, up to the last view.</summary>
/// <remarks>The cases are those of BPIC15_1, again and again under other names, until there are enough rows.</remarks>
[SupportedOSPlatform("linux")]
public static class Import
{
    private const int Rows = 561_470;
    private const double MostSeconds = 90;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var rows = effort.IsQuick ? Rows / 10 : Rows;
        var connection = await stand.DatabaseAsync("p4");
        await using var portal = await stand.PortalAsync(connection);
        var (part, partMost) = await ImportAsync(stand, connection, Write(stand, rows / 5, "BPIC15_2"));
        await stand.CatchUpAsync(connection);
        var file = Write(stand, rows, "BPIC15_1");
        var clock = Stopwatch.StartNew();
        var (whole, wholeMost) = await ImportAsync(stand, connection, file);
        var behind = await stand.CatchUpAsync(connection);
        var seconds = clock.Elapsed.TotalSeconds;
        var growth = wholeMost / partMost;
        return
        [
            new("P4", $"seconds from the start of an import of {rows:N0} rows to the last view", $"{seconds:N0}",
                effort.IsQuick ? "" : $"≤ {MostSeconds:N0}", effort.IsQuick ? null : seconds <= MostSeconds),
            new("P4", "of these the import itself; events not yet projected at its end", $"{whole:N0}; {behind:N0}"),
            new("P4", $"most resident MB: {rows:N0} rows ÷ {rows / 5:N0} rows ({part:N0} s)",
                $"{wholeMost:N0} ÷ {partMost:N0} = {growth:N2}", "≤ 1.25", growth <= 1.25),
        ];
    }

    private static Task<(double Seconds, double Megabytes)> ImportAsync(Stand stand, string connection, string file) =>
        Watched.RunAsync("dotnet", stand.Tool(connection, "import", "--mapping", "bpic15", file));

    private static string Write(Stand stand, int rows, string name)
    {
        var shared = Path.Combine(Path.GetDirectoryName(stand.Root)!, "shared", "data", "bpic2015", "BPIC15_1.xes.gz");
        using var from = new StreamReader(new GZipStream(File.OpenRead(shared), CompressionMode.Decompress));
        var log = from.ReadToEnd();
        var first = log.IndexOf("<trace>", StringComparison.Ordinal);
        string[] cases =
        [
            .. log[first..log.LastIndexOf("</log>", StringComparison.Ordinal)]
                .Split("<trace>", StringSplitOptions.RemoveEmptyEntries),
        ];
        var path = Path.Combine(stand.Folder, name + ".xes.gz");
        using var to = new StreamWriter(
            new GZipStream(File.Create(path), CompressionLevel.Fastest), new UTF8Encoding(true));
        to.Write(log[..first].TrimStart('\uFEFF'));
        for (var i = 0; rows > 0; i++)
        {
            var one = cases[i % cases.Length];
            const string named = "<string key=\"concept:name\" value=\"";
            var at = one.IndexOf(named, StringComparison.Ordinal) + named.Length;
            to.Write(string.Create(CultureInfo.InvariantCulture, $"<trace>{one[..at]}{i / cases.Length}-{one[at..]}"));
            rows -= one.Split("<event>").Length - 1;
        }

        to.Write("</log>");
        return path;
    }
}
