namespace EGov.LocalPostgres;

/// <summary>Where this machine is searched for programs; a test narrows it.</summary>
internal sealed record Machine
{
    /// <summary>The one way of obtaining PostgreSQL that EGOV_POSTGRES allows; any when null.</summary>
    public string? Forced { get; init; }

    /// <summary>A folder of PostgreSQL programs that comes before all others (PG_BIN).</summary>
    public string? BinFolder { get; init; }

    public string SearchPath { get; init; } = "";

    public string Root { get; init; } = "/";

    public static Machine Here() => new()
    {
        Forced = Variable("EGOV_POSTGRES"),
        BinFolder = Variable("PG_BIN"),
        SearchPath = Variable("PATH") ?? "",
    };

    public IEnumerable<string> SearchFolders => SearchPath.Split(':', StringSplitOptions.RemoveEmptyEntries);

    public string? Find(string program) =>
        SearchFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
