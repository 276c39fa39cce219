using System.Globalization;
using System.Text;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>What a signer in another process is asked to sign.</summary>
/// <remarks>
/// <c>old</c> and the size signed last, the hashes of the consistency proof in base64, a line each; a blank line; the
/// text of the checkpoint: the form in which a witness is asked (C2SP tlog-witness), before there are signatures.
/// </remarks>
public sealed record SigningRequest(Checkpoint Next, long From, IReadOnlyList<Hash> Proof)
{
    /// <summary>More bytes than any request has.</summary>
    public const int MaxBytes = 16_384;

    private const string OldLead = "old ";

    /// <exception cref="FormatException">Not exactly of this form, or with extension lines.</exception>
    public static SigningRequest Parse(string text)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0) throw new FormatException("A request has a blank line before its checkpoint.");
        var lines = text[..blank].Split('\n');
        if (!lines[0].StartsWith(OldLead, StringComparison.Ordinal)
            || !long.TryParse(
                lines[0].AsSpan(OldLead.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var from))
            throw new FormatException("A request begins with the old size.");
        if (lines.Length - 1 > MerkleTree.MaxProofHashes)
            throw new FormatException($"A proof has at most {MerkleTree.MaxProofHashes} hashes.");
        var next = Checkpoint.Parse(text[(blank + 2)..]);
        return next.Extensions.Count == 0 ? new(next, from, [.. lines.Skip(1).Select(Hash.FromBase64)])
            : throw new FormatException("A checkpoint of this ledger has no extension lines.");
    }

    public string ToText()
    {
        var text = new StringBuilder(OldLead).Append(From.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof) text.Append(hash.ToBase64()).Append('\n');
        return text.Append('\n').Append(Next.Text).ToString();
    }
}
