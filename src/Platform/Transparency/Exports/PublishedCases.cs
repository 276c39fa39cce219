using System.Runtime.CompilerServices;
using EGov.Proofs;
using Npgsql;

namespace EGov.Transparency;

/// <summary>Which requests are wanted, and as of when.</summary>
/// <param name="Size">As of when the ledger had so many events.</param>
/// <param name="Department">Where they were filed; none: anywhere.</param>
/// <param name="From">First day of filing.</param>
/// <param name="To">Last day of filing.</param>
public sealed record CaseQuery(
    long Size, string? Department = null, string? Service = null, DateOnly? From = null, DateOnly? To = null)
{
    public bool IsAll => this == new CaseQuery(Size);
}

/// <summary>The requests of the province with their published events, some at a time, in the order of filing.</summary>
/// <remarks>What is read is the stored row; what is given out is its public entry, as the ledger has it.</remarks>
public sealed class PublishedCases(LedgerSettings settings)
{
    private const int CasesAtOnce = 100;

    /// <summary>What must be known to understand requests: offices, staff by code, days, rules, services.</summary>
    private static readonly string[] Founding =
    [
        "calendar_opened", "holiday_declared", "holiday_withdrawn", "department_established", "officer_appointed",
        "officer_left", "rulebook_published", "service_offered", "service_withdrawn",
    ];

    private readonly string _events =
        $"""
        select {StoredEvent.Columns}, l.leaf_index from {settings.Schema}.mt_events e
        join {settings.Schema}.{LedgerTables.Leaf} l on l.event_id = e.id
        """;

    public async IAsyncEnumerable<LoggedEvent> FoundationsAsync(
        long size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        foreach (var e in await ReadAsync(database,
            $"{_events} where e.type = any($1) and l.leaf_index < $2 order by l.leaf_index", cancellation,
            Founding, size))
            yield return e;
    }

    /// <summary>Each case with its events in their order; no connection is held while a page is written out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<LoggedEvent>>> PagesAsync(
        CaseQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = 0L; ;)
        {
            IReadOnlyList<IReadOnlyList<LoggedEvent>> page;
            await using (var database = await OpenAsync(cancellation))
            {
                var filed = await FiledAsync(database, query, after, cancellation);
                if (filed.Count == 0) yield break;
                after = filed[^1].Sequence;
                var events = (await ReadAsync(database,
                        $"{_events} where e.stream_id = any($1) and l.leaf_index < $2 order by e.stream_id, e.version",
                        cancellation, filed.Select(one => one.Stream).ToArray(), query.Size))
                    .GroupBy(e => e.Stream)
                    .ToDictionary(of => of.Key, of => (IReadOnlyList<LoggedEvent>)[.. of]);
                page = [.. filed.Select(one => events[one.Stream])];
            }

            yield return page;
            if (page.Count < CasesAtOnce) yield break;
        }
    }

    /// <summary>The published events of one request, in their order.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> OfAsync(Guid request, long size, CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        return await ReadAsync(database,
            $"{_events} where e.stream_id = $1 and l.leaf_index < $2 order by e.version", cancellation, request, size);
    }

    private async Task<List<(long Sequence, Guid Stream)>> FiledAsync(
        NpgsqlConnection database, CaseQuery query, long after, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand(
            $"""
            select e.seq_id, e.stream_id from {settings.Schema}.mt_events e
            join {settings.Schema}.{LedgerTables.Leaf} l on l.event_id = e.id
            where e.type = 'request_submitted' and e.seq_id > $1 and l.leaf_index < $2
            and ($3::text is null or e.data -> 'matter' ->> 'department' = $3)
            and ($4::text is null or e.data -> 'matter' ->> 'service' = $4)
            and ($5::timestamptz is null or (e.data ->> 'at')::timestamptz >= $5)
            and ($6::timestamptz is null or (e.data ->> 'at')::timestamptz < $6)
            order by e.seq_id limit {CasesAtOnce}
            """, database);
        foreach (var value in new object?[]
        {
            after, query.Size, query.Department, query.Service, query.From?.Start(), query.To?.AddDays(1).Start(),
        })
            ask.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        var filed = new List<(long, Guid)>();
        while (await row.ReadAsync(cancellation)) filed.Add((row.GetInt64(0), row.GetGuid(1)));
        return filed;
    }

    private static async Task<List<LoggedEvent>> ReadAsync(
        NpgsqlConnection database, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var ask = new NpgsqlCommand(sql, database);
        foreach (var value in values) ask.Parameters.Add(new() { Value = value });
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        var events = new List<LoggedEvent>();
        while (await row.ReadAsync(cancellation))
            events.Add(LoggedEvent.Of(row.GetInt64(8), StoredEvent.Read(row).Entry()));
        return events;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        return database;
    }
}
