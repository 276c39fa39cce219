using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Cli;

/// <summary>A witness's key and memory: for each ledger the checkpoint that it cosigned last.</summary>
/// <remarks>
/// What is remembered is the cosigned note itself, in a file named by the hash of its origin. It is on the disk
/// before the cosignature leaves the house; looking, deciding and remembering happen under one lock, also against
/// another process of the same folder: else a slower request could take the witness back to a smaller tree.
/// </remarks>
public sealed class Cosigner : IDisposable
{
    private readonly NoteSigner _key;
    private readonly string _folder;
    private readonly FrozenDictionary<string, NoteVerifier[]> _logs;
    private readonly Lazy<DrawSigner> _draws;

    /// <param name="folder">Its own; made there if need be, with a key.</param>
    /// <param name="name">Of a new witness; none: one that is unlike any other.</param>
    /// <param name="logs">The keys of the ledgers that it follows.</param>
    /// <exception cref="Unusable">The witness of this folder has another name.</exception>
    public Cosigner(string folder, string? name, IEnumerable<NoteVerifier> logs)
    {
        (_folder, _draws) = (folder, new(() => SigningKeys.OpenDraws(folder)));
        _key = SigningKeys.OpenWitness(folder, name);
        if (name is { Length: > 0 } && _key.Name != name)
            throw new Unusable($"The witness in {folder} is named {_key.Name}, for good.");
        _logs = logs.Distinct().GroupBy(log => log.Name).ToFrozenDictionary(log => log.Key, log => log.ToArray());
    }

    public NoteVerifier Verifier => _key.Verifier;

    /// <summary>Decides on a checkpoint, and cosigns it where all is well.</summary>
    /// <param name="now">The time of the cosignature is never before that of the last.</param>
    /// <returns>The cosignature only if the decision is accepted.</returns>
    /// <exception cref="InvalidDataException">What was remembered cannot be read: nothing is cosigned.</exception>
    public async Task<(WitnessDecision Decision, NoteSignature? Cosignature)> AddAsync(
        AddCheckpoint asked, DateTimeOffset now, CancellationToken cancellation)
    {
        var logs = _logs.GetValueOrDefault(asked.Checkpoint.Origin, []);
        // A stranger is turned away without waiting for the lock, and leaves nothing on the disk.
        var atTheDoor = asked.Decide(null, logs);
        if (atTheDoor.Status is WitnessStatus.UnknownLog or WitnessStatus.NotSigned) return (atTheDoor, null);

        var path = PathOf(NameOf(asked.Checkpoint.Origin));
        await using var held = await Durable.HoldAsync(path + ".lock", cancellation);
        var last = Read(path);
        var decision = asked.Decide(last?.Head, logs);
        if (!decision.IsAccepted) return (decision, null);

        var time = last is { } before && before.Time > now ? before.Time : now;
        var cosignature = Cosignature.Sign(_key, asked.Note.Text, time);
        var ofTheLog = asked.Note.Signatures.Where(signature => logs.Any(log => log.Claims(signature)));
        var note = new SignedNote(asked.Note.Text, [.. ofTheLog, cosignature]);
        Durable.Write(path, note.ToBytes(), isBinding: true);
        return (decision, cosignature);
    }

    /// <summary>The note that was cosigned last.</summary>
    /// <param name="name">SHA-256 of the origin in lower-case hexadecimal.</param>
    /// <returns>Null for what was never cosigned.</returns>
    public string? Latest(string name) =>
        name.Length == 64 && name.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(name))
            ? File.ReadAllText(PathOf(name))
            : null;

    public static string NameOf(string origin) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    /// <summary>The key by which it contributes to draws.</summary>
    public DrawKey DrawKey => _draws.Value.Key;

    /// <summary>Contributes to a draw whose request stands in a tree that it has cosigned.</summary>
    /// <param name="asked">The request's entry, and its way to the root that this witness has cosigned.</param>
    /// <returns>The same for the same draw, always; or why there is none.</returns>
    /// <exception cref="FormatException">The proof carries no entry, or one that is none.</exception>
    public async Task<DrawAnswer> SignDrawAsync(TlogProof asked, CancellationToken cancellation)
    {
        var (checkpoint, note) = (asked.Checkpoint, asked.Note);
        if (!_logs.ContainsKey(checkpoint.Origin)) return new(404, "This ledger is not followed here.");
        if (!note.Signatures.Any(signature => Cosignature.TryVerify(Verifier, note.Text, signature, out _)))
            return new(403, "This tree was not cosigned here.");
        var bytes = asked.Extra ?? throw new FormatException("The proof carries no entry.");
        var leaf = MerkleTree.Leaf(bytes.Span);
        if (!MerkleTree.IsIncluded(asked.Index, checkpoint.Size, leaf, asked.Path, checkpoint.Root))
            return new(422, "The entry is not where the proof says.");
        if (DrawOf(Entry.Parse(bytes.Span)) is not { } draw)
            return new(422, "The entry requests no draw to which this witness contributes by the key that it has.");

        var alpha = new DrawAlpha(checkpoint.Origin, draw, asked.Index, leaf);
        var path = Path.Combine(_folder, "draws", $"{NameOf(checkpoint.Origin)[..16]}-{alpha.Draw:N}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var held = await Durable.HoldAsync(Path.Combine(_folder, "draws.lock"), cancellation);
        var signature = Convert.ToBase64String(_draws.Value.Sign(alpha));
        var answer = $"{alpha.Text}{signature}\n";
        if (!File.Exists(path)) Durable.Write(path, Encoding.UTF8.GetBytes(answer), isBinding: true);
        else if (await File.ReadAllTextAsync(path, cancellation) != answer)
            return new(409, "Another request of this draw was answered.");
        return new(200, signature);
    }

    /// <summary>The draw that an entry requests, if this witness's key is named there.</summary>
    private Guid? DrawOf(Entry entry) =>
        entry.Type == "draw_requested"
        && entry.Data.TryGetProperty("draw", out var draw) && draw.TryGetGuid(out var id)
        && entry.Data.TryGetProperty("contributors", out var contributors)
        && contributors.ValueKind is JsonValueKind.Array
        && contributors.EnumerateArray()
            .Any(one => one.TryGetProperty("key", out var key) && key.ValueEquals(DrawKey.Id))
            ? id
            : null;

    private string PathOf(string name) => Path.Combine(_folder, name + ".checkpoint");

    private (TreeHead Head, DateTimeOffset Time)? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var note = SignedNote.Parse(File.ReadAllBytes(path));
            foreach (var signature in note.Signatures)
                if (Cosignature.TryVerify(Verifier, note.Text, signature, out var time))
                    return (Checkpoint.Parse(note.Text).Head, time);
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"{path} cannot be read: {wrong.Message}", wrong);
        }

        throw new InvalidDataException($"{path} was not cosigned by this witness.");
    }

    public void Dispose()
    {
        _key.Dispose();
        if (_draws.IsValueCreated) _draws.Value.Dispose();
    }
}

/// <param name="Status">As HTTP has it.</param>
/// <param name="Text">The contribution in base64; else the reason why there is none.</param>
public sealed record DrawAnswer(int Status, string Text);
