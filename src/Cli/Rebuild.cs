using System.CommandLine;
using JasperFx.Events.Projections;
using Marten;
using Spectre.Console;

namespace EGov.Cli;

/// <summary>Builds the views anew from the events, which alone are the truth. The result is the same; a test says so.</summary>
public static class Rebuild
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    public static Command Command()
    {
        var data = Store.DataOption();
        var connection = Store.ConnectionOption();
        var view = new Argument<string?>("view")
        {
            Description = "One view by its name; without it all of them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("rebuild", "Builds the views anew from the events.") { view, data, connection };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), cancellation: cancellation);
            var names = Names(store.Documents);
            if (asked.GetValue(view) is { } one && !names.Contains(one))
            {
                AnsiConsole.WriteLine($"There is no view named {one}. There are: {string.Join(", ", names)}.");
                return 2;
            }

            foreach (var name in asked.GetValue(view) is { } chosen ? [chosen] : names)
            {
                var started = DateTime.UtcNow;
                await RebuildAsync(store.Documents, name, cancellation);
                AnsiConsole.WriteLine($"{name}: rebuilt in {(DateTime.UtcNow - started).TotalSeconds:0.0} s");
            }

            return 0;
        });
        return command;
    }

    /// <summary>The names of the views that are built from events in the background.</summary>
    public static IReadOnlyList<string> Names(IDocumentStore store) =>
    [
        .. store.Options.Events.Projections().Where(view => view.Lifecycle is ProjectionLifecycle.Async)
            .Select(view => view.Name).Order(StringComparer.Ordinal),
    ];

    public static async Task RebuildAsync(IDocumentStore store, string view, CancellationToken cancellation)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(view, Longest, cancellation);
    }
}
