using System.Diagnostics;
using EGov.Ledger;

namespace EGov.Acceptance.Proofs;

/// <summary>A witness or a signer as the operator runs it: a process of its own, which can be killed.</summary>
internal sealed class Tool : IDisposable
{
    private readonly Process _process;

    private Tool(Process process, string vkey, string address) =>
        (_process, Verifier, Address) = (process, NoteVerifier.Parse(vkey), address);

    public NoteVerifier Verifier { get; }

    /// <summary>Where it says that it listens.</summary>
    public string Address { get; }

    public static async Task<Tool> StartAsync(params string[] args)
    {
        var process = Begin(args);
        var vkey = await process.StandardOutput.ReadLineAsync();
        var address = await process.StandardOutput.ReadLineAsync();
        if (vkey is null || address is null)
            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return new(process, vkey, address.Replace("listening at ", "", StringComparison.Ordinal));
    }

    /// <summary>Runs one that cannot begin.</summary>
    public static async Task<(int Code, string Said)> FailAsync(params string[] args)
    {
        var (code, _, wrong) = await RunAsync(args);
        return (code, wrong);
    }

    /// <summary>Runs one to its end.</summary>
    public static async Task<(int Code, string Said, string Wrong)> RunAsync(params string[] args)
    {
        using var process = Begin(args);
        var said = process.StandardOutput.ReadToEndAsync();
        var wrong = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await wrong);
    }

    public static Process Begin(string[] args) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EGov.Cli.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>As kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
