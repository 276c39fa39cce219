using System.CommandLine;
using System.Globalization;
using EGov.Proofs;
using Spectre.Console;

namespace EGov.Cli;

/// <summary>egov audit: whether anything that was written has been touched.</summary>
public static class Audit
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    public static Command Command()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var full = new Option<bool>("--full")
        {
            Description = "Reads every event again, not only those since the last audit that found nothing.",
        };
        var command = new Command("audit",
            "Holds events, public files, signatures and states against one another. Ends with 1 if it finds anything.")
        {
            full, data, connection, signer,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsTheyAreAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            return await RunAsync(store.Audit, asked.GetValue(full), AnsiConsole.Console, cancellation);
        });
        return command;
    }

    /// <returns>0 when everything is in order, else 1.</returns>
    public static async Task<int> RunAsync(
        AuditLedger audit, bool full, IAnsiConsole console, CancellationToken cancellation)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = int.MaxValue;
        var report = await LookAsync(audit, full, console, cancellation);
        foreach (var finding in report.Findings)
            console.MarkupLineInterpolated($"[red]{finding.Kind}[/]{finding.ToString()[finding.Kind.Length..]}");
        if (report.Unlisted > 0) console.WriteLine(Written($"... and {report.Unlisted:N0} more of these kinds."));
        if (!report.IsClean) console.WriteLine();
        foreach (var line in Summary(report)) console.WriteLine(line);
        return report.IsClean ? 0 : 1;
    }

    private static async Task<AuditReport> LookAsync(
        AuditLedger audit, bool full, IAnsiConsole console, CancellationToken cancellation)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
            return await console.Progress().StartAsync(bars =>
            {
                var tasks = new Dictionary<string, ProgressTask>();
                return audit.RunAsync(full, (what, share) =>
                {
                    if (!tasks.TryGetValue(what, out var task)) tasks[what] = task = bars.AddTask(what, maxValue: 1);
                    task.Value = share;
                }, cancellation);
            });

        var last = DateTime.UtcNow;
        return await audit.RunAsync(full, (what, share) =>
        {
            if (DateTime.UtcNow - last < BetweenLines) return;
            last = DateTime.UtcNow;
            console.WriteLine(Written($"{what}: {share:P0}"));
        }, cancellation);
    }

    private static IEnumerable<string> Summary(AuditReport report)
    {
        var read = report.Head.Size - report.From;
        var rate = read / Math.Max(report.Took.TotalSeconds, 0.001);
        yield return report.IsClean ? "Nothing was found."
            : "The ledger is NOT in order. What is listed first comes first in the ledger.";
        yield return report.IsFull
            ? Written($"Read in full: {read:N0} events, each by its row, its entry and its hash.")
            : Written($"Read: the {read:N0} events since the last audit; the {report.From:N0} before by root only.")
                + (report.LastFull is { } day ? Written($" All were last read on {day:yyyy-MM-dd HH:mm} UTC.") : "");
        yield return Written($"Root over {report.Head.Size:N0} events: {report.Head.Root}");
        yield return Written($"Waiting to be sealed: {report.Waiting:N0}. States compared: {report.States:N0}.");
        yield return Written($"{report.Took.TotalSeconds:0.0} s, {rate:N0} events a second.");
        yield return "What no audit can see:";
        foreach (var line in report.Blind) yield return "- " + line;
    }

    private static string Written(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
