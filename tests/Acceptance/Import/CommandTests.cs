using EGov.Cli.Import;
using Spectre.Console;

namespace EGov.Acceptance.Import;

public class CommandTests(ImportStore import) : IClassFixture<ImportStore>
{
    [Theory]
    [InlineData(0, "import", "--help")]
    [InlineData(2, "import")]
    [InlineData(2, "import", "no-such-file.xes")]
    [InlineData(2, "import", "{log}", "--mapping", "another")]
    [InlineData(2, "import", "{log}", "--connection", "no such thing")]
    [InlineData(1, "import", "{log}", "--data", "{log}")]
    [InlineData(1, "import", "{log}", "--connection", "Host=no-such-host.invalid;Username=nobody")]
    public async Task The_exit_code_tells_wrong_usage_from_the_rest(int code, params string[] args)
    {
        var log = Path.Combine(import.Folder, "BPIC15_8.xes");
        await File.WriteAllTextAsync(log, "<log/>", TestContext.Current.CancellationToken);
        var main = typeof(ImportLogs).Assembly.EntryPoint!;
        var given = args.Select(arg => arg.Replace("{log}", log, StringComparison.Ordinal)).ToArray();
        ((int)main.Invoke(null, [given])!).ShouldBe(code);
    }

    [Fact]
    public async Task It_tells_what_it_did_and_keeps_the_report()
    {
        using var told = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(told) });
        var broken = Path.Combine(import.Folder, "BPIC15_7.xes");
        await File.WriteAllTextAsync(broken, "<log>\n<trace>", TestContext.Current.CancellationToken);
        FileInfo[] files = [new(ImportStore.Shared("coselog_receipt/Receipt.xes.gz")), new(broken)];

        (await ImportLogs.RunAsync(import.Store, files, null, console, TestContext.Current.CancellationToken)).ShouldBe(1);

        var text = told.ToString();
        text.ShouldContain("Receipt: every one of 8,577 events is accounted for.");
        text.ShouldContain("BPIC15_7.xes: Line 2:");
        text.ShouldContain("BPIC15_7: nothing could be read.");
        File.Exists(Path.Combine(import.Folder, "imports", "Receipt-report.json")).ShouldBeTrue();
        File.Exists(Path.Combine(import.Folder, "imports", "BPIC15_7-report.json")).ShouldBeTrue();
    }
}
