using EGov.Ledger;
using EGov.LocalPostgres;
using EGov.Privacy;
using EGov.Proofs;
using Marten;
using Marten.Services;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>Writers and sealer, step by step: who commits late is sealed later, and nobody waits.</summary>
public sealed class SealOrderTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-order");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private PostgresServer _postgres = null!;
    private EGov.Cli.Store _store = null!;
    private Sealer _sealer = null!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = _folder.FullName, Fsync = false });
        _store = await EGov.Cli.Store.OpenAsync(_folder.FullName, await _postgres.CreateDatabaseAsync("order"));
        _sealer = NewSealer();
        (await _sealer.HoldsAsync(_cancellation)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _sealer.DisposeAsync();
        await _store.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_lower_number_that_commits_later_is_sealed_later_and_holds_nobody_up()
    {
        await using var early = await WriterAsync();
        var low = await early.AppendAsync(Guid.NewGuid());
        await using var late = await WriterAsync();
        var high = await late.AppendAsync(Guid.NewGuid());
        await late.CommitAsync();
        (await SealAsync()).ShouldBe([high]);
        (await SealAsync()).ShouldBeEmpty();
        await early.CommitAsync();
        (await SealAsync()).ShouldBe([low]);
        Entries().Select(entry => entry.Seq).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task The_versions_of_a_stream_are_sealed_in_order_while_old_transactions_stand_open()
    {
        var stream = Guid.NewGuid();
        // The first has the oldest transaction id and the second keeps a snapshot: neither is waited for.
        await using var old = await WriterAsync();
        await old.DoAsync("select pg_current_xact_id()");
        await using var reader = await WriterAsync(System.Data.IsolationLevel.RepeatableRead);
        await reader.DoAsync("select count(*) from egov.mt_events");
        await using var young = await WriterAsync();
        var first = await young.AppendAsync(stream);
        await young.CommitAsync();
        (await SealAsync()).ShouldBe([first]);
        var second = await old.AppendAsync(stream);
        await old.CommitAsync();
        (await SealAsync()).ShouldBe([second]);
        Entries().Where(entry => entry.Stream == stream).Select(entry => entry.Ver).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Versions_that_fall_into_one_batch_keep_their_order_and_a_number_that_was_burned_never_comes()
    {
        var stream = Guid.NewGuid();
        await using (var gone = await WriterAsync()) await gone.AppendAsync(stream);
        var expected = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            await using var writer = await WriterAsync();
            expected.Add(await writer.AppendAsync(stream));
            await writer.CommitAsync();
        }

        (await SealAsync()).ShouldBe(expected);
        Entries().Select(entry => entry.Ver).ShouldBe([1, 2, 3]);
        Entries().First().Seq.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_sealer_that_dies_gives_back_what_it_took_and_a_second_one_takes_nothing()
    {
        await using var second = NewSealer();
        (await second.HoldsAsync(_cancellation)).ShouldBeFalse();
        await using var writer = await WriterAsync();
        var id = await writer.AppendAsync(Guid.NewGuid());
        await writer.CommitAsync();

        await using (var dying = await WriterAsync())
            (await dying.DoAsync("delete from egov.ledger_queue")).ShouldBe(1);
        await _sealer.DisposeAsync();
        (await second.HoldsAsync(_cancellation)).ShouldBeTrue();
        (await second.SealAsync(_cancellation)).Events.ShouldBe(1);
        Entries().ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    private Sealer NewSealer() => new(_store.Ledger.Connection, _store.Schema, new LedgerFolder(_store.Ledger.Public));

    private async Task<IReadOnlyList<Guid>> SealAsync()
    {
        var before = (int)_sealer.Head.Size;
        await _sealer.SealAsync(_cancellation);
        return [.. Entries().Skip(before).Select(entry => entry.Id)];
    }

    private List<Entry> Entries()
    {
        var folder = new LedgerFolder(_store.Ledger.Public);
        var size = new[] { 4, 3, 2, 1 }.First(width =>
            File.Exists(Path.Combine(folder.Path, new Tile(0, 0, width).BundlePath)));
        return [.. folder.ReadEntries(new(0, 0, size)).Select(entry => Entry.Parse(entry.Span))];
    }

    private async Task<Writer> WriterAsync(
        System.Data.IsolationLevel level = System.Data.IsolationLevel.ReadCommitted) =>
        await Writer.BeginAsync(_store.Documents, level, _cancellation);

    /// <summary>A transaction that stays open until it is told; without that it is rolled back.</summary>
    private sealed class Writer(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IDocumentSession session,
        CancellationToken cancellation) : IAsyncDisposable
    {
        public static async Task<Writer> BeginAsync(
            IDocumentStore store, System.Data.IsolationLevel level, CancellationToken cancellation)
        {
            var connection = store.Storage.Database.CreateConnection();
            await connection.OpenAsync(cancellation);
            var transaction = await connection.BeginTransactionAsync(level, cancellation);
            return new(connection, transaction,
                store.LightweightSession(SessionOptions.ForTransaction(transaction)), cancellation);
        }

        public async Task<Guid> AppendAsync(Guid stream)
        {
            var opened = new FileOpened(DateTimeOffset.UtcNow, stream, "AUD-001", "auditor", null, "audit");
            var action = await session.Events.FetchStreamStateAsync(stream, cancellation) is null
                ? session.Events.StartStream<Openings>(stream, opened)
                : session.Events.Append(stream, opened);
            await session.SaveChangesAsync(cancellation);
            return action.Events[^1].Id;
        }

        public async Task<int> DoAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteNonQueryAsync(cancellation);
        }

        public Task CommitAsync() => transaction.CommitAsync(cancellation);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
