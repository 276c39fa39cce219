using System.Runtime.Versioning;

namespace EGov.LocalPostgres;

/// <summary>PostgreSQL's programs where PG_BIN, pg_config, PATH or a distribution's habit says they are.</summary>
[SupportedOSPlatform("linux")]
internal static class FoundBinaries
{
    private static readonly (string Parent, string Versions)[] Habits =
        [("usr/lib/postgresql", "*"), ("usr", "pgsql-*"), ("usr/local", "pgsql*"), ("opt", "postgresql*")];

    public static async Task<Binaries.Attempt> ObtainAsync(Binaries.Wish wish, CancellationToken cancel)
    {
        var others = new List<string>();
        foreach (var folder in (await FoldersAsync(wish.Machine, cancel)).Distinct())
        {
            if (await Binaries.InAsync(folder, cancel) is not { } binaries) continue;
            if (wish.Fits(binaries)) return Binaries.Attempt.Succeeded(binaries);
            others.Add($"{binaries.Major} in {folder}");
        }

        return Binaries.Attempt.Failed(others.Count == 0
            ? "none by PG_BIN, pg_config, PATH, /usr/lib/postgresql, /usr/pgsql-*"
            : $"only {string.Join(", ", others)}; needed is {(wish.Major is { } major
                ? $"{major}, which made the cluster in {wish.Home}" : $"{Binaries.Oldest} or newer")}");
    }

    private static async Task<List<string>> FoldersAsync(Machine machine, CancellationToken cancel)
    {
        var folders = new List<string>();
        if (machine.BinFolder is { } given) folders.Add(given);
        if (machine.Find("pg_config") is { } config)
        {
            var answer = await Shell.RunAsync([config, "--bindir"], cancel);
            if (answer.Well) folders.Add(answer.Output.Trim());
        }

        folders.AddRange(machine.SearchFolders);
        foreach (var (parent, versions) in Habits)
        {
            var place = Path.Combine(machine.Root, parent);
            if (!Directory.Exists(place)) continue;
            folders.AddRange(Directory.GetDirectories(place, versions)
                .OrderByDescending(MajorInName)
                .Select(version => Path.Combine(version, "bin")));
        }

        return folders;
    }

    private static int MajorInName(string folder) =>
        int.TryParse(Path.GetFileName(folder).AsSpan().TrimStart("postgresql-"), out var major) ? major : 0;
}
