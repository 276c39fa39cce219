using System.CommandLine;

namespace EGov.Cli;

/// <summary>egov files: the open data as files, made now.</summary>
public static class Files
{
    public static Command Command()
    {
        var data = Store.DataOption();
        var connection = Store.ConnectionOption();
        var signer = Store.SignerOption();
        var make = new Command("make",
            "Makes the files of open data. It may be stopped at any time: what is finished is not made again.")
        {
            data, connection, signer,
        };
        make.SetAction(async (given, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                given.GetValue(data)!.FullName, given.GetValue(connection), signer: given.GetValue(signer),
                cancellation: cancellation);
            await store.Shelf.LoadAsync(cancellation);
            return await RunAsync(store, Console.Out, cancellation);
        });
        return new Command("files", "The open data as files.") { make };
    }

    /// <returns>0: they are there, made now or before.</returns>
    public static async Task<int> RunAsync(Store store, TextWriter said, CancellationToken cancellation)
    {
        var last = (File: "", Tenth: -1);
        var made = await store.MakeFiles.RunAsync(DateTimeOffset.UtcNow, progress =>
        {
            var now = (progress.File, (int)((progress.Share ?? 0) * 10));
            if (now == last) return;
            last = now;
            said.WriteLine(FormattableString.Invariant(
                $"{progress.Made + 1} of {progress.Of}: {progress.File} {progress.Share:P0}"));
        }, cancellation);
        said.WriteLine(made is { } set
            ? FormattableString.Invariant($"{set.Files.Count} files as of {set.Size:N0} events: {set.Set}")
            : "Nothing to be made: nothing was published since the last set, or another process makes one.");
        return 0;
    }
}
