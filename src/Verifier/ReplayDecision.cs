using System.CommandLine;

namespace EGov.Verifier;

/// <summary>A decision computed again from its answers and the rulebook that was in force.</summary>
internal static class ReplayDecision
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("proof") { Description = "The .tlog-proof of a request_decided." };
        var rulebook = new Option<FileInfo?>("--rulebook")
        {
            Description = "The .tlog-proof of the rulebook_published that set the decision's version.",
        };
        var mirror = Given.Mirror("A copy of the log, to take the rulebook and the facts from.");
        var facts = new Option<FileInfo[]>("--facts")
        {
            Description = "The .tlog-proofs of the request_submitted and information_supplied of the same request.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var disclosed = new Option<FileInfo[]>("--disclosure")
        {
            Description = "Files of disclosed facts, to compute what rests on sealed ones.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var policy = Given.Policy();
        var command = new Command("replay", "Computes a decision again from its answers and the rulebook in force.")
        {
            file, policy, rulebook, mirror, facts, disclosed,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var trusted = Given.Trusted(asked.GetValue(policy)!);
            ProvedEntry Proved(FileInfo proof) => ProvedEntry.Of(proof, null, trusted);

            var entry = Proved(asked.GetValue(file)!);
            var copy = asked.GetValue(mirror) is { } folder ? new Mirror(folder) : null;
            var decision = Decision.Of(entry);
            var shown = asked.GetValue(rulebook) is { } given ? Rulebook.Of(Proved(given)) : null;
            shown?.MustBeOf(decision);
            var rules = copy is not null ? Rulebook.InForce(copy, trusted, decision)
                : shown ?? throw new Unusable("Give the rulebook by --rulebook, or the log by --mirror.");
            rules.MustBeOf(decision);

            IEnumerable<ProvedEntry> told = asked.GetValue(facts) is { Length: > 0 } some ? some.Select(Proved)
                : copy is null ? []
                : copy.Find(copy.Open(trusted).Checkpoint.Size, view => view.Stream == entry.Entry.Stream
                    && view.Ver < entry.Entry.Ver && Facts.IsTold(view.Type))
                    .Select(index => copy.Prove(index, trusted).Demanded());
            var known = Facts.Of(decision, told.ToList(), asked.GetValue(disclosed)!.Select(Disclosed.Read));

            entry.Tell(say);
            say.WriteLine($"The rulebook is {rules.Code}, version {rules.Version}, in force from {rules.From}: "
                + $"entry {rules.Index} of the log.");
            if (copy is null)
                say.WriteLine("NOT PROVED: that no later version was in force; that shows in a copy of the log, given "
                    + "by --mirror.");
            Tell(say, new Replay(decision, rules, known));
            return 0;
        });
        return command;
    }

    private static void Tell(TextWriter say, Replay replay)
    {
        foreach (var line in replay.Lines) say.WriteLine(line);
        if (replay.Faults is [_, ..])
            throw new NotProved("The decision does not follow from what it names: " + string.Join("; ", replay.Faults)
                + ".");
        say.WriteLine(replay.IsOverridden
            ? "PROVED: the outcome was computed rightly, and the decision departs from it on the ground it names."
            : "PROVED: the decision is the one that follows from its answers by its rulebook.");
        if (replay.IsPartly)
            say.WriteLine("Taken as recorded: the answers that are not computed again above, among them what officers "
                + "judged themselves.");
    }
}
