using System.CommandLine;

namespace EGov.Cli;

/// <summary>Seals what is committed, where no host does: after a restore, or as a process of its own.</summary>
public static class SealCommand
{
    public static Command Command()
    {
        var (data, connection) = (Store.DataOption(), Store.ConnectionOption());
        var watch = new Option<bool>("--watch") { Description = "Keeps on until it is stopped." };
        var command = new Command("seal", "Seals what waits for the ledger and publishes it.")
        {
            data, connection, watch,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), cancellation: cancellation);
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
