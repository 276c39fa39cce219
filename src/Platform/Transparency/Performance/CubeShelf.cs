using System.Diagnostics;
using EGov.Casework;
using JasperFx.Events;
using Marten;
using Npgsql;
using static System.FormattableString;

namespace EGov.Transparency;

/// <summary>Holds the sums of today, and of a few past moments, for all who ask.</summary>
/// <remarks>
/// The projection writes its rows in the order of the log, page by page, each page together with its progress. So whatever
/// row is visible, all earlier ones are: it is enough to read on from the highest sequence that was read.
/// </remarks>
public sealed class CubeShelf : IDisposable
{
    /// <summary>How old the sums may be before somebody who asks has them read on.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private const int PastMoments = 6;
    private const string Unsettled = "unsettled";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly IDocumentStore _store;
    private readonly string _table;
    private readonly string _state;
    private readonly Lock _reading = new();
    private readonly SemaphoreSlim _past = new(1);
    private readonly LinkedList<Past> _moments = [];
    private volatile Held? _held;
    private Task<Held>? _running;

    /// <param name="Generation">Names this filling of the table: another after a rebuild.</param>
    /// <param name="IsRebuilding">The table is being filled anew and has not reached what these sums have.</param>
    private sealed record Held(Cube Cube, string Generation, bool IsRebuilding, long ReadAt);

    private sealed record Reading(Cube.Change Change, int Rows, string Generation, long Progress);

    private sealed record Past(DateTimeOffset Moment, Cube Cube, string Generation, long UpTo);

    public CubeShelf(IDocumentStore store)
    {
        _store = store;
        var schema = store.Options.DatabaseSchemaName;
        _table = $"{schema}.{PerformanceTable.Name}";

        // A row's xmin is the transaction that wrote it: a rebuild writes the first row anew.
        _state =
            $"""
             select coalesce((select seq || '-' || xmin from {_table} order by seq limit 1), ''),
                 coalesce((select last_seq_id from {store.Options.Events.DatabaseSchemaName}.mt_event_progression
                     where name = '{PerformanceProjection.Shard}'), 0)
             """;
    }

    /// <summary>The sums of what had been recorded by a moment; of all where none is said, or it is not yet past.</summary>
    /// <returns>With the moment that they speak for: that of the latest event where they are of today.</returns>
    internal async ValueTask<(Cube Cube, DateTimeOffset? AsOf)> GetAsync(
        DateTimeOffset? asOf, CancellationToken cancellation)
    {
        return await AtAsync(asOf, await CurrentAsync(cancellation), cancellation);
    }

    /// <summary>The sums of some requests alone, and of all: both of one and the same state.</summary>
    internal async Task<(Cube All, Cube Some)> OfAsync(
        IReadOnlyCollection<Guid> requests, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var held = await CurrentAsync(cancellation);
        var (all, known) = await AtAsync(asOf, held, cancellation);
        if (requests.Count == 0) return (all, Cube.Empty);
        var ids = string.Join(',', requests.Select(id => $"{id}"));
        var recorded = all != held.Cube ? $"and recorded <= {Instant(known!.Value)}" : "";
        var reading = await ReadAsync(
            Invariant($"seq <= {held.Cube.Sequence} {recorded} and request = any('{{{ids}}}'::uuid[])"), Cube.Empty);
        if (held.IsRebuilding || reading.Generation != held.Generation) throw Rebuilding();
        return (all, reading.Change.Build());
    }

    public void Dispose() => _past.Dispose();

    private async ValueTask<(Cube Cube, DateTimeOffset? AsOf)> AtAsync(
        DateTimeOffset? asOf, Held held, CancellationToken cancellation)
    {
        var (first, last) = (held.Cube.FirstRecorded, held.Cube.LastRecorded);
        if (asOf is not { } moment || moment >= last || last is null) return (held.Cube, last);
        return (moment < first ? Cube.Empty : await PastAsync(moment, held, cancellation), moment);
    }

    private async ValueTask<Held> CurrentAsync(CancellationToken cancellation)
    {
        var held = _held;
        if (held is not null && Stopwatch.GetElapsedTime(held.ReadAt) < Freshness) return held;
        Task<Held> reading;
        lock (_reading)
        {
            var isUnderWay = _running is { IsCompleted: false };
            if (isUnderWay && held is not null) return held;
            if (!isUnderWay && held == _held) _running = Task.Run(ReadOnAsync, CancellationToken.None);
            reading = _running!;
        }

        return await reading.WaitAsync(cancellation);
    }

    private async Task<Held> ReadOnAsync()
    {
        var held = _held;
        if (held is null) await _store.Storage.Database.EnsureStorageExistsAsync(typeof(IEvent));
        var now = Stopwatch.GetTimestamp();
        var reading = await ReadAsync(Invariant($"seq > {held?.Cube.Sequence ?? 0}"), held?.Cube ?? Cube.Empty);
        var isOther = held is null ? reading.Generation == Unsettled
            : held.Cube.Sequence > 0 && held.Generation != reading.Generation;
        if (isOther && reading.Progress < held?.Cube.Sequence)
            return _held = held with { IsRebuilding = true, ReadAt = now };
        while (isOther)
        {
            reading = await ReadAsync("true", Cube.Empty);
            isOther = reading.Generation == Unsettled;
        }

        var isSame = held is not null && reading.Rows == 0 && reading.Generation == held.Generation;
        return _held = new(isSame ? held!.Cube : reading.Change.Build(), reading.Generation, false, now);
    }

