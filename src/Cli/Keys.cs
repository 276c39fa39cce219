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
            var keys = await store.Signer.KeysAsync(cancellation);
            Console.WriteLine($"Checkpoints  {keys.Current}");
            if (keys.Before is { } before) Console.WriteLine($"  change from {before} is under way: egov keys rotate");
            if (keys.Next is { } next) Console.WriteLine($"  waits       {next}");
            Console.WriteLine($"Receipts     {store.Receipts.Verifier}");
            return 0;
        });
        return command;
    }

    private static Command Rotate()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var ground = new Option<string>("--ground") { Description = "Why.", DefaultValueFactory = _ => "scheduled" };
        ground.AcceptOnlyFromAmong([.. LedgerKeys.Grounds]);
        var command = new Command("rotate",
            "Gives the checkpoints a new key, and puts that on record. Where it was broken off it goes on.")
        {
            data, connection, signer, ground,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            var handover = await RotateAsync(store, asked.GetValue(ground)!, DateTimeOffset.UtcNow, cancellation);
            Console.WriteLine($"From now on: {(await store.Signer.KeysAsync(cancellation)).Current}");
            Console.WriteLine($"The handover, signed by both keys, is published as /ledger/{handover}; the old key is "
                + "destroyed. Tell the witnesses, and whoever verifies by the old key.");
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

    /// <summary>
    /// Records the change, has the checkpoint that covers it signed by both keys, and lets the old one go. Where it was
    /// broken off it goes on.
    /// </summary>
    /// <returns>The name of that checkpoint among the public files.</returns>
    public static async Task<string> RotateAsync(
        Store store, string ground, DateTimeOffset now, CancellationToken cancellation)
    {
        var (before, next) = await UnderWayAsync(store, cancellation);
        var change = await RecordAsync(store, new(now, next.Vkey, before.Vkey, ground), cancellation);
        await store.Signer.ChangeAsync(await PublishedAsync(store, change, [before], cancellation), cancellation);
        var folder = new LedgerFolder(store.Ledger.Public) { Vkey = next.Vkey + "\n" };
        var handover = await PublishedAsync(store, change, [before, next], cancellation);
        var name = $"handover.{handover.Checkpoint.Size}";
        folder.WriteText(name, handover.Note.ToString());
        await store.Signer.RetireAsync(handover, cancellation);
        return name;
    }

    private static async Task<(NoteVerifier Before, NoteVerifier Next)> UnderWayAsync(
        Store store, CancellationToken cancellation)
    {
        var keys = await store.Signer.KeysAsync(cancellation);
        if (keys.Before is { } before) return (before, keys.Current);
        if (keys.Next is { } waiting) return (keys.Current, waiting);
        return store.Ledger.Signer is { Length: > 0 } signer
            ? throw new Unusable($"The key {keys.Current} lies with the signer at {signer}, and no other waits there. "
                + "Make one as the user whose it is: egov signer prepare --data its folder. Then ask this again.")
            : (keys.Current, SigningKeys.Prepare(store.Ledger.Keys));
    }

    /// <returns>The event; the one that is there already, if this change was broken off.</returns>
    private static async Task<Guid> RecordAsync(
        Store store, LedgerKeyChanged change, CancellationToken cancellation)
    {
        await using var session = store.Documents.LightweightSession();
        var events = await session.Events.FetchStreamAsync(LedgerKeys.TheOne, token: cancellation);
        if (events.LastOrDefault(e => e.Data is LedgerKeyChanged one
            && one.Key == change.Key && one.Before == change.Before) is { } recorded) return recorded.Id;
        var appended = events.Count == 0
            ? session.Events.StartStream<LedgerKeys>(LedgerKeys.TheOne, change)
            : session.Events.Append(LedgerKeys.TheOne, change);
        await session.SaveChangesAsync(cancellation);
        return appended.Events[^1].Id;
    }

    /// <summary>Waits until a checkpoint signed by these keys covers the event; a host beside may be who publishes it.
    /// </summary>
    private static async Task<TlogProof> PublishedAsync(
        Store store, Guid @event, NoteVerifier[] keys, CancellationToken cancellation)
    {
        await store.SealingAsync(() => Task.FromResult(true), cancellation);
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(100, cancellation))
            if (await store.Proofs.OfLatestAsync(@event, cancellation) is { } proof
                && keys.All(key => proof.Note.Signatures.Any(key.Claims))) return proof;
        throw new Unusable("The change is on record, and no checkpoint covers it that is signed by "
            + string.Join(" and ", keys.AsEnumerable()) + ": is the sealer at work? Look at /health/ready of the host. "
            + "Nothing is lost; ask this again, and it goes on from here.");
    }
}
