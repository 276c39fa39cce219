using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>That a copy of the whole log is what the log signed, to the last byte, and orderly in itself.</summary>
internal static class CheckMirror
{
    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("folder")
        {
            Description = "A copy of everything under /ledger: checkpoint, tile/…, tile/entries/….",
        };
        var since = new Option<FileInfo?>("--since")
        {
            Description = "A checkpoint up to which an earlier copy was verified: only what came after it is read.",
        };
        var policy = Given.Policy();
        var command = new Command("mirror", "Verifies a copy of the whole log.") { folder, policy, since };
        command.SetAction(async (asked, cancellation) =>
        {
            var say = asked.InvocationConfiguration.Output;
            var trusted = Given.Trusted(asked.GetValue(policy)!);
            var mirror = new Mirror(asked.GetValue(folder)!);
            var latest = trusted.Open(mirror.Checkpoint);
            var before = asked.GetValue(since) is { } file
                ? trusted.Open(Given.Note(file)).Checkpoint.Head
                : new TreeHead(0, MerkleTree.EmptyRoot);
            say.WriteLine($"The log {latest.Checkpoint.Origin} has signed a tree of {latest.Checkpoint.Size} entries.");

            var progress = new Progress(asked.InvocationConfiguration.Error);
            var walk = new Walk(mirror, latest.Checkpoint.Head, before, progress);
            await walk.RunAsync(cancellation);
            Tell(say, latest.Checkpoint, before, walk);
            Demand(say, mirror, trusted, latest);
            return 0;
        });
        return command;
    }

    private static void Tell(TextWriter say, Checkpoint latest, TreeHead before, Walk walk)
    {
        if (before.Size > 0)
            say.WriteLine($"PROVED: the tree continues the one of {before.Size} entries that was verified before; "
                + "those entries, and events and streams before them, were not read again.");
        say.WriteLine($"PROVED: the {walk.Entries} entries read are well formed, no event stands among them twice, in "
            + $"each of {walk.Streams} streams no version is missing, and all tiles and the root over {latest.Size} "
            + "entries are those that follow from them.");
        say.WriteLine("NOT PROVED by this: that what the entries say is true, nor that nothing was left out before it "
            + "came to the log; the latter is what receipts are for.");
    }

    private static void Demand(TextWriter say, Mirror mirror, Policy policy, Witnessed latest)
    {
        var judged = latest;
        if (!latest.IsQuorumMet && mirror.WitnessedCheckpoint is { } note)
        {
            judged = policy.Open(note);
            var head = judged.Checkpoint.Head;
            if (head.Size > latest.Checkpoint.Size || MerkleTree.Root(head.Size, mirror.Read) != head.Root)
                throw new NotProved($"The witnessed checkpoint over {head.Size} entries is not of this tree.");
            if (judged.IsQuorumMet) say.WriteLine($"Witnesses have cosigned its first {head.Size} entries.");
        }

        ProvedEntry.Tell(say, judged);
        if (!judged.IsQuorumMet)
            throw new NotProved("The copy is whole, but fewer witnesses than the policy demands have cosigned its "
                + "tree: the log could show others another one.");
    }
}

/// <summary>Says from time to time how far a long walk has come.</summary>
internal sealed class Progress(TextWriter error)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _started = Stopwatch.StartNew();
    private TimeSpan _next = Pause;

    public void At(long done, long all)
    {
        if (_started.Elapsed < _next) return;
        _next = _started.Elapsed + Pause;
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{100.0 * done / all:0.0} % of {all} entries, {done / _started.Elapsed.TotalSeconds:0} a second"));
    }
}