    /// <summary>Few are kept, and one is computed at a time: whoever asks for many moments waits for himself.</summary>
    private async Task<Cube> PastAsync(DateTimeOffset moment, Held held, CancellationToken cancellation)
    {
        await _past.WaitAsync(cancellation);
        try
        {
            var known = _moments.FirstOrDefault(past => past.Moment == moment && past.Generation == held.Generation);
            if (known is null || known.UpTo < held.Cube.Sequence)
            {
                if (held.IsRebuilding) throw Rebuilding();
                if (known is not null) _moments.Remove(known);
                known = new(moment, await CountAsync(moment, known, held), held.Generation, held.Cube.Sequence);
            }
            else
            {
                _moments.Remove(known);
            }

            _moments.AddFirst(known);
            if (_moments.Count > PastMoments) _moments.RemoveLast();
            return known.Cube;
        }
        finally
        {
            _past.Release();
        }
    }

    /// <summary>From whatever is nearest: the same moment known earlier, nothing, or today less what came after.</summary>
    private async Task<Cube> CountAsync(DateTimeOffset moment, Past? known, Held held)
    {
        var isNearToday = known is null
            && moment - held.Cube.FirstRecorded > held.Cube.LastRecorded - moment;
        var by = Instant(moment);
        var reading = await ReadAsync(
            Invariant($"seq > {known?.UpTo ?? 0} and seq <= {held.Cube.Sequence} and recorded {(isNearToday ? ">" : "<=")} {by}"),
            known?.Cube ?? (isNearToday ? held.Cube : Cube.Empty), isNearToday ? -1 : 1);
        if (reading.Generation != held.Generation) throw Rebuilding();
        if (!isNearToday) return reading.Change.Build();

        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            Invariant($"select seq from {_table} where recorded <= {by} and seq <= {held.Cube.Sequence} order by seq desc limit 1"),
            connection)
        {
            CommandTimeout = (int)Patience.TotalSeconds,
        };
        return reading.Change.Build((long?)await command.ExecuteScalarAsync() ?? 0);
    }

    private static string Instant(DateTimeOffset moment) =>
        Invariant($"'{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'::timestamptz");

    internal static Refused Rebuilding() => new("performance.rebuilding") { Status = 503 };

    /// <summary>Looks at the state of the table before and after its rows, so that no rebuild between goes unseen.</summary>
    private async Task<Reading> ReadAsync(string where, Cube from, int sign = 1)
    {
        await using var connection = await OpenAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = (int)Patience.TotalSeconds,
            BatchCommands = { new(_state), new($"{Select} from {_table} where {where}"), new(_state) },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var before = reader.GetString(0);
        await reader.NextResultAsync();

        var change = new Cube.Change(from);
        var names = new Dictionary<string, (RowKind Kind, Spot Spot)>(StringComparer.Ordinal);
        var rows = 0;
        for (; await reader.ReadAsync(); rows++) change.Apply(Read(reader, names), sign);

        await reader.NextResultAsync();
        await reader.ReadAsync();
        return new(change, rows, reader.GetString(0) == before ? before : Unsettled, reader.GetInt64(1));
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = _store.Storage.Database.CreateConnection();
        await connection.OpenAsync();
        return connection;
    }

    // Kind and spot as one text: of millions of rows, few differ in it.
    private const string Select =
        """
        select seq, recorded, day, concat_ws(E'\n', kind, department, service, county), came_from, counts, open, past_limit,
            decided_on, closed_on, working_days, on_time, outcome, overridden, visits, planned, late, overturned,
            coalesce(overtook, 0) > 0, ground is not null
        """;

    private static PerformanceDelta Read(NpgsqlDataReader reader, Dictionary<string, (RowKind Kind, Spot Spot)> names)
    {
        var name = reader.GetString(3);
        if (!names.TryGetValue(name, out var named)) names[name] = named = Named(name);
        var row = new PerformanceDelta
        {
            Sequence = reader.GetInt64(0),
            Recorded = reader.GetFieldValue<DateTimeOffset>(1),
            Day = reader.GetFieldValue<DateOnly>(2).DayNumber,
            Kind = named.Kind,
            Spot = named.Spot,
            Counts = reader.GetInt32(5),
            Open = reader.GetInt32(6),
            PastLimit = reader.GetInt32(7),
            OutOfTurn = reader.GetBoolean(18),
            HasGround = reader.GetBoolean(19),
        };
        switch (named.Kind)
        {
            case RowKind.Transferred:
                row.CameFrom = reader.GetString(4);
                break;
            case RowKind.Step:
                row.Late = reader.GetBoolean(16);
                break;
            case RowKind.AppealDecided:
                row.Overturned = reader.GetBoolean(17);
                break;
            case RowKind.Contested:
                if (!reader.IsDBNull(9)) row.ClosedOn = reader.GetFieldValue<DateOnly>(9).DayNumber;
                if (row.Counts != 0) ReadDecision(reader, ref row);
                break;
            case RowKind.Decided:
                ReadDecision(reader, ref row);
                break;
            default: break;
        }

        return row;
    }

    private static void ReadDecision(NpgsqlDataReader reader, ref PerformanceDelta row)
    {
        row.DecidedOn = reader.GetFieldValue<DateOnly>(8).DayNumber;
        row.WorkingDays = reader.GetInt32(10);
        row.OnTime = reader.GetBoolean(11);
        row.Outcome = Enum.Parse<Outcome>(reader.GetString(12));
        row.Overridden = reader.GetBoolean(13);
        row.Visits = reader.GetInt32(14);
        row.Planned = reader.GetInt32(15);
    }

    private static (RowKind, Spot) Named(string name)
    {
        var parts = name.Split('\n');
        return (Enum.Parse<RowKind>(parts[0]), new(parts[1], parts[2], parts.Length > 3 ? parts[3] : null));
    }
}
