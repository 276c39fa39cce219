using System.Runtime.Versioning;

namespace EGov.LocalPostgres;

/// <summary>PostgreSQL from the distribution's own archive; only root can install it.</summary>
[SupportedOSPlatform("linux")]
internal static class DebianPackage
{
    // Read by the package when it is first configured: no cluster of its own is made, so none runs on port 5432.
    private const string NoMainCluster = "/etc/postgresql-common/createcluster.d/egov.conf";

    public static async Task<Binaries.Attempt> ObtainAsync(Binaries.Wish wish, CancellationToken cancel)
    {
        if (wish.Machine.Find("apt-get") is not { } apt)
            return Binaries.Attempt.Failed("apt-get is not on this machine");
        if (!Environment.IsPrivilegedProcess) return Binaries.Attempt.Failed("only root can install Debian's package");

        wish.Say("Installing PostgreSQL (Debian package)…");
        Directory.CreateDirectory(Path.GetDirectoryName(NoMainCluster)!);
        await File.WriteAllTextAsync(NoMainCluster, "create_main_cluster = false\n", cancel);
        try
        {
            var installed = await InstallAsync(apt, wish.Major, cancel);
            if (!installed.Well)
            {
                await RunAsync(apt, ["update"], cancel);
                installed = await InstallAsync(apt, wish.Major, cancel);
            }

            if (!installed.Well) return Binaries.Attempt.Failed($"apt-get install failed: {installed.Why}");
        }
        finally
        {
            File.Delete(NoMainCluster);
        }

        return await FoundBinaries.ObtainAsync(wish, cancel);
    }

    /// <summary>The very version of an existing cluster; for a new one whatever this release of Debian holds.</summary>
    private static async Task<Shell.Ended> InstallAsync(string apt, int? major, CancellationToken cancel)
    {
        string[] options = ["install", "-y", "--no-install-recommends"];
        var exact = await RunAsync(apt, [.. options, $"postgresql-{major ?? Binaries.Oldest}"], cancel);
        return exact.Well || major is not null ? exact : await RunAsync(apt, [.. options, "postgresql"], cancel);
    }

    private static Task<Shell.Ended> RunAsync(string apt, string[] arguments, CancellationToken cancel) =>
        Shell.RunAsync(
            ["env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-o", "DPkg::Lock::Timeout=120", .. arguments],
            cancel);
}
