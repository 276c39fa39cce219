using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace EGov.Benchmarks;

/// <summary>A program that is watched until it ends: how long it took, and the most memory that it held.</summary>
[SupportedOSPlatform("linux")]
internal static class Watched
{
    /// <param name="environment">What it is told beside.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; says what it wrote.</exception>
    public static async Task<(double Seconds, double Megabytes)> RunAsync(
        string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var told = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var most = 0.0;
        while (!process.HasExited)
        {
            try
            {
                most = Math.Max(most,
                    Proc.Kilobytes(process.Id.ToString(CultureInfo.InvariantCulture), "VmHWM") / 1024.0);
            }
            catch (Exception ended) when (ended is IOException or InvalidOperationException)
            {
                // It has ended since it was asked.
            }

            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(100));
        }

        return process.ExitCode == 0
            ? (clock.Elapsed.TotalSeconds, most)
            : throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}: {await errors}{await told}");
    }
}
