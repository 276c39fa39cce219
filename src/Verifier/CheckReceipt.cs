using System.CommandLine;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>What a receipt promises, by whose signature, and whether the promise was kept.</summary>
internal static class CheckReceipt
{
    public static Command Command()
    {
        var file = new Argument<FileInfo>("receipt") { Description = "The receipt, as it was handed out." };
        var keys = new Option<string[]>("--vkey")
        {
            Description = "A key by which receipts are signed (the text at /ledger/receipts.vkey), or a file of it.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var proof = new Option<FileInfo?>("--proof") { Description = "The .tlog-proof of the event; needs --policy." };
        var mirror = Given.Mirror("A copy of the whole log, to look for the event in; needs --policy.");
        var asOf = new Option<DateTimeOffset?>("--as-of") { Description = "Judge as of this time instead of now." };
        var (policy, entry) = (Given.Policy(required: false), Given.Entry());
        var command = new Command("receipt", "Shows what a receipt promises and whether it was kept.")
        {
            file, keys, proof, entry, policy, mirror, asOf,
        };
        command.SetAction(asked =>
        {
            var say = asked.InvocationConfiguration.Output;
            var trusted = asked.GetValue(keys)!.Select(Given.Key).ToList();
            var receipt = Receipt.Open(Given.Note(asked.GetValue(file)!), trusted);
            say.WriteLine($"PROVED: the log {receipt.Origin} promised on {ProvedEntry.Time(receipt.Time)} that event "
                + $"{receipt.EventId}, with this very content, would stand in it by {ProvedEntry.Time(receipt.Due)}.");

            var given = asked.GetValue(policy);
            if (given is null && (asked.GetValue(proof) is not null || asked.GetValue(mirror) is not null))
                throw new Unusable("A proof or a copy is judged by a policy: give it by --policy.");
            if (asked.GetValue(proof) is { } shown)
                Kept(say, receipt, ProvedEntry.Of(shown, asked.GetValue(entry), Given.Trusted(given!)));
            else if (asked.GetValue(mirror) is { } copy)
                Look(say, receipt, new Mirror(copy), Given.Trusted(given!), asked.GetValue(asOf));
            else
                Wait(say, receipt, asked.GetValue(asOf));
            return 0;
        });
        return command;
    }

    private static void Kept(TextWriter say, Receipt receipt, ProvedEntry proved)
    {
        if (proved.Entry.Id != receipt.EventId)
            throw new NotProved($"The proof is of {proved.Name}, not of event {receipt.EventId} that was promised.");
        if (!receipt.IsOf(proved.Entry))
            throw new NotProved("The event stands in the log with another content than was promised: receipt and "
                + "proof together are evidence that it was changed.");
        proved.Tell(say);
        say.WriteLine("PROVED: the promise was kept.");
    }

    private static void Look(
        TextWriter say, Receipt receipt, Mirror mirror, Policy policy, DateTimeOffset? asOf)
    {
        var head = mirror.Open(policy);
        if (mirror.Find(head.Checkpoint.Size, view => view.Id == receipt.EventId) is [var found, ..])
        {
            Kept(say, receipt, mirror.Prove(found, policy).Demanded());
            return;
        }

        say.WriteLine($"The event is not among the {head.Checkpoint.Size} entries of the copy.");
        Wait(say, receipt, asOf);
    }

    /// <exception cref="NotProved">The time is over.</exception>
    private static void Wait(TextWriter say, Receipt receipt, DateTimeOffset? asOf)
    {
        if (receipt.Due < (asOf ?? DateTimeOffset.UtcNow))
            throw new NotProved("The promised time is over and nothing given here shows the event in the log: if the "
                + "log hands out no proof of it, this receipt is evidence that the event was suppressed.");
        say.WriteLine("The promised time is not over: the proof is due later.");
    }
}
