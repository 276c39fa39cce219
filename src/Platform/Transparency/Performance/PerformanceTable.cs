using EGov.Casework;
using EGov.Catalogue;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace EGov.Transparency;

/// <summary>The table of all that counts for the public figures: one row an event, only ever inserted.</summary>
internal sealed class PerformanceTable : Weasel.Postgresql.Tables.Table
{
    public const string Name = "performance";

    public PerformanceTable(string schema) : base(new PostgresqlObjectName(schema, Name, SchemaUtils.IdentifierUsage.General))
    {
        AddColumn("seq", "bigint").AsPrimaryKey();
        AddColumn("recorded", "timestamptz").NotNull();
        AddColumn("day", "date").NotNull();
        AddColumn("kind", "text").NotNull();
        AddColumn("request", "uuid");
        AddColumn("department", "text").NotNull();
        AddColumn("service", "text").NotNull();
        AddColumn("county", "text");
        AddColumn("came_from", "text");
        AddColumn("counts", "integer").NotNull();
        AddColumn("open", "integer").NotNull();
        AddColumn("past_limit", "integer").NotNull();
        AddColumn("decided_on", "date");
        AddColumn("closed_on", "date");
        AddColumn("working_days", "integer");
        AddColumn("on_time", "boolean");
        AddColumn("outcome", "text");
        AddColumn("overridden", "boolean");
        AddColumn("visits", "integer");
        AddColumn("planned", "integer");
        AddColumn("late", "boolean");
        AddColumn("overturned", "boolean");
        AddColumn("overtook", "integer");
        AddColumn("ground", "text");
        Indexes.Add(new IndexDefinition("performance_by_request") { Columns = ["request"] });
        Indexes.Add(new IndexDefinition("performance_by_recorded") { Columns = ["recorded"] });
    }

    public void Insert(IDocumentOperations operations, List<PerformanceRow> rows)
    {
        T[] Column<T>(Func<PerformanceRow, T> value) => [.. rows.Select(value)];
        operations.QueueSqlCommand(
            $"""
             insert into {Identifier.QualifiedName}
             select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             """,
            Column(row => row.Sequence), Column(row => row.Recorded), Column(row => row.Day),
            Column(row => row.Kind.ToString()), Column(row => row.Request), Column(row => row.Department),
            Column(row => row.Service), Column(row => row.County), Column(row => row.CameFrom),
            Column(row => row.Counts), Column(row => row.Open), Column(row => row.PastLimit),
            Column(row => row.DecidedOn), Column(row => row.ClosedOn), Column(row => row.WorkingDays),
            Column(row => row.OnTime), Column(row => row.Outcome?.ToString()), Column(row => row.Overridden),
            Column(row => row.Visits), Column(row => row.Planned), Column(row => row.Late),
            Column(row => row.Overturned), Column(row => row.Overtook), Column(row => row.Ground));
    }

    /// <summary>The files of these requests as their rows leave them.</summary>
    public async Task<Dictionary<Guid, PerformanceFile>> FilesAsync(
        NpgsqlConnection connection, Guid[] requests, CancellationToken cancellation)
    {
        var files = new Dictionary<Guid, PerformanceFile>(requests.Length);
        await using var command = new NpgsqlCommand(
            $"""
             select seq, recorded, day, kind, request, department, service, county, counts, open, past_limit,
                 decided_on, working_days, on_time, outcome, overridden, visits, planned
             from {Identifier.QualifiedName} where request = any($1) order by seq
             """, connection)
        {
            Parameters = { new() { Value = requests } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var row = new PerformanceRow
            {
                Sequence = reader.GetInt64(0),
                Recorded = reader.GetFieldValue<DateTimeOffset>(1),
                Day = reader.GetFieldValue<DateOnly>(2),
                Kind = Enum.Parse<RowKind>(reader.GetString(3)),
                Request = reader.GetGuid(4),
                Department = reader.GetString(5),
                Service = reader.GetString(6),
                County = reader.IsDBNull(7) ? null : reader.GetString(7),
                Counts = reader.GetInt32(8),
                Open = reader.GetInt32(9),
                PastLimit = reader.GetInt32(10),
                DecidedOn = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateOnly>(11),
                WorkingDays = reader.IsDBNull(12) ? null : reader.GetInt32(12),
                OnTime = reader.IsDBNull(13) ? null : reader.GetBoolean(13),
                Outcome = reader.IsDBNull(14) ? null : Enum.Parse<Outcome>(reader.GetString(14)),
                Overridden = reader.IsDBNull(15) ? null : reader.GetBoolean(15),
                Visits = reader.IsDBNull(16) ? null : reader.GetInt32(16),
                Planned = reader.IsDBNull(17) ? null : reader.GetInt32(17),
            };
            files[row.Request!.Value] = files.GetValueOrDefault(row.Request.Value, Unknown).After(row);
        }

        return files;
    }

    /// <summary>The terms offered so far, in the order in which they were.</summary>
    public async Task<List<PerformanceRow>> OffersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var offers = new List<PerformanceRow>();
        await using var command = new NpgsqlCommand(
            $"select seq, recorded, day, department, service, planned from {Identifier.QualifiedName} "
            + "where request is null order by seq", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            offers.Add(new()
            {
                Sequence = reader.GetInt64(0),
                Recorded = reader.GetFieldValue<DateTimeOffset>(1),
                Day = reader.GetFieldValue<DateOnly>(2),
                Kind = RowKind.Offered,
                Department = reader.GetString(3),
                Service = reader.GetString(4),
                Counts = 0,
                Planned = reader.GetInt32(5),
            });
        }

        return offers;
    }

