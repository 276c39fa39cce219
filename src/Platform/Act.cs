namespace EGov;

/// <summary>Who acts: a role and, for staff, a public code. Never a name or a number of a person.</summary>
/// <param name="Role">
/// citizen, clerk, officer, manager, governor, auditor, integrity, custodian, admin, or platform.
/// </param>
/// <param name="Code">Public code of a member of staff, such as ENV-014; empty for a citizen.</param>
/// <param name="Department">The department a member of staff acts for.</param>
/// <param name="Subject">The signed-in citizen's subject.</param>
/// <param name="Holds">The request whose secret the caller has shown.</param>
/// <param name="Client">The key of open data that the caller has shown, where he acts by it.</param>
public sealed record Actor(
    string Role, string Code = "", string? Department = null, Guid? Subject = null, Guid? Holds = null,
    Guid? Client = null)
{
    public static readonly Actor Platform = new("platform");

    /// <summary>What the event's metadata says: <c>officer:ENV-014</c>, <c>citizen</c>, <c>platform</c>.</summary>
    public string Name => Code.Length == 0 ? Role : $"{Role}:{Code}";
}

/// <summary>The frame in which one command is carried out: who, when, under which key, by which rules.</summary>
/// <remarks>
/// Set once by whoever receives the command (HTTP, the portal, the platform's own watch, a replay) and read by the
/// session when it appends: no decide function needs to carry metadata.
/// </remarks>
public sealed record Act
{
    private static readonly AsyncLocal<Act?> Ambient = new();

    public required Actor Actor { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required Handbook Handbook { get; init; }

    /// <summary>Idempotency key, unique for its actor; the event ids are derived from it.</summary>
    public string? Key { get; init; }

    /// <summary>Digest of what was asked under the key, so that the key cannot serve for something else.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The version of the stream that the caller has seen; null when he did not say.</summary>
    public long? ExpectedVersion { get; init; }

    public string CorrelationId { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>The event, or the line of a log, that brought the act about; none where a person acts.</summary>
    public string? CausationId { get; init; }

    /// <summary>Filled after the commit: the version of the stream that this act wrote.</summary>
    public Written Written { get; } = new();

    public static Act Current => Ambient.Value ?? throw new InvalidOperationException("No act has begun.");
    public static Act? CurrentOrNone => Ambient.Value;

    public static IDisposable Begin(Act act)
    {
        var before = Ambient.Value;
        Ambient.Value = act;
        return new End(before);
    }

    private sealed class End(Act? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}

/// <summary>What an act left in the store.</summary>
public sealed class Written
{
    public Guid Stream { get; set; }
    public long Version { get; set; }

    /// <summary>Signs the receipt of the first event that was written, once it is.</summary>
    public Func<string>? Receipt { get; set; }
}
