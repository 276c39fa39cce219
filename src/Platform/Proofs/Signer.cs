using System.Globalization;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>
/// Signs the ledger's checkpoints, each only if it continues the one signed before: what it has signed stands outside
/// the database, so that neither a restored backup nor a second sealer gets a signature.
/// </summary>
public interface ISigner
{
    /// <summary>The public half of the key as last known; its name is the origin of every checkpoint.</summary>
    /// <exception cref="SignerAway">It was never known, and the signer does not answer.</exception>
    NoteVerifier Verifier { get; }

    /// <summary>The public half of the key, from the signer itself.</summary>
    /// <exception cref="SignerAway">The signer does not answer.</exception>
    Task<NoteVerifier> MeetAsync(CancellationToken cancellation) => Task.FromResult(Verifier);

    /// <summary>The tree head signed last.</summary>
    Task<TreeHead> LastAsync(CancellationToken cancellation);

    /// <param name="proof">That the next one is consistent with the one from whose size it goes on.</param>
    /// <exception cref="SignerRefused">It does not continue what was signed.</exception>
    Task<IReadOnlyList<NoteSignature>> SignAsync(
        Checkpoint next, long from, IReadOnlyList<Hash> proof, CancellationToken cancellation);

    /// <summary>The public halves of its keys, also while one takes over from another.</summary>
    Task<SignerKeys> KeysAsync(CancellationToken cancellation);

    /// <summary>Lets the next key take over; the one before signs beside it until <see cref="RetireAsync"/>.</summary>
    /// <param name="record">That the change is on record, under a checkpoint that the key before has signed.</param>
    /// <exception cref="SignerRefused">It is not, or another key waits. Asked again, it says nothing more.</exception>
    Task ChangeAsync(TlogProof record, CancellationToken cancellation);

    /// <summary>Destroys the key before: nobody can sign with it any more.</summary>
    /// <param name="record">That the change is on record, under a checkpoint that both keys have signed.</param>
    /// <exception cref="SignerRefused">It is not. Asked again, it says nothing more.</exception>
    Task RetireAsync(TlogProof record, CancellationToken cancellation);
}

/// <summary>What was asked to be signed does not continue what was signed before.</summary>
#pragma warning disable CA1032, CA1710
public sealed class SignerRefused(string message) : Exception(message);

/// <summary>The signer does not answer: what is sealed is published once it does.</summary>
public sealed class SignerAway(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A signer whose key and state are files of this machine.</summary>
/// <remarks>Several processes may use the same files: a lock lets one sign at a time.</remarks>
public sealed class FileSigner : ISigner
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _keys;
    private readonly string? _origin;
    private readonly string _state;
    private volatile KeysOf? _read;

    /// <param name="keys">The folder of the keys.</param>
    /// <param name="origin">The name of a new ledger; none: one that is unlike any other.</param>
    /// <param name="folder">Holds <c>state</c>: size and root of what was signed last, one a line.</param>
    public FileSigner(string keys, string? origin, string folder)
    {
        (_keys, _origin, _state) = (keys, origin, Path.Combine(folder, "state"));
        Directory.CreateDirectory(folder);
    }

    public NoteVerifier Verifier => Keys.Log.Verifier;

    /// <summary>As they are now: they may be changed while this process runs.</summary>
    private SigningKeys Keys
    {
        get
        {
            var written = SigningKeys.Written(_keys);
            if (_read is not { } known || known.Written != written)
                _read = known = new(written, SigningKeys.Open(_keys, _origin));
            return known.Keys;
        }
    }

    /// <summary>One reference, so that commands side by side never see a half of it.</summary>
    private sealed record KeysOf((DateTime Log, DateTime Before) Written, SigningKeys Keys);

    public Task<TreeHead> LastAsync(CancellationToken cancellation) => Task.FromResult(Read());

    public async Task<IReadOnlyList<NoteSignature>> SignAsync(
        Checkpoint next, long from, IReadOnlyList<Hash> proof, CancellationToken cancellation)
    {
        await using var held = await Durable.HoldAsync(_state + ".lock", cancellation);
        var last = Read();
        if (next.Origin != Verifier.Name) throw new SignerRefused($"This signer signs for {Verifier.Name} only.");
        if (next.Size < last.Size || from != last.Size)
            throw new SignerRefused(
                $"Signed so far are {last.Size} entries, asked is {next.Size} going on from {from}. Where the database "
                + "was restored from an older backup, restore it to a later moment: this ledger cannot go back.");
        if (!MerkleTree.IsConsistent(last.Size, next.Size, last.Root, next.Root, proof))
            throw new SignerRefused(
                $"The tree of {next.Size} entries does not contain the {last.Size} that were signed before. It is "
                + "another history, and gets no signature.");

        // Remembered before it is given out: what was ever signed binds.
        if (next.Head != last) Keep(next.Head);
        return Keys.Sign(next.Text);
    }

    public Task<SignerKeys> KeysAsync(CancellationToken cancellation) => Task.FromResult(Public());

    public async Task ChangeAsync(TlogProof record, CancellationToken cancellation)
    {
        var change = KeyChange.Read(record);
        await using var held = await Durable.HoldAsync(_state + ".lock", cancellation);
        var keys = Public();
        if (change.Key == keys.Current.Vkey) return;
        if (keys.Before is not null)
            throw new SignerRefused($"The change from {keys.Before} to {keys.Current} is under way and comes first.");
        if (!change.IsFrom(keys.Current, keys.Next))
            throw new SignerRefused($"On record is a change from {change.Before} to {change.Key}. This signer has "
                + $"{keys.Current}, and {(keys.Next is { } next ? $"{next} waits" : "no key waits")} to take over.");
        change.MustBeSignedBy(keys.Current);
        SigningKeys.Change(_keys);
    }

    public async Task RetireAsync(TlogProof record, CancellationToken cancellation)
    {
        var change = KeyChange.Read(record);
        await using var held = await Durable.HoldAsync(_state + ".lock", cancellation);
        var keys = Public();
        if (keys.Before is null && change.Key == keys.Current.Vkey) return;
        if (!change.IsFrom(keys.Before, keys.Current))
            throw new SignerRefused(
                $"On record is a change from {change.Before} to {change.Key}, which is not under way here.");
        change.MustBeSignedBy(keys.Before!, keys.Current);
        SigningKeys.Retire(_keys);
    }

    private SignerKeys Public()
    {
        var keys = Keys;
        return new(keys.Log.Verifier, keys.Before?.Verifier, SigningKeys.Next(_keys));
    }

    private TreeHead Read()
    {
        if (!File.Exists(_state)) return new(0, MerkleTree.EmptyRoot);
        var lines = File.ReadAllLines(_state);
        return new(long.Parse(lines[0], CultureInfo.InvariantCulture), Hash.FromBase64(lines[1]));
    }

    private void Keep(TreeHead head)
    {
        var lines = string.Create(CultureInfo.InvariantCulture, $"{head.Size}\n{head.Root.ToBase64()}\n");
        Durable.Write(_state, System.Text.Encoding.ASCII.GetBytes(lines), OwnerOnly, isBinding: true);
    }
}
