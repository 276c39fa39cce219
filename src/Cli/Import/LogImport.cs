using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace EGov.Cli.Import;

/// <summary>How far a file is read.</summary>
/// <param name="Share">Of the file's bytes, from 0 to 1.</param>
public readonly record struct ImportProgress(double Share, int Cases, int Events);

/// <summary>
/// Imports one log: reads it case by case, carries each case out whole and writes many cases a transaction. A case
/// that is there already is carried out in memory only: every run accounts for the whole log and writes nothing twice.
/// </summary>
public sealed class LogImport(Store store, string? mapping, Action<ImportProgress>? say = null)
{
    private const int Writers = 2;
    private const int EventsABatch = 1_500;
    private const int CasesABatch = 250;

    private sealed record Batch(IReadOnlyList<XesTrace> Cases, Handbook Handbook);

    /// <exception cref="Unusable">No mapping fits the file.</exception>
    public async Task<ImportReport> RunAsync(string path, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var facts = new LogFacts();
        ILogReader reader;
        try
        {
            reader = LogReader.Open(path);
        }
        catch (XesError error)
        {
            return ImportReport.Unread(path, error.Message);
        }

        using (reader)
        {
            var log = LogMapping.For(path, reader.Log, mapping);
            var founding = log.FoundingOf(store);
            await founding.FoundAsync(cancellation);

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var batches = Channel.CreateBounded<Batch>(Writers);
            var length = new FileInfo(path).Length;
            var reading = Watched(
                () => ReadAsync(reader, length, log, founding, facts, batches.Writer, stop.Token), stop);
            var writing = Enumerable.Range(0, Writers)
                .Select(_ => Watched(() => WriteAsync(log, batches.Reader, stop.Token), stop))
                .ToList();
            await FinishAsync([reading, .. writing]);

            var account = new Account();
            foreach (var writer in writing) account.Add(await writer);
            return ImportReport.Of(log, facts, account, clock.Elapsed) with
            {
                File = Path.GetFileName(path),
                Sha256 = await DigestAsync(path, cancellation),
                Error = await reading,
            };
        }
    }

    /// <returns>What is wrong with the file from some line on; null when it was read whole.</returns>
    private async Task<string?> ReadAsync(
        ILogReader reader, long length, LogMapping log, Founding founding, LogFacts facts, ChannelWriter<Batch> batches,
        CancellationToken cancellation)
    {
        var cases = new List<XesTrace>();
        var events = 0;
        string? error = null;
        try
        {
            foreach (var trace in reader.Traces())
            {
                if (!facts.Count(trace, log)) continue;
                cases.Add(trace);
                events += trace.Events.Count;
                if (events < EventsABatch && cases.Count < CasesABatch) continue;
                await GiveAsync();
            }
        }
        catch (XesError malformed)
        {
            error = malformed.Message;
        }

        await GiveAsync();
        batches.Complete();
        return error;

        async Task GiveAsync()
        {
            if (cases.Count == 0) return;
            await founding.AppointAsync(facts.NewOfficers(), cancellation);
            await batches.WriteAsync(new(cases, store.Shelf.Current), cancellation);
            (cases, events) = ([], 0);
            say?.Invoke(new(length == 0 ? 1 : (double)reader.BytesRead / length, facts.Cases, facts.Events));
        }
    }

    private async Task<Account> WriteAsync(LogMapping log, ChannelReader<Batch> batches, CancellationToken cancellation)
    {
        var account = new Account();
        await foreach (var batch in batches.ReadAllAsync(cancellation))
        {
            var ids = batch.Cases.Select(one => log.IdOf(one.Name)).ToArray();
            var stored = await StoredAsync(ids, cancellation);
            var (written, done) = (new History(store.Documents), new History(store.Documents));
            foreach (var one in batch.Cases)
            {
                var isDone = stored.TryGetValue(log.IdOf(one.Name), out var version);
                var history = isDone ? done : written;
                var before = history.Waiting;
                var file = new CaseFile(history, batch.Handbook, store.Master, log, account, one.Name);
                try
                {
                    log.Carry(one, file);
                }
                catch (Exception wrong)
                {
                    throw new InvalidOperationException($"Case {one.Name}: {wrong.Message}", wrong);
                }

                history.Forget(file.Id);
                if (isDone && version < history.Waiting - before) account.StoredDifferently.Add(one.Name);
                if (isDone) account.CasesFoundDone++;
                else if (history.Waiting > before) account.WrittenCases++;
            }

            account.WrittenEvents += written.Waiting;
            await written.FlushAsync(cancellation);
        }

        return account;
    }

