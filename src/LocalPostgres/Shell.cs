using System.ComponentModel;
using System.Diagnostics;

namespace EGov.LocalPostgres;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    internal sealed record Ended(int Code, string Output, string Error)
    {
        public bool Well => Code == 0;

        /// <summary>The last lines it wrote, which are where programs say why they failed.</summary>
        public string Why => LastLines(Error.Trim() is { Length: > 0 } error ? error : Output, 3);
    }

    public static async Task<Ended> RunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        // Not the caller's folder: PostgreSQL's programs fail in one that their own user cannot enter.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = new Process { StartInfo = start };
        try
        {
            program.Start();
        }
        catch (Win32Exception)
        {
            return new(127, "", $"{command[0]} is not on this machine");
        }

        program.StandardInput.Close();
        var output = program.StandardOutput.ReadToEndAsync(cancel);
        var error = program.StandardError.ReadToEndAsync(cancel);
        try
        {
            await program.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
            throw;
        }

        // A server left behind may hold the pipes open for as long as it runs: their end is not waited for.
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(TimeSpan.FromSeconds(1), cancel));
        return new(program.ExitCode, Said(output), Said(error));
    }

    public static async Task MustRunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var ended = await RunAsync(command, cancel);
        if (!ended.Well) throw new InvalidOperationException($"{string.Join(' ', command)}: {ended.Why}");
    }

    public static string LastLines(string text, int count) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeLast(count));

    private static string Said(Task<string> reading) => reading.IsCompletedSuccessfully ? reading.Result : "";
}
