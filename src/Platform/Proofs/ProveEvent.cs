using System.Reflection;
using EGov.Ledger;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Npgsql;
using Wolverine.Http;

namespace EGov.Proofs;

/// <summary>That an event stands in the published ledger, provable without us: a C2SP .tlog-proof.</summary>
/// <param name="Text">Its extra data is the event's public entry, so that nothing else is needed to verify it.</param>
/// <param name="IsWitnessed">Whether a quorum of witnesses cosigned its checkpoint: then it never changes.</param>
public sealed record InclusionProof(Guid EventId, string Text, bool IsWitnessed) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "text/plain; charset=utf-8";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = IsWitnessed ? "public, max-age=31536000, immutable" : "public, max-age=5";
        response.Headers.ContentDisposition = $"inline; filename=\"{EventId}.tlog-proof\"";
        response.ContentType = ContentType;
        return response.WriteAsync(Text, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));
}

/// <summary>How far an event has come: committed, in the tree, in a published checkpoint, in a cosigned one.</summary>
public enum ProofStage { None, Sealed, Published, Witnessed }

/// <param name="LeafIndex">Its place in the tree, from 0, once it is sealed.</param>
public sealed record ProofState(ProofStage Stage, long? LeafIndex)
{
    public static readonly ProofState None = new(ProofStage.None, null);

    /// <summary>Whether its proof can be had.</summary>
    public bool IsProvable => Stage >= ProofStage.Published;
}

/// <summary>Makes proofs from the public files alone; only which index an event has is asked of the database.</summary>
public sealed class ProveEvent(LedgerSettings settings, LedgerFolder folder)
{
    /// <returns>The index of each event that is sealed.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> IndexesAsync(
        IReadOnlyCollection<Guid> events, CancellationToken cancellation)
    {
        await using var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        await using var ask = new NpgsqlCommand(
            $"select event_id, leaf_index from {settings.Schema}.{LedgerTables.Leaf} where event_id = any($1)",
            database);
        ask.Parameters.Add(new() { Value = events.ToArray() });
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        var indexes = new Dictionary<Guid, long>();
        while (await row.ReadAsync(cancellation)) indexes.Add(row.GetGuid(0), row.GetInt64(1));
        return indexes;
    }

    /// <returns>How far each event has come; one that is not sealed is left out.</returns>
    public async Task<IReadOnlyDictionary<Guid, ProofState>> StatesAsync(
        IReadOnlyCollection<Guid> events, CancellationToken cancellation)
    {
        var indexes = await IndexesAsync(events, cancellation);
        var (witnessed, published) = (LedgerFolder.SizeOf(folder.Witnessed), LedgerFolder.SizeOf(folder.Checkpoint));
        return indexes.ToDictionary(one => one.Key, one => new ProofState(
            one.Value < witnessed ? ProofStage.Witnessed
            : one.Value < published ? ProofStage.Published
            : ProofStage.Sealed, one.Value));
    }

    /// <returns>Null as long as no published checkpoint covers the event.</returns>
    public async Task<InclusionProof?> RunAsync(Guid @event, CancellationToken cancellation)
    {
        var indexes = await IndexesAsync([@event], cancellation);
        if (!indexes.TryGetValue(@event, out var index)) return null;
        return Covering(folder.Witnessed, index) is { } witnessed
                ? new(@event, Make(index, witnessed).ToString(), IsWitnessed: true)
            : Covering(folder.Checkpoint, index) is { } published
                ? new(@event, Make(index, published).ToString(), IsWitnessed: false)
            : null;
    }

    /// <returns>The proof under the log's latest checkpoint; null as long as that does not cover it.</returns>
    public async Task<TlogProof?> OfLatestAsync(Guid @event, CancellationToken cancellation)
    {
        var indexes = await IndexesAsync([@event], cancellation);
        return indexes.TryGetValue(@event, out var index) && Covering(folder.Checkpoint, index) is { } published
            ? Make(index, published)
            : null;
    }

    private static SignedNote? Covering(string? text, long index) =>
        text is not null && SignedNote.Parse(text) is var note && Checkpoint.Parse(note.Text).Size > index
            ? note
            : null;

    private TlogProof Make(long index, SignedNote checkpoint)
    {
        var size = Checkpoint.Parse(checkpoint.Text).Size;
        var place = (int)(index % Tile.FullWidth);
        var entries = folder.ReadEntries(Tile.At(size, 0, index / Tile.FullWidth));
        return new(index, MerkleTree.InclusionPath(index, size, folder.Read), checkpoint, entries[place]);
    }
}

public static class ProveEventEndpoint
{
    /// <summary>The proof that an event stands in the published ledger, with its public entry as extra data.</summary>
    /// <param name="eventId">As a receipt or a decision names it.</param>
    [AllowAnonymous, WolverineGet("/ledger/proofs/{eventId}")]
    public static async Task<InclusionProof> Get(Guid eventId, ProveEvent prove, CancellationToken cancellation) =>
        await prove.RunAsync(eventId, cancellation) ?? throw new Refused("proof.not-published") { Status = 404 };
}
