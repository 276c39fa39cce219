using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>Signs what is integrated and publishes it: leaves and tiles are durable before the signature is.</summary>
public sealed class PublishCheckpoint(LedgerFolder folder, ISigner signer)
{
    private volatile SignedNote? _latest;

    /// <summary>The published checkpoint where this process is the one that publishes; null where another is.</summary>
    public SignedNote? Latest => _latest;

    /// <summary>Another process publishes now.</summary>
    public void Leave() => _latest = null;

    /// <returns>The published checkpoint; null when nothing is new.</returns>
    /// <exception cref="SignerRefused">The tree does not continue what was signed.</exception>
    /// <exception cref="SignerAway">Nobody is there to sign.</exception>
    public async Task<SignedNote?> RunAsync(TreeHead head, CancellationToken cancellation)
    {
        var before = folder.Checkpoint is { } text ? SignedNote.Parse(text) : null;
        var published = before is null ? default(TreeHead?) : Checkpoint.Parse(before.Text).Head;
        if (_latest?.Text != before?.Text) _latest = before;
        if (published == head || (published is null && head.Size == 0)) return null;
        var last = await signer.LastAsync(cancellation);
        var next = new Checkpoint((await signer.MeetAsync(cancellation)).Name, head.Size, head.Root);
        var proof = last.Size > 0 && last.Size < head.Size
            ? MerkleTree.ConsistencyProof(last.Size, head.Size, folder.Read)
            : [];
        var note = new SignedNote(next.Text, await signer.SignAsync(next, last.Size, proof, cancellation));
        folder.Checkpoint = note.ToString();
        return _latest = note;
    }
}