    private static readonly PerformanceFile Unknown = new();
}

/// <summary>How many departments each service plans for a file, by the terms of a day.</summary>
public sealed class PlannedVisits
{
    private readonly Dictionary<string, List<(DateOnly From, int Planned)>> _terms = [];

    /// <summary>Terms from a day on replace what had been set for that day and later ones.</summary>
    public void Offer(string service, DateOnly from, int planned)
    {
        if (!_terms.TryGetValue(service, out var dated)) _terms[service] = dated = [];
        dated.RemoveAll(earlier => earlier.From >= from);
        dated.Add((from, planned));
    }

    /// <summary>By the terms of that day; before the first, by the first; 0 for a service never offered.</summary>
    public int On(string service, DateOnly day) =>
        _terms.TryGetValue(service, out var dated) ? dated[Math.Max(0, dated.FindLastIndex(terms => terms.From <= day))].Planned : 0;
}

/// <summary>Writes the rows, a page of events at a time: what it must know of earlier pages it reads from the rows.</summary>
public sealed partial class PerformanceProjection : EventProjection, IJasperFxProjection<IDocumentOperations>
{
    public const string Title = "Performance", Shard = Title + ":All";

    private readonly PerformanceTable _table;

    public PerformanceProjection(string schema)
    {
        Name = Title;
        _table = new(schema);
        SchemaObjects.Add(_table);
        Options.DeleteDataInTableOnTeardown(_table.Identifier.QualifiedName);
        foreach (var type in Counted) IncludeType(type);
    }

    private static readonly Type[] Counted =
    [
        typeof(ServiceOffered), typeof(RequestSubmitted), typeof(RequestReferred), typeof(RequestTransferred),
        typeof(RequestAssigned), typeof(StepRecorded), typeof(LimitBreached), typeof(RequestDecided),
        typeof(RequestClosed), typeof(ClosureContested), typeof(RequestReopened), typeof(RequestWithdrawn),
        typeof(DecisionAppealed), typeof(AppealDecided),
    ];

    public override async ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation) =>
        await WriteAsync(operations, [e], cancellation);

    /// <summary>A page at once: one look-up and one insert instead of two an event.</summary>
    Task IJasperFxProjection<IDocumentOperations>.ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
        WriteAsync(operations, events, cancellation);

    private async Task WriteAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var begun = events.Where(e => e.Data is RequestSubmitted).Select(e => e.StreamId).ToHashSet();
        Guid[] known = [.. events.Where(e => e.Data is IOnRequest).Select(e => e.StreamId).Distinct().Where(id => !begun.Contains(id))];

        await using var connection = operations.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        var files = known.Length == 0 ? [] : await _table.FilesAsync(connection, known, cancellation);
        var planned = new PlannedVisits();
        if (begun.Count > 0)
            foreach (var offer in await _table.OffersAsync(connection, cancellation)) Offer(planned, offer);

        var rows = new List<PerformanceRow>(events.Count);
        foreach (var e in events)
        {
            var file = files.GetValueOrDefault(e.StreamId) ?? new();
            if (file.Next(e, planned.On) is not { } row) continue;
            rows.Add(row);
            if (row.Kind is RowKind.Offered) Offer(planned, row);
            else files[e.StreamId] = file.After(row);
        }

        if (rows.Count > 0) _table.Insert(operations, rows);
    }

    private static void Offer(PlannedVisits planned, PerformanceRow offer) =>
        planned.Offer(offer.Service, offer.Day, offer.Planned ?? 0);
}
