using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using EGov.Benchmarks;

[assembly: SupportedOSPlatform("linux")]

var benchmarks = new (string Promise, Func<Stand, Effort, Task<IReadOnlyList<Finding>>> RunAsync)[]
{
    ("P1", Submit.RunAsync),
    ("P2", Sealing.RunAsync),
    ("P3", Rebuild.RunAsync),
    ("P4", Import.RunAsync),
    ("P5", Read.RunAsync),
    ("P6", Verify.RunAsync),
    ("P7", Start.RunAsync),
    ("P8", Memory.RunAsync),
    ("EXPORTS", Exports.RunAsync),
};
var effort = args.Contains("--quick") ? Effort.Quick : Effort.Full;
var wanted = args.Where(arg => !arg.StartsWith('-')).Select(arg => arg.ToUpperInvariant()).ToList();
var unknown = args.Where(arg => arg.StartsWith('-') && arg != "--quick")
    .Concat(wanted.Except(benchmarks.Select(one => one.Promise))).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Unknown: {string.Join(' ', unknown)}. "
        + $"{string.Join(' ', benchmarks.Select(one => one.Promise))}, or --quick.");
    return 2;
}
var findings = new List<Finding>();
await using (var stand = await Stand.StartAsync())
{
    foreach (var (promise, runAsync) in benchmarks.Where(one => wanted.Count == 0 || wanted.Contains(one.Promise)))
    {
        var before = Proc.LoadAverage;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Console.WriteLine($"{promise} …");
        findings.AddRange(await runAsync(stand, effort));
        findings.Add(new(promise, "load average before → after; minutes",
            $"{before} → {Proc.LoadAverage}; {clock.Elapsed.TotalMinutes:N1}"));
        foreach (var finding in findings.Where(one => one.Promise == promise)) Console.WriteLine(Line(finding));
    }
}

var cpu = File.ReadLines("/proc/cpuinfo")
    .First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(": ")[1];
var system = $"{RuntimeInformation.OSDescription.Split('#')[0].Trim()}, {RuntimeInformation.FrameworkDescription}";
Console.WriteLine($"""

    {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} × {cpu}, {system}
    {effort.Rounds} rounds, slices of {effort.Seconds} s; median (quartiles)

    | promise | what | measured | promised | kept |
    |---|---|---|---|---|
    """);
foreach (var finding in findings) Console.WriteLine(Line(finding));
return 0;

static string Line(Finding finding) =>
    $"| {finding.Promise} | {finding.What} | {finding.Figure} | {finding.Promised} | "
    + $"{finding.IsKept switch { true => "yes", false => "**no**", null => "" }} |";
