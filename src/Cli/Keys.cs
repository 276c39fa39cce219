using System.CommandLine;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;

namespace EGov.Cli;

/// <summary>The ledger's own keys, changed in sight of everybody; and the key that wraps subjects' keys.</summary>
public static class Keys
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Command() => new("keys", "The ledger's own keys, and the key that wraps subjects' keys.")
    {
        Show(), Rotate(), Rewrap(),
    };

    private static Command Show()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var command = new Command("show", "Prints the public keys of checkpoints and receipts.")
        {
            data, connection, signer,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            Console.WriteLine($"Checkpoints  {store.Signer.Verifier.Vkey}");
            Console.WriteLine($"Receipts     {store.Receipts.Verifier.Vkey}");
            return 0;
        });
        return command;
    }

    private static Command Rotate()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var ground = new Option<string>("--ground") { Description = "Why.", DefaultValueFactory = _ => "scheduled" };
        ground.AcceptOnlyFromAmong([.. LedgerKeys.Grounds]);
        var command = new Command("rotate", "Gives the checkpoints a new key, and puts that on record.")
        {
            data, connection, signer, ground,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            var handover = await RotateAsync(store, asked.GetValue(ground)!, DateTimeOffset.UtcNow, cancellation);
            Console.WriteLine($"From now on: {store.Signer.Verifier.Vkey}");
            Console.WriteLine($"The handover, signed by both keys, is published as {handover}. Tell the witnesses.");
            return 0;
        });
        return command;
    }

    private static Command Rewrap()
    {
        var (data, connection) = (Store.DataOption(), Store.ConnectionOption());
        var fresh = new Option<bool>("--new")
        {
            Description = "First makes a new key-encryption key, which wraps from then on. Where the master key is no "
                + "file it is printed, to be put where it comes from.",
        };
        var forget = new Option<bool>("--forget")
        {
            Description = "At the end drops the former keys. What they wrap in older backups can then never be opened.",
        };
        var command = new Command("rewrap", "Wraps all subjects' keys under the current key, while the platform works.")
        {
            data, connection, fresh, forget,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), cancellation: cancellation);
            if (asked.GetValue(fresh) && store.Master.Path is null)
            {
                Console.Write(store.Master.Ring.Renewed().Write());
                await Console.Error.WriteLineAsync($"Put this in place of what {store.Master.Source} gives, for every "
                    + "node, and run this again without --new.");
                return 0;
            }

            var done = await RewrapAsync(store, asked.GetValue(fresh), asked.GetValue(forget), cancellation);
            Console.WriteLine(FormattableString.Invariant(
                $"{done:N0} keys were wrapped anew; all are under {store.Master.Ring.Ids[0]}."));
            if (store.Master.Ring.Ids.Count > 1)
                Console.WriteLine(
                    $"Still kept, for older backups: {string.Join(", ", store.Master.Ring.Ids.Skip(1))}.");
            return 0;
        });
        return command;
    }

    /// <returns>How many were wrapped anew.</returns>
    /// <exception cref="Unusable">Some node goes on wrapping under a former key.</exception>
    public static async Task<long> RewrapAsync(Store store, bool isNew, bool forget, CancellationToken cancellation)
    {
        var rewrap = new RewrapKeys(store.Ledger.Connection, store.Schema, store.Master);
        if (isNew) store.Master.Replace(store.Master.Ring.Renewed());
        await rewrap.TellAsync(cancellation);
        var done = await rewrap.RunAsync(Say, cancellation);
        if (forget) await rewrap.SettleAsync(cancellation);
        for (var until = DateTime.UtcNow + Patience; await rewrap.LeftAsync(cancellation) is > 0 and var left;)
        {
            if (DateTime.UtcNow > until)
                throw new Unusable(FormattableString.Invariant(
                    $"{left:N0} keys are under a former key still: some node has not read the master key again."));
            await Task.Delay(200, cancellation);
            done += await rewrap.RunAsync(null, cancellation);
        }

        if (forget && store.Master.Ring.Ids.Count > 1)
        {
            store.Master.Replace(store.Master.Ring.WithoutFormer());
            await rewrap.TellAsync(cancellation);
        }

        return done;

        static void Say(long count)
        {
            if (count % 10_000 == 0) Console.WriteLine(FormattableString.Invariant($"{count:N0} keys."));
        }
    }

    /// <summary>Records the change, signs the checkpoint that covers it by both keys, and drops the old one.</summary>
    /// <returns>The name of that checkpoint among the public files.</returns>
    public static async Task<string> RotateAsync(
        Store store, string ground, DateTimeOffset now, CancellationToken cancellation)
    {
        if (store.Ledger.Signer is { Length: > 0 })
            throw new Unusable("The key lies with its signer. Stop that, move its keys and its state into the data "
                + "folder, change the key there without --signer, and move them back.");
        var before = store.Signer.Verifier;
        var next = SigningKeys.Prepare(store.Ledger.Keys);
        await using (var session = store.Documents.LightweightSession())
        {
            var changed = new LedgerKeyChanged(now, next.Vkey, before.Vkey, ground);
            if (await session.Events.FetchStreamStateAsync(LedgerKeys.TheOne, cancellation) is null)
                session.Events.StartStream<LedgerKeys>(LedgerKeys.TheOne, changed);
            else session.Events.Append(LedgerKeys.TheOne, changed);
            await session.SaveChangesAsync(cancellation);
        }

        SigningKeys.Change(store.Ledger.Keys);
        await store.SealingAsync(() => Task.FromResult(true), cancellation);
        var folder = new LedgerFolder(store.Ledger.Public);
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(100, cancellation))
        {
            // A host beside this program may have signed the last one just before the change.
            if (folder.Checkpoint is not { } text || SignedNote.Parse(text) is not { } note
                || !note.Signatures.Any(before.Claims) || !note.Signatures.Any(next.Claims)) continue;
            var name = $"handover.{Checkpoint.Parse(note.Text).Size}";
            folder.WriteText(name, text);
            folder.WriteText("vkey", next.Vkey + "\n");
            SigningKeys.Retire(store.Ledger.Keys);
            return name;
        }

        throw new Unusable("The change is on record, but no checkpoint came that both keys have signed: is the sealer "
            + "at work? Nothing is lost; both keys sign until this command has been through.");
    }
}
