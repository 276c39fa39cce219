using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>Signs what is integrated and publishes it: leaves and tiles are durable before the signature is.</summary>
public sealed class PublishCheckpoint(LedgerFolder folder, ISigner signer)
{
    /// <returns>The published checkpoint; null when nothing is new.</returns>
    /// <exception cref="SignerRefused">The tree does not continue what was signed.</exception>
    public async Task<SignedNote?> RunAsync(TreeHead head, CancellationToken cancellation)
    {
        var published = folder.Checkpoint is { } text
            ? Checkpoint.Parse(SignedNote.Parse(text).Text).Head
            : default(TreeHead?);
        if (published == head || (published is null && head.Size == 0)) return null;
        var last = await signer.LastAsync(cancellation);
        var next = new Checkpoint(signer.Verifier.Name, head.Size, head.Root);
        var proof = last.Size > 0 && last.Size < head.Size
            ? MerkleTree.ConsistencyProof(last.Size, head.Size, folder.Read)
            : [];
        var note = new SignedNote(next.Text, await signer.SignAsync(next, last.Size, proof, cancellation));
        folder.Checkpoint = note.ToString();
        return note;
    }
}
