using System.Diagnostics;
using EGov.Casework;
using EGov.Oversight;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Npgsql;

namespace EGov.Transparency;

/// <summary>Holds the events that count in measures, for all who ask, and reads on where more were written.</summary>
/// <remarks>
/// A measure of casework is folded from the table of the public figures, which is only ever inserted into, in the order
/// of the log: what was read stays, and any past moment is answered from it without reading anything again.
/// </remarks>
public sealed class MeasureShelf(IDocumentStore store) : IDisposable
{
    private const int MostItems = 3_000_000;

    private readonly SemaphoreSlim _one = new(1);
    private readonly LinkedList<Held> _held = [];
    private readonly string _table = $"{store.Options.DatabaseSchemaName}.{PerformanceTable.Name}";
    private readonly string _events = $"{store.Options.Events.DatabaseSchemaName}.mt_events";

    private sealed record Held(string Key, MeasuredItems Items)
    {
        public long Sequence { get; set; }
        public string? Generation { get; set; }
        public long ReadAt { get; set; }
        public LogHead Head { get; set; }
    }

    /// <summary>Computes something from what counts in a measure, and the last event that was looked at.</summary>
    internal async Task<T> OfAsync<T>(
        MeasureScope scope, Func<MeasuredItems, LogHead, T> compute, CancellationToken cancellation)
    {
        if (MeasureLanguage.Find(scope.Terms.Indicator)!.IsOfDirectives)
            return await OfDirectivesAsync(scope, compute, cancellation);
        // One reads on, or counts, at a time: both are short.
        await _one.WaitAsync(cancellation);
        try
        {
            var terms = scope.Terms;
            var key = $"{terms.Indicator}\n{terms.Kind}\n{terms.Department}\n{terms.Service}\n{terms.County}";
            var held = _held.FirstOrDefault(one => one.Key == key);
            if (held is null || Stopwatch.GetElapsedTime(held.ReadAt) > CubeShelf.Freshness)
            {
                if (held is not null) _held.Remove(held);
                held = await ReadOnAsync(held ?? new(key, new(terms)), terms, cancellation);
                _held.AddFirst(held);
                for (var items = _held.Sum(one => (long)one.Items.Count); items > MostItems && _held.Count > 1;
                     _held.RemoveLast()) items -= _held.Last!.Value.Items.Count;
            }

            return compute(held.Items, held.Head);
        }
        finally
        {
            _one.Release();
        }
    }

    internal Task<LogHead> HeadAsync(DateTimeOffset? by, CancellationToken cancellation) =>
        LogHead.AtAsync(store, by, cancellation);

