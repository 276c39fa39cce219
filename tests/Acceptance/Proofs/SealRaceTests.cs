using System.Collections.Concurrent;
using System.Diagnostics;
using EGov.LocalPostgres;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Marten.Services;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>Many write, some roll back, the sealer is killed and killed: what is committed is sealed, once.</summary>
public sealed class SealRaceTests : IAsyncLifetime
{
    private const int Writers = 24, Kills = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-race");
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly ConcurrentBag<Guid> _committed = [];
    private readonly ConcurrentBag<Guid> _rolledBack = [];
    private PostgresServer _postgres = null!;
    private string _connection = "";
    private EGov.Cli.Store _store = null!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = _folder.FullName, Fsync = false });
        _connection = await _postgres.CreateDatabaseAsync("race");
        _store = await EGov.Cli.Store.OpenAsync(_folder.FullName, _connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_entries_are_the_committed_events_each_once_and_versions_ascend_though_the_sealer_is_killed()
    {
        using var stop = new CancellationTokenSource();
        await using var apart = _store.Documents.Storage.Database.CreateConnection();
        await using var late = await AppendAsync(apart);
        var writing = Enumerable.Range(0, Writers)
            .Select(writer => Task.Run(() => WriteAsync(writer, stop.Token))).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var sealer = StartSealer();
            await GrownAsync();
            sealer.Kill();
            await sealer.WaitForExitAsync(_cancellation);
            if (kill == 0) await late.CommitAsync(_cancellation);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writing);
        await _store.SealingAsync(() => Task.FromResult(true), _cancellation);

        var entries = Entries().ToList();
        entries.Select(entry => entry.Id).Distinct().Count().ShouldBe(entries.Count);
        var sealedIds = entries.Select(entry => entry.Id).ToHashSet();
        _committed.Count.ShouldBeGreaterThan(500);
        _rolledBack.Count.ShouldBeGreaterThan(20);
        _committed.Where(id => !sealedIds.Contains(id)).ShouldBeEmpty();
        _rolledBack.Where(sealedIds.Contains).ShouldBeEmpty();
        entries.Count.ShouldBe((int)await ScalarAsync($"select count(*) from {_store.Schema}.mt_events"));
        foreach (var stream in entries.Where(entry => entry.Type != StoredEvent.Tombstone)
            .GroupBy(entry => entry.Stream, entry => entry.Ver))
            stream.ShouldBe(Enumerable.Range(1, stream.Count()).Select(version => (long)version));

        // The test has power: sequence numbers alone, which a naive sealer would follow, ran out of order.
        var sequences = entries.Select(entry => entry.Seq).ToList();
        sequences.Zip(sequences.Skip(1)).Count(pair => pair.First > pair.Second).ShouldBeGreaterThan(0);
    }

    /// <summary>
    /// Appends as the first of all and commits when it is told to: after others with higher numbers are sealed.
    /// </summary>
    private async Task<NpgsqlTransaction> AppendAsync(NpgsqlConnection connection)
    {
        await connection.OpenAsync(_cancellation);
        var transaction = await connection.BeginTransactionAsync(_cancellation);
        await using var session = _store.Documents.LightweightSession(SessionOptions.ForTransaction(transaction));
        var stream = Openings.Of(Guid.CreateVersion7());
        _committed.Add(session.Events.StartStream<Openings>(stream,
            new FileOpened(DateTimeOffset.UtcNow, stream, "AUD-001", "auditor", null, "audit")).Events[0].Id);
        await session.SaveChangesAsync(_cancellation);
        return transaction;
    }

    /// <summary>Appends to a few hot streams, in transactions that stay open; one in six is rolled back.</summary>
    private async Task WriteAsync(int writer, CancellationToken stop)
    {
        var dice = new Random(writer);
        while (!stop.IsCancellationRequested)
        {
            await using var connection = _store.Documents.Storage.Database.CreateConnection();
            await connection.OpenAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await using var session = _store.Documents.LightweightSession(SessionOptions.ForTransaction(transaction));
            var stream = Openings.Of(new Guid(dice.Next(40), 0, 0, new byte[8]));
            var opened = new FileOpened(DateTimeOffset.UtcNow, stream, "AUD-001", "auditor", null, "audit");
            try
            {
                // Taken before the append, so that a later transaction may commit earlier with a higher number.
                await using (var early = new NpgsqlCommand("select pg_current_xact_id()", connection, transaction))
                    await early.ExecuteScalarAsync(CancellationToken.None);
                var e = await session.Events.FetchStreamStateAsync(stream, CancellationToken.None) is null
                    ? session.Events.StartStream<Openings>(stream, opened).Events
                    : session.Events.Append(stream, opened, opened).Events;
                await session.SaveChangesAsync(CancellationToken.None);
                if (dice.Next(3) == 0) await Task.Delay(dice.Next(80), CancellationToken.None);
                if (dice.Next(6) == 0)
                {
                    await transaction.RollbackAsync(CancellationToken.None);
                    foreach (var one in e) _rolledBack.Add(one.Id);
                }
                else
                {
                    await transaction.CommitAsync(CancellationToken.None);
                    foreach (var one in e) _committed.Add(one.Id);
                }
            }
            catch (Exception conflict) when (conflict is not OperationCanceledException)
            {
                // Two began the same stream, or met on it: what was not acknowledged may be there or not.
            }
        }
    }

    private Process StartSealer()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EGov.Cli.dll");
        return Process.Start(new ProcessStartInfo("dotnet",
            [program, "seal", "--watch", "--data", _folder.FullName, "--connection", _connection])
        {
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Waits until this sealer has sealed something, and some milliseconds more.</summary>
    private async Task GrownAsync()
    {
        var before = await HeadAsync();
        for (var patience = 0; patience < 3_000; patience++)
        {
            await Task.Delay(Random.Shared.Next(20, 90), _cancellation);
            if (await HeadAsync() > before) return;
        }

        throw new TimeoutException("The sealer seals nothing.");
    }

    private Task<long> HeadAsync() => ScalarAsync($"select coalesce(max(size), 0) from {_store.Schema}.ledger_head");

    private async Task<long> ScalarAsync(string sql)
    {
        await using var database = new NpgsqlConnection(_connection);
        await database.OpenAsync(_cancellation);
        await using var ask = new NpgsqlCommand(sql, database);
        return (long)(await ask.ExecuteScalarAsync(_cancellation))!;
    }

    private IEnumerable<Entry> Entries()
    {
        var folder = new LedgerFolder(Path.Combine(_folder.FullName, "ledger"));
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(folder.Checkpoint!).Text);
        var tiles = Tile.At(checkpoint.Size).Where(tile => tile.Level == 0);
        MerkleTree.Root(checkpoint.Size, folder.Read).ShouldBe(checkpoint.Root);
        return tiles.SelectMany(tile => folder.ReadEntries(tile)).Select(entry => Entry.Parse(entry.Span));
    }
}
