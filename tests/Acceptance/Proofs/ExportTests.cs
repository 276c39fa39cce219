using EGov.Casework;
using EGov.Cli;
using EGov.Integrity;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Marten;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>A platform is copied, made again elsewhere, and cannot go back behind what it has signed.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-export");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private EGov.Cli.Store _store = null!;

    public async ValueTask InitializeAsync() => _store = await OwnStore.OpenAsync(In("first"));

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_exported_is_made_again_elsewhere_and_goes_on()
    {
        for (var i = 0; i < 5; i++) await _store.FileAsync();
        var manifest = await ExportAsync("copy", withKeys: true);
        manifest.Size.ShouldBe(manifest.Events);
        await Restore.RunAsync(In("copy"), In("second"), null, null, _cancellation);

        await using var second = await EGov.Cli.Store.OpenAsync(In("second"), null);
        foreach (var table in (string[])["mt_events", "mt_streams", "ledger_leaf", "ledger_head", "mt_doc_subjectkey"])
            (await RowsAsync(second, table)).ShouldBe(await RowsAsync(_store, table));
        (await RowsAsync(second, "mt_doc_request", "data")).ShouldBe(await RowsAsync(_store, "mt_doc_request", "data"));
        new LedgerFolder(second.Ledger.Public).Checkpoint.ShouldBe(new LedgerFolder(_store.Ledger.Public).Checkpoint);
        await NameIsReadableAsync(second);

        await second.Shelf.LoadAsync(_cancellation);
        await second.FileAsync();
        PublishedSize(second).ShouldBe(manifest.Size + 1);
    }

    [Fact]
    public async Task A_contact_that_nobody_has_recorded_yet_is_not_lost_with_the_move()
    {
        var file = await _store.FileAsync();
        var contact = new InfluenceReported(Given.Start.Day().Start(), InfluencedMatter.OnRequest, "environment",
            "environmental-opinion", "pressure", Kept($"{file}"), Kept("superior"), null, Kept("telephone"),
            Kept("Grant it."), Kept("refused"), null, Kept("ENV-014"));
        var letter = new Letter
        {
            Id = Guid.NewGuid(),
            Stream = Influence.Of(_store.Master, InfluencedMatter.OnRequest, file),
            Round = DateTimeOffset.UtcNow.AddDays(1),
            Influence = contact,
        };
        await _store.Vault.CloseAsync(contact, letter.Id, new Dictionary<Guid, OpenKey>(), _cancellation);
        await using (var session = _store.Documents.LightweightSession())
        {
            session.Store(letter);
            await session.SaveChangesAsync(_cancellation);
        }

        (await ExportAsync("evening", withKeys: true)).Letters.ShouldBe(1);
        await Restore.RunAsync(In("evening"), In("moved"), null, null, _cancellation);

        await using var moved = await EGov.Cli.Store.OpenAsync(In("moved"), null);
        (await RowsAsync(moved, "mt_doc_letter")).ShouldBe(await RowsAsync(_store, "mt_doc_letter"));
        await using var there = moved.Documents.QuerySession();
        var waiting = (await there.LoadAsync<Letter>(letter.Id, _cancellation)).ShouldNotBeNull();
        (await moved.Vault.WordsAsync(waiting.Influence!.Asked, _cancellation)).ShouldBe("Grant it.");

        static Sealed Kept(string value) => Sealed.Of(Subjects.Integrity, value);
    }

    [Fact]
    public async Task A_restored_backup_gets_no_signature_where_more_was_signed()
    {
        await _store.FileAsync();
        await ExportAsync("old", withKeys: true);
        for (var i = 0; i < 2; i++) await _store.FileAsync();
        // The machine is another, but the signer remembers.
        CopyOf("signer", "third");
        await Restore.RunAsync(In("old"), In("third"), null, null, _cancellation);
        await using var third = await EGov.Cli.Store.OpenAsync(In("third"), null);
        await third.Shelf.LoadAsync(_cancellation);
        var refused = await Should.ThrowAsync<SignerRefused>(() => third.FileAsync());
        refused.Message.ShouldContain("restore it to a later moment");
        // Where as many events have come since, the number is right and the history is another one.
        (await Should.ThrowAsync<SignerRefused>(() => third.FileAsync())).Message.ShouldContain("another history");
    }

    [Fact]
    public async Task A_key_that_was_destroyed_does_not_come_back_with_an_older_backup()
    {
        var (gone, kept) = (await _store.FileAsync(), await _store.FileAsync());
        await ExportAsync("older", withKeys: true);
        await Erasing.EraseAsync(_store, gone, _cancellation);

        var (_, erased) = await Restore.RunAsync(
            In("older"), In("told"), null, null, _store.Ledger.Public, _cancellation);
        erased.ShouldBe(1);
        await using (var told = await EGov.Cli.Store.OpenAsync(In("told"), null))
        {
            (await NameOfAsync(told, gone)).ShouldBeNull();
            (await NameOfAsync(told, kept)).ShouldBe("Mahsa Sample");
            // Nor does another take its place.
            await told.Shelf.LoadAsync(_cancellation);
            (await Should.ThrowAsync<Refused>(() => Erasing.SealForAsync(told, gone, _cancellation))).Code
                .ShouldBe("subject.key-destroyed");
        }

        // Who is not told brings it back: the command says so.
        await Restore.RunAsync(In("older"), In("untold"), null, null, _cancellation);
        await using var untold = await EGov.Cli.Store.OpenAsync(In("untold"), null);
        (await NameOfAsync(untold, gone)).ShouldBe("Mahsa Sample");
    }

    [Fact]
    public async Task An_export_from_after_an_erasure_holds_no_key_to_bring_back()
    {
        var gone = await _store.FileAsync();
        await Erasing.EraseAsync(_store, gone, _cancellation);
        await ExportAsync("after", withKeys: true);
        await Restore.RunAsync(In("after"), In("later"), null, null, _cancellation);
        await using var later = await EGov.Cli.Store.OpenAsync(In("later"), null);
        (await NameOfAsync(later, gone)).ShouldBeNull();
        await using var session = later.Documents.QuerySession();
        (await session.LoadAsync<Erasure>(Erasure.Of(gone), _cancellation))!.Stage.ShouldBe(ErasureStage.Erased);
    }

    [Fact]
    public async Task A_database_that_is_behind_its_published_files_is_not_sealed()
    {
        await _store.FileAsync();
        await ExportAsync("behind", withKeys: true);
        await _store.FileAsync();
        CopyOf("ledger", "fourth");
        await Restore.RunAsync(In("behind"), In("fourth"), null, null, _cancellation);
        await using var fourth = await EGov.Cli.Store.OpenAsync(In("fourth"), null);
        await fourth.Shelf.LoadAsync(_cancellation);
        var broken = await Should.ThrowAsync<LedgerBroken>(() => fourth.FileAsync());
        broken.Message.ShouldContain("older backup");
    }

    [Fact]
    public async Task A_copy_that_was_touched_or_a_database_that_holds_something_is_refused()
    {
        await _store.FileAsync();
        await ExportAsync("touched", withKeys: false);
        await Should.ThrowAsync<Unusable>(RestoreAsync("touched", "first"));
        (await Should.ThrowAsync<Unusable>(RestoreAsync("touched", "fifth"))).Message.ShouldContain("without keys");
        await File.AppendAllTextAsync(Path.Combine(In("touched"), "ledger", "vkey"), "x", _cancellation);
        (await Should.ThrowAsync<Unusable>(RestoreAsync("touched", "fifth")))
            .Message.ShouldContain("ledger/vkey is not as it was exported");
        await Should.ThrowAsync<Unusable>(RestoreAsync("first", "fifth"));
    }

    [Fact]
    public async Task A_key_changes_in_sight_of_everybody_and_the_old_one_signs_no_more()
    {
        await _store.FileAsync();
        var before = _store.Signer.Verifier;
        var name = await Keys.RotateAsync(_store, "scheduled", DateTimeOffset.UtcNow, _cancellation);
        var after = _store.Signer.Verifier;
        after.ShouldNotBe(before);
        (await _store.Signer.KeysAsync(_cancellation)).ShouldBe(new(after, null, null));
        var handover = SignedNote.Parse(await File.ReadAllTextAsync(
            Path.Combine(_store.Ledger.Public, name), _cancellation));
        Checkpoint.Open(handover, before).ShouldBe(Checkpoint.Open(handover, after));

        await _store.FileAsync();
        var latest = SignedNote.Parse(new LedgerFolder(_store.Ledger.Public).Checkpoint!);
        Checkpoint.Open(latest, after).Size.ShouldBeGreaterThan(Checkpoint.Parse(handover.Text).Size);
        Should.Throw<UnverifiedException>(() => Checkpoint.Open(latest, before));
        await using var session = _store.Documents.QuerySession();
        var change = (LedgerKeyChanged)(await session.Events.FetchStreamAsync(LedgerKeys.TheOne, token: _cancellation))
            .ShouldHaveSingleItem().Data;
        (change.Key, change.Before).ShouldBe((after.Vkey, before.Vkey));
    }

    [Fact]
    public async Task Lost_files_are_made_again_from_the_events_byte_for_byte()
    {
        for (var i = 0; i < 3; i++) await _store.FileAsync();
        var ledger = _store.Ledger.Public;
        var checkpoint = new LedgerFolder(ledger).Checkpoint!;
        var tiles = Tile.At(Checkpoint.Parse(SignedNote.Parse(checkpoint).Text).Size).ToList();
        var before = tiles.SelectMany(tile => (string[])[tile.Path, tile.Level == 0 ? tile.BundlePath : tile.Path])
            .Distinct().ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(ledger, name)));
        Directory.Delete(ledger, recursive: true);
        (await _store.MendFiles.RunAsync(_cancellation)).ShouldBeGreaterThan(3);
        foreach (var (name, bytes) in before) File.ReadAllBytes(Path.Combine(ledger, name)).ShouldBe(bytes);
        await _store.FileAsync();
        PublishedSize(_store).ShouldBe(Checkpoint.Parse(SignedNote.Parse(checkpoint).Text).Size + 1);
    }

    [Fact]
    public async Task Events_from_before_there_was_a_ledger_begin_it()
    {
        var owner = new NpgsqlConnectionStringBuilder(_store.Owner) { Pooling = false }.ConnectionString;
        await using (var database = new NpgsqlConnection(owner))
        {
            await database.OpenAsync(_cancellation);
            await using var forget = new NpgsqlCommand($"delete from {_store.Schema}.ledger_queue", database);
            (await forget.ExecuteNonQueryAsync(_cancellation)).ShouldBeGreaterThan(5);
        }

        await using var again = await EGov.Cli.Store.OpenAsync(In("first"), null);
        await again.SealingAsync(() => Task.FromResult(true), _cancellation);
        await using var session = again.Documents.QuerySession();
        var events = await session.Events.QueryAllRawEvents().CountAsync(_cancellation);
        PublishedSize(again).ShouldBe(events);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void CopyOf(string what, string to) =>
        LedgerCopy.CopyFolder(Path.Combine(_store.Data, what), Path.Combine(In(to), what));

    private async Task<Manifest> ExportAsync(string to, bool withKeys) =>
        await Export.RunAsync(_store, In(to), withKeys, _cancellation);

    private Func<Task> RestoreAsync(string from, string to) =>
        () => Restore.RunAsync(In(from), In(to), null, null, _cancellation);

    private async Task<string?> NameOfAsync(EGov.Cli.Store store, Guid request)
    {
        await using var session = store.Documents.QuerySession();
        var filed = (RequestSubmitted)(await session.Events.FetchStreamAsync(request, token: _cancellation))[0].Data;
        return await store.Vault.WordsAsync(filed.Applicant.Name, _cancellation);
    }

    private async Task NameIsReadableAsync(EGov.Cli.Store store)
    {
        await using var session = store.Documents.QuerySession();
        var submitted = await session.Events.QueryRawEventDataOnly<RequestSubmitted>().ToListAsync(_cancellation);
        foreach (var one in submitted)
            (await store.Vault.WordsAsync(one.Applicant.Name, _cancellation)).ShouldBe("Mahsa Sample");
    }

    private static long PublishedSize(EGov.Cli.Store store) =>
        Checkpoint.Parse(SignedNote.Parse(new LedgerFolder(store.Ledger.Public).Checkpoint!).Text).Size;

    private async Task<string> RowsAsync(EGov.Cli.Store store, string table, string columns = "t::text")
    {
        await using var database = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(store.Owner) { Pooling = false }.ConnectionString);
        await database.OpenAsync(_cancellation);
        await using var ask = new NpgsqlCommand(
            $"""
            select string_agg(line, E'\n' order by line)
            from (select {columns}::text line from {store.Schema}.{table} t) x
            """, database);
        return (string)(await ask.ExecuteScalarAsync(_cancellation))!;
    }
}
