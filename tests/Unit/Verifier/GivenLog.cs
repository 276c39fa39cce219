using System.Text;
using EGov.Ledger;
using EGov.Proofs;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

/// <summary>A small log in a folder, as it is served, and the files that an auditor has of it.</summary>
internal sealed class GivenLog : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 2, 6, 0, 0, TimeSpan.Zero);
    public static readonly NoteSigner Receipts = new(Trees.Origin, Trees.Seed(3));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("egov-log");
    private readonly Dictionary<Guid, long> _versions = [];

    public GivenLog()
    {
        Policy = Write("policy", $"log {Trees.Log.Vkey}\nwitness w1 {Trees.Witness.Vkey}\nquorum w1\n");
        Lenient = Write("lenient", $"log {Trees.Log.Vkey}\nwitness w1 {Trees.Witness.Vkey}\nquorum none\n");
    }

    public List<byte[]> Entries { get; } = [];
    public string Policy { get; }
    public string Lenient { get; }
    public string Folder => Path.Combine(_home.FullName, "ledger");

    /// <summary>Adds an event, as the next of its stream unless a version is given.</summary>
    public Entry Add(
        string type = "step_recorded", string data = "{}", Guid? stream = null, long? version = null, Guid? id = null)
    {
        var of = stream ?? Guid.NewGuid();
        var ver = version ?? _versions.GetValueOrDefault(of) + 1;
        _versions[of] = ver;
        var entry = Entry.Of("officer:ENV-014", Encoding.UTF8.GetBytes(data), id ?? Guid.NewGuid(),
            Start.AddSeconds(Entries.Count), Entries.Count + 1, of, type, ver);
        Entries.Add(entry.Bytes.ToArray());
        return entry;
    }

    /// <summary>Adds some events of a few streams.</summary>
    public GivenLog Add(int count)
    {
        var streams = Enumerable.Range(0, 7).Select(_ => Guid.NewGuid()).ToList();
        for (var i = 0; i < count; i++) Add(stream: streams[i % streams.Count]);
        return this;
    }

    /// <summary>Writes everything anew and signs it.</summary>
    public GivenLog Publish(bool isWitnessed = true)
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        var folder = new LedgerFolder(Folder);
        var edge = TreeEdge.Load(0, Trees.None);
        foreach (var tile in edge.Append(Entries.ConvertAll(entry => MerkleTree.Leaf(entry)))) folder.Write(tile);
        foreach (var tile in Tile.At(Entries.Count).Where(tile => tile.Level == 0))
            folder.WriteEntries(tile, [.. Entries.Skip((int)tile.Index * Tile.FullWidth).Take(tile.Width)
                .Select(entry => new ReadOnlyMemory<byte>(entry))]);
        folder.Checkpoint = Signed(edge.Size, edge.Root, isWitnessed).ToString();
        return this;
    }

    public static SignedNote Signed(long size, Hash root, bool isWitnessed = true)
    {
        var note = new Checkpoint(Trees.Origin, size, root).Sign(Trees.Log);
        return isWitnessed ? note.With(Cosignature.Sign(Trees.Witness, note.Text, Trees.Time)) : note;
    }

    /// <summary>The checkpoint over the first entries, as a file.</summary>
    public string Checkpoint(int size) =>
        Write($"checkpoint.{size}", Signed(size, MerkleTree.Root(Leaves(size))).ToString());

    /// <summary>A proof file over all entries.</summary>
    public string Proof(int index, bool isWitnessed = true, bool carriesEntry = true) => Write(
        $"{index}.tlog-proof",
        new TlogProof(index, Steps(index), Signed(Entries.Count, MerkleTree.Root(Leaves(Entries.Count)), isWitnessed),
            carriesEntry ? Entries[index] : default(ReadOnlyMemory<byte>?)).ToString());

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_home.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Runs the auditor's program.</summary>
    public static async Task<(int Code, string Said)> VerifyAsync(params string[] args)
    {
        using var said = new StringWriter();
        return (await EGov.Verifier.Program.RunAsync(args, said, said), said.ToString());
    }

    public static async Task<string> ShouldAsync(int code, params string[] args)
    {
        var (answered, said) = await VerifyAsync(args);
        answered.ShouldBe(code, said);
        return said;
    }

    public void Dispose() => _home.Delete(recursive: true);

    private Hash[] Leaves(int size) => [.. Entries.Take(size).Select(entry => MerkleTree.Leaf(entry))];

    private IReadOnlyList<Hash> Steps(int index)
    {
        var tiles = TreeEdge.Load(0, Trees.None).Append(Leaves(Entries.Count)).ToDictionary(one => one.Tile);
        return MerkleTree.InclusionPath(index, Entries.Count, tile => tiles[tile].Bytes);
    }
}
