using EGov.Cli;
using EGov.Ledger;
using EGov.Proofs;
using Spectre.Console;

namespace EGov.Acceptance.Proofs;

/// <summary>Whatever is done to a ledger is found and named; whatever merely happens to it is not.</summary>
public class AuditTests(SealedLedger sealed_) : IClassFixture<SealedLedger>
{
    public static TheoryData<string> Touched => [.. Tamperings.All.Keys];
    public static TheoryData<string> Untouched => [.. BenignOperations.All.Keys];

    [Theory, MemberData(nameof(Touched))]
    public async Task It_is_found_and_named_when(string somebody)
    {
        var ledger = await sealed_.CopyAsync();
        var expected = await Tamperings.All[somebody](ledger);
        Names(await ledger.AuditAsync(), expected);
    }

    [Theory, MemberData(nameof(Untouched))]
    public async Task Nothing_is_found_after(string what)
    {
        var ledger = await sealed_.CopyAsync();
        await BenignOperations.All[what](ledger);
        var report = await ledger.AuditAsync();
        report.Findings.ShouldBeEmpty();
        report.Head.Size.ShouldBe(await ledger.SizeAsync());
        report.States.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task The_first_event_that_a_restored_backup_lacks_is_named()
    {
        var (latest, backup) = (await sealed_.CopyAsync(), await sealed_.CopyOfBackupAsync());
        var lost = await backup.SizeAsync();
        Names(await new LedgerCopy(backup.Connection, latest.Folder).AuditAsync(),
            new("database.behind", await latest.EventAsync(lost), lost));

        // With its public files too: what the signer remembers is outside of both.
        Directory.Delete(latest.Public.Path, recursive: true);
        LedgerCopy.CopyFolder(backup.Public.Path, latest.Public.Path);
        Names(await new LedgerCopy(backup.Connection, latest.Folder).AuditAsync(),
            new("database.behind", null, lost));
    }

    [Fact]
    public async Task The_first_event_that_a_second_sealer_took_is_named()
    {
        var ledger = await sealed_.CopyAsync();
        var taken = await ledger.SizeAsync();
        LedgerCopy.CopyFolder(ledger.Folder, ledger.Folder + "-second");
        await new LedgerCopy(ledger.Connection, ledger.Folder + "-second").AppendAsync(3);
        Names(await ledger.AuditAsync(), new("bundle.missing", await ledger.EventAsync(taken), taken));
    }

    [Fact]
    public async Task An_event_that_waits_longer_than_its_receipt_promises_is_named()
    {
        var ledger = await sealed_.CopyAsync();
        await ledger.AppendAsync(2, seal: false);
        var first = await ledger.AskAsync<Guid>("select event_id from egov.ledger_queue order by seq_id limit 1");
        Names(await ledger.AuditAsync(settings: ledger.Settings with { MaximumMergeDelay = TimeSpan.Zero }),
            new("event.late", first));
    }

    [Fact]
    public async Task An_event_that_is_sealed_and_not_published_is_named()
    {
        var ledger = await sealed_.CopyAsync();
        var (published, size) = (ledger.Public.Checkpoint, await ledger.SizeAsync());
        var state = Path.Combine(ledger.Settings.State, "state");
        var signed = await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken);
        await ledger.AppendAsync(1);
        ledger.Public.Checkpoint = published;
        await File.WriteAllTextAsync(state, signed, TestContext.Current.CancellationToken);
        Names(await ledger.AuditAsync(settings: ledger.Settings with { MaximumMergeDelay = TimeSpan.Zero }),
            new("checkpoint.late", await ledger.EventAsync(size), size));
        (await ledger.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_since_the_last_audit_is_read_and_what_was_before_by_a_full_one_only()
    {
        var ledger = await sealed_.CopyAsync();
        var first = await ledger.AuditAsync(full: false);
        first.IsFull.ShouldBeTrue();
        first.LastFull.ShouldBeNull();
        await ledger.AppendAsync(4);
        var second = await ledger.AuditAsync(full: false);
        second.IsClean.ShouldBeTrue();
        (second.From, second.IsFull).ShouldBe((first.Head.Size, false));
        second.LastFull.ShouldNotBeNull();
        second.Blind.First().ShouldContain("--full");

        await ledger.AppendAsync(4);
        var old = await ledger.EventAsync(10);
        await ledger.TouchAsync($"update egov.mt_events set user_name = 'officer:XXX-001' where id = '{old}'");
        (await ledger.AuditAsync(full: false)).IsClean.ShouldBeTrue();
        Names(await ledger.AuditAsync(), new("event.changed", old, 10));
    }

    [Fact]
    public async Task An_audit_that_found_something_begins_there_again()
    {
        var ledger = await sealed_.CopyAsync();
        var size = (await ledger.AuditAsync()).Head.Size;
        await ledger.AppendAsync(4);
        var changed = await ledger.EventAsync(size + 2);
        await ledger.TouchAsync($"update egov.mt_events set user_name = 'officer:XXX-001' where id = '{changed}'");
        for (var i = 0; i < 2; i++)
        {
            var report = await ledger.AuditAsync(full: false);
            report.From.ShouldBe(size);
            Names(report, new("event.changed", changed, size + 2));
        }
    }

    [Fact]
    public async Task Where_the_tree_is_no_longer_the_one_that_was_audited_all_is_read_again()
    {
        var ledger = await sealed_.CopyAsync();
        await ledger.AuditAsync();
        // Of the tiles that are full only the hash above is read again: the last leaf stands in one that is not.
        var size = await ledger.SizeAsync();
        var last = size - 1;
        (size % Tile.FullWidth).ShouldNotBe(0);
        var path = Path.Combine(ledger.Public.Path, Tile.At(size, 0, last / Tile.FullWidth).Path);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[last % Tile.FullWidth * Hash.Length] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var report = await ledger.AuditAsync(full: false);
        report.IsFull.ShouldBeTrue();
        Names(report, new("tile.changed", await ledger.EventAsync(last), last));
    }

    [Fact]
    public async Task The_program_says_what_it_found_and_ends_with_it()
    {
        var ledger = await sealed_.CopyAsync();
        (await RunAsync(ledger)).ShouldBe((0, "Nothing was found."));
        var id = await ledger.EventAsync(7);
        await ledger.TouchAsync($"delete from egov.mt_events where id = '{id}'");
        var (code, said) = await RunAsync(ledger);
        code.ShouldBe(1);
        said.ShouldStartWith($"event.missing (event {id}, leaf 7");
        await Should.ThrowAsync<Unusable>(
            () => Store.OpenAsTheyAreAsync(ledger.Folder + "-nowhere", ledger.Connection));
    }

    [Fact]
    public async Task The_working_role_can_audit()
    {
        var ledger = await sealed_.CopyAsync();
        await using var store = await ledger.OpenAsync();
        var working = new Npgsql.NpgsqlConnectionStringBuilder(ledger.Connection)
        {
            Username = new Npgsql.NpgsqlConnectionStringBuilder(ledger.Connection).Database + "_app",
        };
        working.Password = store.Master.PasswordOf(working.Username!);
        var report = await ledger.With(store, ledger.Settings with { Connection = working.ConnectionString })
            .RunAsync(full: true, null, TestContext.Current.CancellationToken);
        report.Findings.ShouldBeEmpty();
    }

    private static void Names(AuditReport report, Expected expected)
    {
        var all = string.Join('\n', report.Findings);
        var named = report.Findings.FirstOrDefault(found => found.Kind == expected.Kind
            && (expected.Event is null || found.Event == expected.Event)
            && (expected.Leaf is null || found.Leaf == expected.Leaf)
            && (expected.Stream is null || found.Stream == expected.Stream));
        named.ShouldNotBeNull($"{expected}\n{all}");
        if (expected.Event is { } id) report.Findings[0].Event.ShouldBe(id, all);
    }

    private static async Task<(int Code, string FirstLine)> RunAsync(LedgerCopy ledger)
    {
        await using var store = await Store.OpenAsTheyAreAsync(ledger.Folder, ledger.Connection);
        using var said = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(said), Ansi = AnsiSupport.No });
        var code = await Cli.Audit.RunAsync(ledger.With(store), true, console, TestContext.Current.CancellationToken);
        // Where it takes long, it says between how far it has come.
        return (code, said.ToString().Split('\n').Select(line => line.TrimEnd()).First(line => !line.EndsWith('%')));
    }
}
