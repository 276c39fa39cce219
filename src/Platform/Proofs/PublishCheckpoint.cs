using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>Signs what is integrated and publishes it: leaves and tiles are durable before the signature is.</summary>
public sealed class PublishCheckpoint(LedgerFolder folder, ISigner signer)
{
    private volatile SignedNote? _latest;
    private (TreeHead Head, (DateTime Checkpoint, DateTime Vkey) Written)? _settled;

    /// <summary>The published checkpoint where this process is the one that publishes; null where another is.</summary>
    public SignedNote? Latest => _latest;

    /// <summary>Another process publishes now.</summary>
    public void Leave() => (_latest, _settled) = (null, null);

    /// <returns>The published checkpoint; null when nothing is new.</returns>
    /// <exception cref="SignerRefused">The tree does not continue what was signed.</exception>
    /// <exception cref="SignerAway">Nobody is there to sign.</exception>
    public async Task<SignedNote?> RunAsync(TreeHead head, CancellationToken cancellation)
    {
        // Nothing has come, and nobody has touched what was found in order: no file is read.
        var now = (head, folder.LastChange);
        if (_settled == now) return null;
        var before = folder.Checkpoint is { } text ? SignedNote.Parse(text) : null;
        var published = before is null ? default(TreeHead?) : Checkpoint.Parse(before.Text).Head;
        if (_latest?.ToString() != before?.ToString()) _latest = before;
        // A key that has changed signs what is published already once more, or readers could not open it with the new.
        if ((published == head && IsByThe(folder.Vkey, before!)) || (published is null && head.Size == 0))
        {
            _settled = now;
            return null;
        }

        var last = await signer.LastAsync(cancellation);
        var log = await signer.MeetAsync(cancellation);
        var next = new Checkpoint(log.Name, head.Size, head.Root);
        var proof = last.Size > 0 && last.Size < head.Size
            ? MerkleTree.ConsistencyProof(last.Size, head.Size, folder.Read)
            : [];
        var note = new SignedNote(next.Text, await signer.SignAsync(next, last.Size, proof, cancellation));
        folder.Checkpoint = note.ToString();
        if (folder.Vkey != log.Vkey + "\n") folder.Vkey = log.Vkey + "\n";
        return _latest = note;
    }

    private static bool IsByThe(string? vkey, SignedNote note) =>
        vkey is null || note.Signatures.Any(NoteVerifier.Parse(vkey.TrimEnd('\n')).Claims);
}
