using System.Diagnostics;
using System.Runtime.Versioning;

namespace EGov.LocalPostgres;

/// <summary>Who uses the server of a data folder, in however many processes: the last to leave stops it.</summary>
/// <remarks>
/// Two locks that the kernel drops when a process dies, however it dies. <c>pg.lock</c>: its one holder may start or
/// stop the server. <c>pg.users</c>: shared by all who use the server, so who gets it alone is the only one left.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class Users(string dataFolder)
{
    // Waits for the end of its input, which is the end of this process, even by kill -9; then leaves in its place.
    private const string Executor =
        """
        trap '' HUP INT QUIT TERM
        exec >/dev/null 2>&1
        read -r _
        exec 8>>"$1" && flock 8 || exit
        exec 9>>"$2" && flock --wait 2 9 || exit
        postmaster=$(head -n 1 "$3/postmaster.pid") || exit
        [ "$(readlink "/proc/$postmaster/cwd")" = "$3" ] && kill -INT "$postmaster" || exit
        patience=1200
        while [ -e "$3/postmaster.pid" ] && [ $((patience -= 1)) -gt 0 ]; do sleep 0.05; done
        """;

    private const int WouldBlock = 11;   // EWOULDBLOCK of Linux, as .NET hands it on

    private readonly string _lock = Path.Combine(dataFolder, "pg.lock");
    private readonly string _users = Path.Combine(dataFolder, "pg.users");

    /// <summary>Waits for the turn to start or stop the server; it ends when the result is disposed.</summary>
    public async Task<IDisposable> TakeTurnAsync(Action<string> say, CancellationToken cancel)
    {
        for (var waited = 0; ; waited++)
        {
            if (TryOpen(_lock, FileShare.None) is { } turn) return turn;
            if (waited == 50) say($"Waiting for another process that starts or stops PostgreSQL in {dataFolder}…");
            await Task.Delay(20, cancel);
        }
    }

    public IDisposable Join() => new FileStream(_users, Options(FileShare.ReadWrite));

    public bool IsEmpty()
    {
        using var alone = TryOpen(_users, FileShare.None);
        return alone is not null;
    }

    /// <summary>A process that stops the server when this one dies without having left.</summary>
    public Process AppointExecutor(Cluster cluster)
    {
        var start = new ProcessStartInfo("sh", ["-c", Executor, "sh", _lock, _users, cluster.Folder])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    private static FileStream? TryOpen(string file, FileShare share)
    {
        try
        {
            return new(file, Options(share));
        }
        catch (IOException taken) when (taken.HResult == WouldBlock)
        {
            return null;
        }
    }

    private static FileStreamOptions Options(FileShare share) =>
        new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
}
