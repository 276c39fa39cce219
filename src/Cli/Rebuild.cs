using System.CommandLine;
using System.Diagnostics;
using JasperFx.Events.Projections;
using Marten;
using Spectre.Console;

namespace EGov.Cli;

/// <summary>Builds the views anew from the events, which alone are the truth; the result is the same.</summary>
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

            await RefuseBesideAHostAsync(store.Documents, cancellation);
            var started = Stopwatch.StartNew();
            var chosen = asked.GetValue(view) is { } only ? [only] : names;
            await RebuildAsync(store.Documents, chosen, cancellation, name =>
                AnsiConsole.WriteLine($"{name}: rebuilt after {started.Elapsed.TotalSeconds:0.0} s"));
            return 0;
        });
        return command;
    }

    /// <exception cref="Unusable">A host is connected: it and the rebuild would write the same views.</exception>
    public static async Task RefuseBesideAHostAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var hosts = await session.AdvancedSql.QueryAsync<int>(
            "select count(*)::int from pg_stat_activity where datname = current_database() and application_name = ?",
            cancellation, Platform.HostName);
        if (hosts[0] > 0)
            throw new Unusable("The portal is running on this database and keeps the views itself: stop it first.");
    }

    /// <summary>The names of the views that are built from events in the background.</summary>
    public static IReadOnlyList<string> Names(IDocumentStore store) =>
    [
        .. store.Options.Events.Projections().Where(view => view.Lifecycle is ProjectionLifecycle.Async)
            .Select(view => view.Name).Order(StringComparer.Ordinal),
    ];

    /// <summary>Makes everything anew that follows from the events: the rules' own state, then every view.</summary>
    public static async Task EverythingAsync(IDocumentStore store, CancellationToken cancellation)
    {
        using (var daemon = await store.BuildProjectionDaemonAsync())
        {
            foreach (var state in store.Options.Events.Projections()
                .Where(view => view.Lifecycle is ProjectionLifecycle.Inline).Select(view => view.Name))
                await daemon.RebuildProjectionAsync(state, Longest, cancellation);
        }

        await RebuildAsync(store, Names(store), cancellation);
    }

    /// <summary>Rebuilds the views beside one another, each from the first event to the last.</summary>
    /// <exception cref="InvalidOperationException">A view stopped short of the last event.</exception>
    public static async Task RebuildAsync(
        IDocumentStore store, IReadOnlyList<string> views, CancellationToken cancellation,
        Action<string>? onDone = null)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await Task.WhenAll(views.Select(async view =>
        {
            await daemon.RebuildProjectionAsync(view, Longest, cancellation);
            onDone?.Invoke(view);
        }));
        var progress = (await store.Advanced.AllProjectionProgress(token: cancellation))
            .ToDictionary(shard => shard.ShardName, shard => shard.Sequence);
        var head = progress.GetValueOrDefault("HighWaterMark");
        if (views.FirstOrDefault(view => progress.GetValueOrDefault($"{view}:All") < head) is { } behind)
            throw new InvalidOperationException(
                $"{behind} stands at event {progress.GetValueOrDefault($"{behind}:All")} of {head}.");
    }
}
