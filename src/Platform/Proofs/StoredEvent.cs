using EGov.Ledger;
using Npgsql;

namespace EGov.Proofs;

/// <summary>An event as its row says it; the entry that the ledger keeps of it follows from this alone.</summary>
/// <param name="Sequence">The number that the store gave it; not its place in the ledger.</param>
/// <param name="Type">The store's name of the event's type, such as request_submitted.</param>
/// <param name="By">Role and public code of who acted.</param>
/// <param name="Data">The event's JSON in UTF-8; sealed values as boxes.</param>
public sealed record StoredEvent(
    long Sequence, Guid Id, Guid Stream, long Version, string Type, string By, DateTimeOffset Recorded,
    byte[] Data)
{
    /// <summary>What the store appends in place of an event that failed: its version is its sequence number.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>The columns that <see cref="Read"/> takes, of mt_events under the name e.</summary>
    public const string Columns =
        "e.seq_id, e.id, e.stream_id, e.version, e.type, e.user_name, e.timestamp, e.data::text";

    public static StoredEvent Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3), row.GetString(4),
        row.IsDBNull(5) ? Actor.Platform.Name : row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<byte[]>(7));

    /// <summary>The public entry.</summary>
    public Entry Entry() => Ledger.Entry.Of(By, Data, Id, Recorded, Sequence, Stream, Type, Version);
}
