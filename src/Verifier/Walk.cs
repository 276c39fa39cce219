using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>
/// One pass over a copy of a log: bundles are read, parsed and hashed on all processors, and put together in order.
/// </summary>
/// <remarks>Memory grows by some twenty bytes an entry, for the ids, and some sixty a stream; the rest is constant.
/// </remarks>
internal sealed class Walk(Mirror mirror, TreeHead head, TreeHead before, Progress progress)
{
    // Odd and random: nobody can prepare ids that look alike to this run.
    private readonly ulong _mixOne = Odd(), _mixTwo = Odd();
    private readonly HashSet<ulong> _ids = [];
    private readonly Dictionary<Guid, long> _streams = [];
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _edge = [];

    // Whole bundles are read: the one in which the earlier tree ended is read again.
    private readonly long _from = before.Size / Tile.FullWidth;

    /// <summary>How many entries were read.</summary>
    public long Entries { get; private set; }

    /// <summary>In how many streams.</summary>
    public int Streams => _streams.Count;

    /// <exception cref="NotProved">Names the first entry, or the file, that is not as it should be.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (before.Size > head.Size)
            throw new NotProved($"The copy has {head.Size} entries, fewer than the {before.Size} verified before.");
        if (before.Size > 0 && MerkleTree.Root(before.Size, mirror.Read) != before.Root)
            throw new NotProved($"The first {before.Size} entries are not those that the earlier checkpoint signed: "
                + "the history was rewritten, and the two checkpoints are the evidence.");

        // The level above the leaves' tiles is a tree of its own: of the roots of full tiles.
        var upper = TreeEdge.Load(_from, tile => _edge[tile.Level + 1] = mirror.Read(Above(tile)));
        var waiting = new Queue<Task<Bundle>>();
        var spare = new Stack<Bundle>();
        foreach (var tile in Tile.At(head.Size).TakeWhile(tile => tile.Level == 0).Where(tile => tile.Index >= _from))
        {
            cancellation.ThrowIfCancellationRequested();
            if (waiting.Count == 4 * Environment.ProcessorCount) await TakeAsync(waiting, spare, upper);
            var bundle = spare.TryPop(out var used) ? used : new Bundle(mirror);
            waiting.Enqueue(Task.Run(() => bundle.Check(tile), cancellation));
        }

        while (waiting.Count > 0) await TakeAsync(waiting, spare, upper);
        Finish(upper);
    }

    private async Task TakeAsync(Queue<Task<Bundle>> waiting, Stack<Bundle> spare, TreeEdge upper)
    {
        var bundle = await waiting.Dequeue();
        Take(bundle);
        if (bundle.Tile.IsFull) Grow(upper, bundle.Root);
        else _edge[0] = bundle.Hashes;
        progress.At(Entries + (_from * Tile.FullWidth), head.Size);
        if (bundle.Tile.IsFull) spare.Push(bundle);
    }

    private void Take(Bundle bundle)
    {
        var index = bundle.Tile.Index * Tile.FullWidth;
        foreach (var seen in bundle.Seen)
        {
            if (!_ids.Add(Mix(seen.Id)) && mirror.Find(index, view => view.Id == seen.Id) is [var first, ..])
                throw new NotProved($"Entry {index} is event {seen.Id}, which stands at {first} already.");
            if (!seen.IsTombstone) Follow(seen, index);
            index++;
        }

        Entries += bundle.Seen.Count;
        if (bundle.Fault is { } fault) throw new NotProved(fault);
    }

    private void Follow(Seen seen, long index)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, seen.Stream, out var isKnown);
        if (isKnown && seen.Ver != last + 1)
            throw new NotProved($"Entry {index} (event {seen.Id}) is version {seen.Ver} of its stream and follows "
                + $"version {last}: something is missing, or out of order.");
        // What came before a later start was verified then.
        if (!isKnown && _from == 0 && seen.Ver != 1)
            throw new NotProved($"Entry {index} (event {seen.Id}) begins its stream with version {seen.Ver}: what came "
                + "before is missing.");
        last = seen.Ver;
    }

    private void Grow(TreeEdge upper, Hash root)
    {
        foreach (var made in upper.Append([root]))
        {
            if (made.Tile.IsFull) Compare(Above(made.Tile), made.Bytes);
            else _edge[made.Tile.Level + 1] = made.Bytes;
        }
    }

    private void Finish(TreeEdge upper)
    {
        for (var level = 0; upper.Size >> (level * Tile.Height) is var hashes and > 0; level++)
            if (hashes % Tile.FullWidth is var width and > 0)
                Compare(new(level + 1, hashes / Tile.FullWidth, (int)width), _edge[level + 1]);
        if (MerkleTree.Root(head.Size, tile => _edge[tile.Level]) != head.Root)
            throw new NotProved($"The {head.Size} entries and their tiles fit each other, and give another root than "
                + "the log has signed.");
    }

    private void Compare(Tile tile, ReadOnlyMemory<byte> made)
    {
        if (!mirror.Read(tile).Span[..tile.ByteCount].SequenceEqual(made.Span))
            throw new NotProved($"The file {tile.Path} is not what follows from the entries under it.");
    }

    private static Tile Above(Tile tile) => tile with { Level = tile.Level + 1 };

    private ulong Mix(Guid id)
    {
        var halves = MemoryMarshal.Cast<Guid, ulong>(MemoryMarshal.CreateReadOnlySpan(ref id, 1));
        var mixed = (halves[0] * _mixOne) ^ ulong.RotateLeft(halves[1] * _mixTwo, 32);
        return mixed ^ (mixed >> 29);
    }

    private static ulong Odd() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
}

