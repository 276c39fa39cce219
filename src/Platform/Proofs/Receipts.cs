using EGov.Ledger;
using Npgsql;

namespace EGov.Proofs;

/// <summary>
/// A promise, signed on the spot, that an event will stand in the published ledger: who holds it can show that an event
/// was left out, which no tree can show of itself.
/// </summary>
public sealed class Receipts(LedgerSettings settings, ISigner signer) : IDisposable
{
    /// <summary>The first line of a list of files: what was signed as one can never be shown as a receipt.</summary>
    public const string FileList = "egov-files/v1\n";

    private readonly Lazy<NoteSigner> _key = new(() => SigningKeys.OpenReceipts(settings.Keys, signer.Verifier.Name));

    /// <summary>The key by which receipts are verified.</summary>
    public NoteVerifier Verifier => _key.Value.Verifier;

    /// <summary>The receipt of an event; the same event always gets the same.</summary>
    /// <returns>A signed note.</returns>
    public string For(Guid @event, Hash contentDigest, DateTimeOffset at)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        var receipt = new Receipt(signer.Verifier.Name, @event, contentDigest, second, settings.MaximumMergeDelay);
        return receipt.Sign(_key.Value).ToString();
    }

    /// <summary>Signs a list of public files.</summary>
    /// <param name="list">Makes it of the ledger's name; its first line says what it is, and is no receipt's.</param>
    /// <returns>A signed note.</returns>
    public string Sign(Func<string, string> list)
    {
        var text = list(signer.Verifier.Name);
        return text.StartsWith(FileList, StringComparison.Ordinal)
            ? new SignedNote(text, _key.Value.Sign(text)).ToString()
            : throw new ArgumentException("This key signs receipts and lists of files alone.", nameof(list));
    }

    /// <summary>The receipt of an event that is stored; null when there is none of that id.</summary>
    public async Task<string?> ForStoredAsync(Guid @event, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        await using var ask = new NpgsqlCommand(
            $"select {StoredEvent.Columns} from {settings.Schema}.mt_events e where e.id = $1", database);
        ask.Parameters.Add(new() { Value = @event });
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? For(@event, StoredEvent.Read(row).Entry().ContentDigest, at) : null;
    }

    public void Dispose()
    {
        if (_key.IsValueCreated) _key.Value.Dispose();
    }
}