    /// <summary>Events by their place in the log: id and type.</summary>
    internal async Task<IReadOnlyDictionary<long, (Guid Id, string Type, Guid Stream)>> NamesAsync(
        IReadOnlyCollection<long> sequences, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"select seq_id, id, mt_dotnet_type, stream_id from {_events} where seq_id = any($1)", connection)
        {
            Parameters = { new() { Value = sequences.ToArray() } },
        };
        var named = new Dictionary<long, (Guid, string, Guid)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            named[reader.GetInt64(0)] = (reader.GetGuid(1),
                reader.GetString(2).Split(',')[0].Split('.')[^1], reader.GetGuid(3));
        return named;
    }

    public void Dispose() => _one.Dispose();

    private async Task<T> OfDirectivesAsync<T>(
        MeasureScope scope, Func<MeasuredItems, LogHead, T> compute, CancellationToken cancellation)
    {
        var head = await HeadAsync(null, cancellation);
        await using var session = store.QuerySession();
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(DirectiveIssued), typeof(DirectiveVerified)))
            .Where(e => e.Sequence <= head.Sequence)
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return compute(MeasuredItems.OfDirectives(scope, events), head);
    }

    private async Task<Held> ReadOnAsync(Held held, MeasureTerms terms, CancellationToken cancellation)
    {
        await store.Storage.Database.EnsureStorageExistsAsync(typeof(IEvent), cancellation);
        await using var connection = await OpenAsync(cancellation);
        // Progress and rows of one and the same state.
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellation);
        var (generation, progress) = await StateAsync(connection, cancellation);
        if (progress < held.Sequence) throw CubeShelf.Rebuilding();
        // A row's xmin is the transaction that wrote it: after a rebuild all is read anew.
        if (held.Generation is { Length: > 0 } && held.Generation != generation)
            held = new(held.Key, new(terms));
        await using (var command = Select(connection, terms, held.Sequence))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) held.Items.Apply(Read(reader));
        (held.Sequence, held.Generation, held.ReadAt) = (progress, generation, Stopwatch.GetTimestamp());
        held.Head = new(progress, await RecordedAsync(connection, progress, cancellation));
        return held;
    }

    private async Task<(string Generation, long Progress)> StateAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select coalesce((select seq || '-' || xmin from {_table} order by seq limit 1), ''),
                 coalesce((select last_seq_id from {store.Options.Events.DatabaseSchemaName}.mt_event_progression
                     where name = '{PerformanceProjection.Shard}'), 0)
             """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetString(0), reader.GetInt64(1));
    }

    private async Task<DateTimeOffset> RecordedAsync(
        NpgsqlConnection connection, long sequence, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select timestamp from {_events} where seq_id <= $1 order by seq_id desc limit 1", connection)
        {
            Parameters = { new() { Value = sequence } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetFieldValue<DateTimeOffset>(0) : default;
    }

    private NpgsqlCommand Select(NpgsqlConnection connection, MeasureTerms terms, long after)
    {
        var kinds = MeasuredItems.KindsOf(terms.Indicator);
        var stock = terms.Indicator switch { "PERF-OPEN" => "open", "PERF-PASTLIMIT" => "past_limit", _ => null };
        var where = stock is null ? "kind = any($2)" : $"{stock} <> 0 and $2 is not null";
        return new(
            $"""
             select seq, recorded, day, kind, request, department, service, came_from, counts, open, past_limit,
                 closed_on, working_days, on_time, outcome, overturned
             from {_table}
             where seq > $1 and {where} and ($3::text is null or service = $3)
                 and ($4::text is null or county = $4)
                 and ($5::text is null or department = $5 or kind = '{nameof(RowKind.Contested)}')
             order by seq
             """, connection)
        {
            Parameters =
            {
                new() { Value = after },
                new() { Value = kinds.Select(kind => kind.ToString()).ToArray() },
                Named(terms.Service),
                Named(terms.County),
                // A file that stands in a department may have come from another, and go there.
                Named(stock is null ? terms.Department : null),
            },
        };

        static NpgsqlParameter Named(string? code) =>
            new() { Value = code ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
    }

    private static PerformanceRow Read(NpgsqlDataReader reader) => new()
    {
        Sequence = reader.GetInt64(0),
        Recorded = reader.GetFieldValue<DateTimeOffset>(1),
        Day = reader.GetFieldValue<DateOnly>(2),
        Kind = Enum.Parse<RowKind>(reader.GetString(3)),
        Request = reader.IsDBNull(4) ? null : reader.GetGuid(4),
        Department = reader.GetString(5),
        Service = reader.GetString(6),
        CameFrom = reader.IsDBNull(7) ? null : reader.GetString(7),
        Counts = reader.GetInt32(8),
        Open = reader.GetInt32(9),
        PastLimit = reader.GetInt32(10),
        ClosedOn = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateOnly>(11),
        WorkingDays = reader.IsDBNull(12) ? null : reader.GetInt32(12),
        OnTime = reader.IsDBNull(13) ? null : reader.GetBoolean(13),
        Outcome = reader.IsDBNull(14) ? null : Enum.Parse<Outcome>(reader.GetString(14)),
        Overturned = reader.IsDBNull(15) ? null : reader.GetBoolean(15),
    };

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        return connection;
    }
}

/// <summary>How the platform finds out whether a milestone was met.</summary>
internal sealed class EventMeasures(MeasureShelf shelf) : IMeasures
{
    public async Task<MeasuredValue> AtTheEndOfAsync(
        MeasureScope scope, DateOnly day, CancellationToken cancellation)
    {
        var moment = day.AddDays(1).Start().AddMicroseconds(-1);
        var last = await shelf.HeadAsync(moment, cancellation);
        return await shelf.OfAsync(scope, (items, head) => head.Sequence >= last.Sequence
            ? items.Measure(scope, day, moment, last.Sequence)
            : throw new Refused("measure.not-counted-yet") { Status = 503 }, cancellation);
    }
}
