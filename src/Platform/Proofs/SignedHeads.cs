using System.Globalization;
using EGov.Ledger;

namespace EGov.Proofs;

/// <param name="Kind">By which findings about it begin.</param>
/// <param name="Name">As a sentence about it begins.</param>
internal sealed record SignedHead(string Kind, string Name, TreeHead Head);

/// <summary>The heads that bear a signature, verified: witnessed, published, and what the signer remembers.</summary>
internal sealed record SignedHeads(TreeHead? Witnessed, TreeHead? Published, TreeHead Signed, bool HasCheckpoint)
{
    /// <summary>Whether what is published is older than what was signed or witnessed; no forgery counts.</summary>
    public bool IsBehind => (Published is not null || !HasCheckpoint)
        && Math.Max(Signed.Size, Witnessed?.Size ?? 0) > (Published?.Size ?? 0);

    public IEnumerable<SignedHead> All
    {
        get
        {
            if (Witnessed is { } witnessed) yield return new("witnessed", "The witnessed checkpoint", witnessed);
            if (Published is { } published) yield return new("checkpoint", "The published checkpoint", published);
            yield return new("signer", "What the signer signed last", Signed);
        }
    }

    /// <summary>Reads them in the order in which each follows on the next.</summary>
    /// <param name="keys">All that the log has had, by what is on record.</param>
    public static async Task<SignedHeads> ReadAsync(
        LedgerFolder folder, ISigner signer, List<NoteVerifier> keys, Findings findings,
        CancellationToken cancellation)
    {
        var witnessed = Open("witnessed", "The witnessed checkpoint", () => folder.Witnessed, keys, findings);
        if (witnessed is not null) Quorum(folder, findings);
        var published = Open("checkpoint", "The published checkpoint", () => folder.Checkpoint, keys, findings);
        var signed = await LastAsync(signer, findings, cancellation);
        if (published is { } there && there.Size > signed.Size)
            findings.Add(new("signer.behind", string.Create(CultureInfo.InvariantCulture,
                $"The signer remembers to have signed {signed.Size} events, and a checkpoint over {there.Size} is "
                + $"published: its state was set back or taken away, and it would sign another history.")));
        return new(witnessed, published, signed, folder.Checkpoint is not null);
    }

    private static TreeHead? Open(
        string kind, string name, Func<string?> read, List<NoteVerifier> keys, Findings findings)
    {
        try
        {
            return read() is { } text ? Checkpoint.Open(SignedNote.Parse(text), keys).Head : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException)
        {
            findings.Add(new($"{kind}.unreadable", $"{name} cannot be read: {unreadable.Message}"));
        }
        catch (UnverifiedException unsigned)
        {
            findings.Add(new($"{kind}.unsigned", $"{name} is not signed by the ledger's key: {unsigned.Message}"));
        }

        return null;
    }

    private static void Quorum(LedgerFolder folder, Findings findings)
    {
        var policy = Path.Combine(folder.Path, "policy");
        if (!File.Exists(policy) || folder.Witnessed is not { } text) return;
        try
        {
            if (!Policy.Parse(File.ReadAllBytes(policy)).Open(SignedNote.Parse(text)).IsQuorumMet)
                findings.Add(new("witnessed.no-quorum", "The witnessed checkpoint has not the cosignatures that the "
                    + "policy asks for."));
        }
        catch (FormatException unreadable)
        {
            findings.Add(new("witnessed.unreadable", $"The policy cannot be read: {unreadable.Message}"));
        }
        catch (UnverifiedException unsigned)
        {
            findings.Add(new("witnessed.unsigned", $"A cosignature is not its witness's: {unsigned.Message}"));
        }
    }

    private static async Task<TreeHead> LastAsync(ISigner signer, Findings findings, CancellationToken cancellation)
    {
        try
        {
            return await signer.LastAsync(cancellation);
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or IndexOutOfRangeException)
        {
            findings.Add(new("signer.unreadable", $"What the signer remembers cannot be read: {unreadable.Message}"));
            return new(0, MerkleTree.EmptyRoot);
        }
    }
}
