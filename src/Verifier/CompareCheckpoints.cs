using System.CommandLine;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>Whether two checkpoints of one log tell of one history.</summary>
internal static class CompareCheckpoints
{
    public static Command Command()
    {
        var one = new Argument<FileInfo>("a") { Description = "A checkpoint, as it was fetched or received." };
        var other = new Argument<FileInfo>("b") { Description = "Another checkpoint of the same log." };
        var tiles = new Option<DirectoryInfo?>("--tiles")
        {
            Description = "A copy of the log's tiles, at least as large as the larger checkpoint.",
        };
        var policy = Given.Policy();
        var command = new Command("compare", "Shows whether two checkpoints belong to one history, or are a fork.")
        {
            one, other, policy, tiles,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var trusted = Given.Trusted(asked.GetValue(policy)!);
            var notes = new[] { asked.GetValue(one)!, asked.GetValue(other)! }.Select(Given.Note)
                .Select(note => (Note: note, trusted.Open(note).Checkpoint))
                .OrderBy(signed => signed.Checkpoint.Size).ToList();
            var (small, large) = (notes[0].Checkpoint, notes[1].Checkpoint);
            if (small.Origin != large.Origin)
                throw new NotProved($"They are of two logs, {small.Origin} and {large.Origin}: nothing to compare.");
            say.WriteLine($"The log {small.Origin} has signed both, over {small.Size} and {large.Size} entries.");

            if (small.Head == large.Head)
            {
                say.WriteLine("PROVED: they are of the same tree.");
                return 0;
            }

            if (small.Size == large.Size)
                return Fork(say, notes[0].Note, notes[1].Note, "The log has signed two trees of the same size.");
            if (small.Size > 0 && asked.GetValue(tiles) is null)
                throw new NotProved("Whether the larger tree contains the smaller one shows only in the log's tiles: "
                    + "give a copy of them by --tiles.");
            return Continues(small, large, asked.GetValue(tiles))
                ? Consistent(say, small, large)
                : Fork(say, notes[0].Note, notes[1].Note,
                    $"The first {small.Size} entries of the larger tree are not those of the smaller one.");
        });
        return command;
    }

    /// <exception cref="NotProved">The tiles are not those of the larger tree.</exception>
    private static bool Continues(Checkpoint small, Checkpoint large, DirectoryInfo? folder)
    {
        if (small.Size == 0) return true;
        var tiles = new Mirror(folder!);
        if (MerkleTree.Root(large.Size, tiles.Read) != large.Root)
            throw new NotProved("The tiles given are not those of the larger checkpoint, so they say nothing.");
        var proof = MerkleTree.ConsistencyProof(small.Size, large.Size, tiles.Read);
        if (MerkleTree.IsConsistent(small.Size, large.Size, small.Root, large.Root, proof)) return true;

        // The proof of the tiles' own beginning must hold, or the tiles are at fault and not the log.
        return MerkleTree.IsConsistent(
            small.Size, large.Size, MerkleTree.Root(small.Size, tiles.Read), large.Root, proof)
            ? false
            : throw new NotProved("The tiles given do not fit each other, so they say nothing.");
    }

    private static int Consistent(TextWriter say, Checkpoint small, Checkpoint large)
    {
        say.WriteLine($"PROVED: the {large.Size} entries begin with the {small.Size}; nothing of them was changed, "
            + "moved or taken out.");
        return 0;
    }

    private static int Fork(TextWriter say, SignedNote small, SignedNote large, string what)
    {
        say.WriteLine($"PROVED: A FORK. {what} No honest log does this. These two signed notes are the evidence; keep "
            + "them:");
        foreach (var note in new[] { small, large })
        {
            say.WriteLine();
            say.Write(note);
        }

        return 1;
    }
}
