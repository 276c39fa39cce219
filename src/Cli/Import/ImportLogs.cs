using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace EGov.Cli.Import;

/// <summary>egov import: real event logs, through the platform's own rules.</summary>
public static class ImportLogs
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static Command Command()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "Event logs (.xes or .xes.gz), or requests as an Open311 endpoint lists them (.json).",
            Arity = ArgumentArity.OneOrMore,
        }.AcceptExistingOnly();
        var mapping = new Option<string?>("--mapping")
        {
            Description = "Which kind of log it is, where the file does not tell.",
        }.AcceptOnlyFromAmong("bpic15", "chicago", "egov", "receipt");
        var data = Store.DataOption();
        var connection = Store.ConnectionOption();
        var signer = Store.SignerOption();

        var command = new Command("import",
            "Imports event logs. It may be stopped and started again at any time: no case is written twice or by half.")
        {
            files, mapping, data, connection, signer,
        };
        command.SetAction(async (given, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                given.GetValue(data)!.FullName, given.GetValue(connection), signer: given.GetValue(signer),
                cancellation: cancellation);
            return await store.SealingAsync(
                () => RunAsync(
                    store, given.GetValue(files)!, given.GetValue(mapping), AnsiConsole.Console, cancellation),
                cancellation);
        });
        return command;
    }

    /// <returns>0 when every row of every log is accounted for, else 1.</returns>
    public static async Task<int> RunAsync(
        Store store, IReadOnlyList<FileInfo> files, string? mapping, IAnsiConsole console,
        CancellationToken cancellation)
    {
        var isWell = true;
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 120;
        foreach (var file in files)
        {
            var report = await ImportAsync(store, file, mapping, console, cancellation);
            if (report.Events > 0) Show(report, console);
            if (report.Error is { } error) console.MarkupLineInterpolated($"[red]{file.Name}: {error}[/]");
            console.WriteLine(Verdict(report));
            console.WriteLine(await report.SaveAsync(store.Data, cancellation));
            isWell &= report.IsWell;
        }

        return isWell ? 0 : 1;
    }

    private static async Task<ImportReport> ImportAsync(
        Store store, FileInfo file, string? mapping, IAnsiConsole console, CancellationToken cancellation)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
            return await console.Progress().StartAsync(bar =>
            {
                var task = bar.AddTask(Markup.Escape(file.Name), maxValue: 1);
                return new LogImport(store, mapping, now => task.Value = now.Share)
                    .RunAsync(file.FullName, cancellation);
            });

        var last = DateTime.UtcNow;
        return await new LogImport(store, mapping, now =>
        {
            if (DateTime.UtcNow - last < BetweenLines) return;
            last = DateTime.UtcNow;
            console.WriteLine(Written($"{file.Name}: {now.Share:P0}, {now.Cases:N0} cases, {now.Events:N0} events"));
        }).RunAsync(file.FullName, cancellation);
    }

    private static void Show(ImportReport report, IAnsiConsole console)
    {
        var account = report.Account;
        var table = new Table().Title(Markup.Escape($"{report.Log} ({report.File})")).Border(TableBorder.Simple)
            .AddColumn("what").AddColumn("count", column => column.RightAligned());
        Add(table, null, [
            new("cases", report.Cases), new("events", report.Events), new("activities", report.Activities),
            new("resources", report.Resources), new("variants", report.Variants),
            new("cases written now", account.WrittenCases), new("cases found done", account.CasesFoundDone),
            new("platform events written now", account.WrittenEvents),
        ]);
        Add(table, "events by command", account.Commands.Sorted);
        Add(table, "events not imported", account.NotImported.Sorted);
        Add(table, "commands from the case", account.FromTheCase.Sorted);
        Add(table, "commands inferred", account.Inferred.Sorted);
        Add(table, "refused, by code", account.Refused.Sorted);
        Add(table, "why a step", account.StepsBecause.Sorted);
        Add(table, "outcomes", account.Outcomes.Sorted);
        Add(table, Written($"finished after their due day: {account.LateEvents.Sum:N0}"), account.LateEvents.Sorted);
        Add(table, "closed cases, by the log's own deadline", account.Deadlines.Sorted);
        Add(table, "where the files stand", account.Ends.Sorted);
        Add(table, "open cases", account.OpenCases.Sorted);
        Add(table, "closed in the log, open here", account.ClosedInTheLogOpenHere.Select(open =>
            new KeyValuePair<string, int>(open.Key, open.Value.Count)));
        Add(table, "values without a place", account.NotCarried.Sorted);
        console.Write(table);
        console.WriteLine(Written($"{report.Seconds:N1} s, {report.EventsPerSecond:N0} events a second"));
    }

    private static void Add(Table table, string? title, IEnumerable<KeyValuePair<string, int>> counts)
    {
        var rows = counts.ToList();
        if (rows.Count == 0) return;
        if (title is not null) table.AddEmptyRow().AddRow($"[bold]{Markup.Escape(title)}[/]", "");
        foreach (var (what, times) in rows) table.AddRow(Markup.Escape(what), Written($"{times:N0}"));
    }

    private static string Verdict(ImportReport report)
    {
        var told = report.Account.Commands.Sum + report.Account.NotImported.Sum;
        var differently = report.Account.StoredDifferently.Count;
        return $"{report.Log}: " + (
            report is { Error: not null, Events: 0 } ? "nothing could be read."
            : !report.IsAccountedFor ? Written($"NOT every event is accounted for, {told:N0} of {report.Events:N0}.")
            : differently > 0 ? Written($"{differently:N0} cases came before, from a version of it with fewer events.")
            : report.Error is not null
                ? Written($"NOT read to its end; the {report.Events:N0} events before are accounted for.")
            : Written($"every one of {report.Events:N0} events is accounted for."));
    }

    private static string Written(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