/// <summary>What a walk remembers of an entry until the next bundle.</summary>
internal readonly record struct Seen(Guid Id, Guid Stream, long Ver, bool IsTombstone);

/// <summary>The entries of one tile, checked by themselves: form, hashes, and the tile's own file.</summary>
internal sealed class Bundle(Mirror mirror)
{
    private readonly List<Seen> _seen = new(Tile.FullWidth);
    private readonly Hash[] _hashes = new Hash[Tile.FullWidth];
    private byte[] _entries = [], _tile = [];

    public Tile Tile { get; private set; }

    /// <summary>The entries before the first that is not as it should be.</summary>
    public IReadOnlyList<Seen> Seen => _seen;

    /// <summary>What is wrong with that; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The root over the tile, if it is full.</summary>
    public Hash Root { get; private set; }

    /// <summary>The tile as it follows from the entries.</summary>
    public ReadOnlyMemory<byte> Hashes => MemoryMarshal.AsBytes(_hashes.AsSpan(0, Tile.Width)).ToArray();

    public Bundle Check(Tile tile)
    {
        (Tile, Fault) = (tile, null);
        _seen.Clear();
        try
        {
            var length = mirror.ReadBundle(tile, ref _entries, out var isWider);
            mirror.Read(tile, ref _tile);
            var end = Check(_entries.AsSpan(0, length));
            if (Fault is null && end < length && !isWider) Fault = $"The file {tile.BundlePath} has bytes left over.";
        }
        catch (NotProved missing)
        {
            Fault = missing.Message;
        }

        if (Fault is null && tile.IsFull) Root = MerkleTree.Root(_hashes);
        return this;
    }

    private int Check(Span<byte> entries)
    {
        var at = 0;
        for (var i = 0; i < Tile.Width; i++)
        {
            try
            {
                var range = Mirror.Next(entries, ref at);
                _seen.Add(Read(entries[range]));
                Hash(entries, range, i);
            }
            catch (Exception wrong) when (wrong is FormatException or NotProved)
            {
                Fault = $"Entry {(Tile.Index * Tile.FullWidth) + i}, in {Tile.BundlePath}: {wrong.Message}";
                break;
            }
        }

        return at;
    }

    private static Seen Read(ReadOnlySpan<byte> bytes)
    {
        var view = EntryView.Read(bytes);
        return new(view.Id, view.Stream, view.Ver, view.Type.SequenceEqual("tombstone"u8));
    }

    // The byte before an entry, the low one of its length, has been read: the prefix of a leaf takes its place.
    private void Hash(Span<byte> entries, Range entry, int place)
    {
        var (from, length) = entry.GetOffsetAndLength(entries.Length);
        entries[from - 1] = 0x00;
        var leaf = MemoryMarshal.AsBytes(_hashes.AsSpan(place, 1));
        SHA256.HashData(entries.Slice(from - 1, length + 1), leaf);
        if (!leaf.SequenceEqual(_tile.AsSpan(place * EGov.Ledger.Hash.Length, EGov.Ledger.Hash.Length)))
            throw new NotProved($"its hash is not the one that {Tile.Path} gives.");
    }
}
