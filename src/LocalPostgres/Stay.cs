using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace EGov.LocalPostgres;

/// <summary>This process's use of a data folder's server, from joining or starting it to leaving.</summary>
[SupportedOSPlatform("linux")]
internal sealed class Stay
{
    // Keeps a stay that nobody holds from the garbage collector, which would close the locks and stop the server.
    private static readonly ConcurrentDictionary<Stay, bool> Held = [];

    private readonly Cluster _cluster;
    private readonly int _port;
    private readonly Users _users;
    private readonly IDisposable _use;
    private readonly Process _executor;

    private Stay(Cluster cluster, int port, Users users)
    {
        (_cluster, _port, _users) = (cluster, port, users);
        _use = users.Join();
        _executor = users.AppointExecutor(cluster);
        Held[this] = true;
    }

    public string ConnectionString => _cluster.ConnectionTo(_port);

    public static async Task<Stay> BeginAsync(PostgresOptions options, Machine machine, CancellationToken cancel)
    {
        var say = options.Say ?? (_ => { });
        Directory.CreateDirectory(options.DataFolder);
        var dataFolder = await RealPathAsync(options.DataFolder, cancel);
        var cluster = new Cluster(dataFolder, say);
        var users = new Users(dataFolder);
        using var turn = await users.TakeTurnAsync(say, cancel);
        var postmaster = await cluster.FindRunningAsync(cancel);
        if (postmaster is null)
        {
            var account = await cluster.SettleAsync(cancel);
            var wish = new Binaries.Wish(machine, cluster.Home, cluster.Major, say);
            var binaries = await Binaries.ObtainAsync(wish, cancel);
            postmaster = await cluster.StartAsync(binaries, account, options.Fsync, cancel);
        }

        return new(cluster, postmaster.Port, users);
    }

    public async Task EndAsync()
    {
        try
        {
            using var turn = await _users.TakeTurnAsync(_ => { }, CancellationToken.None);
            _use.Dispose();
            if (_users.IsEmpty()) await _cluster.StopAsync();
        }
        catch (DirectoryNotFoundException)
        {
            // The data folder is deleted: PostgreSQL notices that within a minute, and ends.
        }

        _executor.Kill();
        _executor.Dispose();
        Held.TryRemove(this, out _);
    }

    // The kernel names a process's folder by its real path.
    private static async Task<string> RealPathAsync(string folder, CancellationToken cancel)
    {
        var real = await Shell.RunAsync(["realpath", Path.GetFullPath(folder)], cancel);
        return real.Well ? real.Output.TrimEnd('\n') : throw new InvalidOperationException($"{folder}: {real.Why}");
    }
}
