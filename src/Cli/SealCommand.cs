using System.CommandLine;

namespace EGov.Cli;

/// <summary>Seals what is committed, where no host does: after a restore, or as a process of its own.</summary>
public static class SealCommand
{
    public static Command Command()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var watch = new Option<bool>("--watch") { Description = "Keeps on until it is stopped." };
        var mend = new Option<bool>("--mend")
        {
            Description = "First makes the ledger's public files again from the events, where they were lost.",
        };
        var command = new Command("seal", "Seals what waits for the ledger and publishes it.")
        {
            data, connection, signer, watch, mend,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            if (asked.GetValue(mend))
            {
                var entries = await store.MendFiles.RunAsync(cancellation);
                Console.WriteLine(FormattableString.Invariant($"The files of {entries:N0} entries were made again."));
            }

            Console.WriteLine("Sealing.");
            await store.SealingAsync(
                async () =>
                {
                    if (asked.GetValue(watch)) await Task.Delay(Timeout.Infinite, cancellation);
                    return true;
                },
                cancellation);
            Console.WriteLine("Everything is sealed.");
            return 0;
        });
        return command;
    }
}
