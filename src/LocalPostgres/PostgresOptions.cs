namespace EGov.LocalPostgres;

/// <summary>Which PostgreSQL is wanted: a given one, or a private cluster under the data folder.</summary>
public sealed record PostgresOptions
{
    /// <summary>Holds the cluster (<c>pg</c>), its password (<c>pg.password</c>) and its locks.</summary>
    public required string DataFolder { get; init; }

    /// <summary>When given, it is used as it is and nothing is started.</summary>
    public string? ConnectionString { get; init; }

    public string Database { get; init; } = "egov";

    /// <summary>Only tests may turn this off: without it a power cut can lose or damage the cluster.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Takes one line for people at each step that takes long.</summary>
    public Action<string>? Say { get; init; }
}