    /// <summary>Which of these files are there, and how many events each has.</summary>
    private async Task<Dictionary<Guid, long>> StoredAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var session = store.Documents.QuerySession();
        var found = await session.AdvancedSql.QueryAsync<Guid, long>(
            $"select row(id), row(version) from {store.Schema}.mt_streams where id = any(?)", cancellation, [ids]);
        return found.ToDictionary(stream => stream.Item1, stream => stream.Item2);
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    /// <summary>Whoever fails stops the others: a reader would wait for ever for writers that are gone.</summary>
    private static async Task<T> Watched<T>(Func<Task<T>> work, CancellationTokenSource stop)
    {
        try
        {
            return await Task.Run(work);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>Waits for all; a failure goes before the mere stopping of the others that it caused.</summary>
    private static async Task FinishAsync(IReadOnlyList<Task> tasks)
    {
        await Task.WhenAll(tasks).ContinueWith(_ => { }, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
            ExceptionDispatchInfo.Throw(failed.Exception!.InnerException!);
        await Task.WhenAll(tasks);
    }
}

/// <summary>What a log is, whatever becomes of it: counted while it is read.</summary>
internal sealed class LogFacts
{
    private readonly HashSet<string?> _activities = [];
    private readonly HashSet<string?> _resources = [];
    private readonly HashSet<string> _officers = [];
    private readonly HashSet<string> _unappointed = [];
    private readonly HashSet<Guid> _cases = [];
    private readonly HashSet<Guid> _variants = [];

    public int Cases { get; private set; }
    public int Events { get; private set; }
    public int Activities => _activities.Count;
    public int Resources => _resources.Count;

    /// <summary>Distinct sequences of activities.</summary>
    public int Variants => _variants.Count;

    /// <summary>Rows of cases that are told twice or have no name; they cannot be told apart from another's.</summary>
    public Tally NotTaken { get; } = new();

    public Tally NotCarried { get; } = new();

    /// <returns>Whether the case can be imported.</returns>
    public bool Count(XesTrace trace, LogMapping log)
    {
        Cases++;
        Events += trace.Events.Count;
        _variants.Add(Identity.Of([.. trace.Events.Select(row => row.Activity ?? "")]));
        foreach (var row in trace.Events)
        {
            _activities.Add(row.Activity);
            _resources.Add(row.Resource);
            CountLost(row.Attributes, log, "row");
        }

        CountLost(trace.Attributes, log, "case");
        foreach (var officer in log.OfficersOf(trace))
            if (_officers.Add(officer)) _unappointed.Add(officer);
        var reason = trace.Name.Length == 0 || trace.Attributes["concept:name"].IsDefault ? "the case has no name"
            : _cases.Add(log.IdOf(trace.Name)) ? null
            : "a case of the same name stands before it";
        if (reason is not null) NotTaken.Add(reason, trace.Events.Count);
        return reason is null;
    }

    /// <summary>Those who have come up since it was last asked.</summary>
    public IReadOnlyList<string> NewOfficers()
    {
        string[] fresh = [.. _unappointed];
        _unappointed.Clear();
        return fresh;
    }

    private void CountLost(IReadOnlyDictionary<string, XesValue> attributes, LogMapping log, string of)
    {
        foreach (var (key, value) in attributes)
            if (!value.IsDefault && !log.Carries(key)) NotCarried.Add($"{key} ({of})");
    }
}
