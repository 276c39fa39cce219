using System.Buffers.Binary;
using System.Globalization;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>A copy of a log's public files, laid out as they are served (C2SP tlog-tiles).</summary>
internal sealed class Mirror
{
    private const string CheckpointName = "checkpoint", WitnessedName = "checkpoint.witnessed";

    private readonly string _folder;

    public Mirror(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new Unusable($"There is no folder {folder.FullName}.");
        _folder = folder.FullName;
    }

    /// <summary>What an entry must be like to be found.</summary>
    public delegate bool Sought(EntryView view);

    public SignedNote Checkpoint => Note(CheckpointName)
        ?? throw new NotProved($"{_folder} holds no file named {CheckpointName}, so it is no copy of a log.");

    /// <summary>The latest checkpoint that a quorum had cosigned, where the log keeps one beside the latest.</summary>
    public SignedNote? WitnessedCheckpoint => Note(WitnessedName);

    /// <summary>The checkpoint to judge by: the latest, or the latest witnessed where that lacks its quorum.</summary>
    public Witnessed Open(Policy policy) => policy.Open(Judged(policy));

    /// <summary>The bytes of a tile; of a partial one also those of the wider file that has taken its place.</summary>
    /// <exception cref="NotProved">The copy lacks it.</exception>
    public ReadOnlyMemory<byte> Read(Tile tile)
    {
        var buffer = Array.Empty<byte>();
        var length = Read(tile, ref buffer);
        return buffer.AsMemory(0, length);
    }

    /// <summary>Reads a tile into a buffer, which is made larger where it must be.</summary>
    /// <returns>How many bytes there are.</returns>
    public int Read(Tile tile, ref byte[] buffer)
    {
        var length = Fill(tile, wide => wide.Path, tile.ByteCount, ref buffer, out var isWider);
        return length == tile.ByteCount || isWider ? length
            : throw new NotProved($"The file {tile.Path} has bytes left over.");
    }

    /// <summary>Reads the bundle of a tile of level 0 into a buffer.</summary>
    /// <param name="isWider">Whether it is another file that has taken its place, and holds further entries.</param>
    /// <inheritdoc cref="Read(Tile, ref byte[])" path="/returns"/>
    public int ReadBundle(Tile tile, ref byte[] buffer, out bool isWider) =>
        Fill(tile, wide => wide.BundlePath, tile.Width * sizeof(ushort), ref buffer, out isWider);

    /// <summary>The entry that begins at a place of a bundle; the place moves behind it.</summary>
    /// <exception cref="NotProved">The bundle ends before the entry does.</exception>
    public static Range Next(ReadOnlySpan<byte> bundle, ref int at)
    {
        var from = at + sizeof(ushort);
        var end = from > bundle.Length ? from : from + BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]);
        if (end > bundle.Length) throw new NotProved("its bundle ends before it does.");
        at = end;
        return from..end;
    }

    /// <summary>The indexes of the entries that are like that, among the first so many.</summary>
    /// <remarks>What is no entry is passed over: whether all are is for <see cref="CheckMirror"/> to say.</remarks>
    public IReadOnlyList<long> Find(long size, Sought sought)
    {
        var (found, buffer) = (new List<long>(), Array.Empty<byte>());
        foreach (var tile in Tile.At(size).TakeWhile(tile => tile.Level == 0))
        {
            try
            {
                var length = ReadBundle(tile, ref buffer, out _);
                var bundle = buffer.AsSpan(0, length);
                for (var (i, at) = (0, 0); i < tile.Width; i++)
                    if (IsSought(bundle[Next(bundle, ref at)], sought))
                        found.Add((tile.Index * Tile.FullWidth) + i);
            }
            catch (NotProved broken)
            {
                throw new NotProved($"{tile.BundlePath}: {broken.Message}");
            }
        }

        return found;
    }

    /// <summary>That an entry of the copy is in the log.</summary>
    public ProvedEntry Prove(long index, Policy policy)
    {
        var note = Judged(policy);
        var size = EGov.Ledger.Checkpoint.Parse(note.Text).Size;
        var tile = Tile.At(size, 0, index / Tile.FullWidth);
        var buffer = Array.Empty<byte>();
        var length = ReadBundle(tile, ref buffer, out _);
        var bundle = buffer.AsMemory(0, length);
        var (at, entry) = (0, 0..0);
        for (var i = 0; i <= index % Tile.FullWidth; i++) entry = Next(bundle.Span, ref at);
        var proof = new TlogProof(index, MerkleTree.InclusionPath(index, size, Read), note);
        return ProvedEntry.Of(proof, bundle[entry].ToArray(), policy);
    }

    private SignedNote Judged(Policy policy) =>
        policy.Open(Checkpoint).IsQuorumMet || WitnessedCheckpoint is not { } witnessed ? Checkpoint : witnessed;

    private static bool IsSought(ReadOnlySpan<byte> bytes, Sought sought)
    {
        try
        {
            return sought(EntryView.Read(bytes));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private SignedNote? Note(string name)
    {
        var path = Path.Combine(_folder, name);
        return File.Exists(path) ? SignedNote.Parse(Given.Read(new FileInfo(path))) : null;
    }

    private int Fill(Tile tile, Func<Tile, string> name, int atLeast, ref byte[] buffer, out bool isWider)
    {
        isWider = false;
        foreach (var path in Candidates(tile, name))
        {
            isWider = path != Path.Combine(_folder, name(tile));
            if (!File.Exists(path)) continue;
            using var file = File.OpenHandle(path);
            var length = (int)Math.Min(RandomAccess.GetLength(file), int.MaxValue);
            if (length < atLeast || length > Tile.FullWidth * (sizeof(ushort) + Entry.MaxBytes)) continue;
            if (buffer.Length < length) buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, 1 << 16));
            for (var read = 0; read < length;)
            {
                var more = RandomAccess.Read(file, buffer.AsSpan(read, length - read), read);
                read += more > 0 ? more : throw new IOException($"{path} became shorter while it was read.");
            }

            return length;
        }

        throw new NotProved($"The file {name(tile)} is missing from the copy, or is too short.");
    }

    private IEnumerable<string> Candidates(Tile tile, Func<Tile, string> name)
    {
        yield return Path.Combine(_folder, name(tile));
        if (tile.IsFull) yield break;
        var full = Path.Combine(_folder, name(tile with { Width = Tile.FullWidth }));
        yield return full;
        if (!Directory.Exists(full + ".p")) yield break;
        foreach (var wider in Directory.GetFiles(full + ".p").Where(file => int.TryParse(Path.GetFileName(file),
            NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > tile.Width))
            yield return wider;
    }
}
