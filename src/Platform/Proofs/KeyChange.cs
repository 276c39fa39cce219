using System.Text;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>The public halves of a signer's keys; as text a line each, such as <c>next example.org+...</c>.</summary>
/// <param name="Current">Signs every checkpoint.</param>
/// <param name="Before">Signs beside it until the change from it is published; none between changes.</param>
/// <param name="Next">Waits to take over, and signs nothing until its change is on record.</param>
public sealed record SignerKeys(NoteVerifier Current, NoteVerifier? Before, NoteVerifier? Next)
{
    private const string CurrentLead = "current ", BeforeLead = "before ", NextLead = "next ";

    /// <exception cref="FormatException">No current key, or a line that names no public key.</exception>
    public static SignerKeys Parse(string text)
    {
        var lines = text.Split('\n');
        return new(Of(CurrentLead) ?? throw new FormatException("A signer has a key."), Of(BeforeLead), Of(NextLead));

        NoteVerifier? Of(string lead) =>
            lines.FirstOrDefault(line => line.StartsWith(lead, StringComparison.Ordinal)) is { } line
                ? NoteVerifier.Parse(line[lead.Length..])
                : null;
    }

    public string ToText()
    {
        var text = new StringBuilder(CurrentLead).Append(Current.Vkey).Append('\n');
        if (Before is not null) text.Append(BeforeLead).Append(Before.Vkey).Append('\n');
        if (Next is not null) text.Append(NextLead).Append(Next.Vkey).Append('\n');
        return text.ToString();
    }
}

/// <summary>A change of the checkpoints' key, as its proof shows it to be on record in the ledger.</summary>
/// <param name="Record">The checkpoint that covers it.</param>
internal sealed record KeyChange(string Key, string Before, SignedNote Record)
{
    // As the event store names it.
    private const string Type = "ledger_key_changed";

    /// <summary>Reads the change out of its proof; who signed the checkpoint is not looked at yet.</summary>
    /// <exception cref="SignerRefused">It proves another event, or none.</exception>
    public static KeyChange Read(TlogProof proof)
    {
        if (proof.Extra is not { } bytes) throw new SignerRefused("The proof of a change comes with its entry.");
        var (entry, head) = (Entry.Parse(bytes.Span), proof.Checkpoint.Head);
        if (entry.Type != Type || entry.Stream != LedgerKeys.TheOne)
            throw new SignerRefused($"Event {entry.Id} is no change of this ledger's keys.");
        if (!MerkleTree.IsIncluded(proof.Index, head.Size, entry.Leaf, proof.Path, head.Root))
            throw new SignerRefused("The change of keys is not in the tree of its checkpoint.");
        return new(Said("key"), Said("before"), proof.Note);

        string Said(string member) => entry.Data.GetProperty(member).GetString()!;
    }

    /// <summary>Whether it leads from the one key to the other.</summary>
    public bool IsFrom(NoteVerifier? before, NoteVerifier? key) => Before == before?.Vkey && Key == key?.Vkey;

    /// <exception cref="SignerRefused">One of these keys has not signed the checkpoint that covers it.</exception>
    public void MustBeSignedBy(params IEnumerable<NoteVerifier> keys)
    {
        foreach (var key in keys)
        {
            try
            {
                Checkpoint.Open(Record, key);
            }
            catch (UnverifiedException wrong)
            {
                throw new SignerRefused($"The checkpoint over the change is not signed by {key}: {wrong.Message}");
            }
        }
    }
}
