using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JasperFx.Events;
using Marten;

namespace EGov.Transparency;

/// <summary>What a piece of news says: a fact, where more of it is read, and how it is proved.</summary>
/// <param name="Departments">Whom it concerns; null: every department; empty: none in particular.</param>
/// <param name="Record">Where programs read more.</param>
public sealed record NewsBody<T>(
    T Fact, IReadOnlyList<string>? Departments, NewsPage Page, string? Record, NewsProof Proof);

/// <summary>Where people read more.</summary>
public sealed record NewsPage(string Fa, string En);

/// <summary>The event in the public ledger.</summary>
/// <param name="EventId">The id of the news as well.</param>
/// <param name="Leaf">Its place among all published events, from 0; <c>/api/public/events</c> begins after it.</param>
/// <param name="Address">Where its proof is read (C2SP tlog-proof).</param>
public sealed record NewsProof(Guid EventId, long Leaf, string Address);

/// <summary>A published event that is news.</summary>
internal sealed record PublishedNews(NewsKind Kind, Guid Id, long Leaf, DateTimeOffset At, NewsSaid Said)
{
    /// <summary>CloudEvents 1.0 in structured JSON.</summary>
    /// <param name="site">Scheme and host.</param>
    public string ToJson(string site) => JsonSerializer.Serialize(
        new
        {
            specversion = "1.0",
            id = Id,
            source = $"{site}/api/public/events",
            type = Kind.Type,
            subject = Said.Subject,
            time = At.ToUniversalTime(),
            datacontenttype = "application/json",
            dataschema = $"{site}/api/public/news/{Kind.Type}/schema",
            data = Said.Fact.In(Said, site, new(Id, Leaf, $"{site}/ledger/proofs/{Id}")),
        }, Answers.Options);

    /// <summary>As it may come, for who builds a receiver.</summary>
    public static PublishedNews Example(NewsKind kind)
    {
        var at = new DateTimeOffset(2026, 11, 30, 8, 15, 0, TimeSpan.Zero);
        return new(kind, new("6f1d2c0a-93b5-8e47-a1f4-0c8d7b5e2a13"), 48_213, at, kind.Example);
    }

    /// <summary>JSON Schema (2020-12) of what a kind of news says.</summary>
    public static JsonObject SchemaOf(NewsKind kind, string site)
    {
        var schema = Shape.GetJsonSchemaAsNode(kind.Data, new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", $"{site}/api/public/news/{kind.Type}/schema");
        schema.Insert(2, "title", kind.Meaning.En);
        return schema;
    }

    private static readonly JsonSerializerOptions Shape = new(Answers.Options)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}

/// <summary>The news of the province in the order of the ledger, as far as it is published.</summary>
public sealed class PublicNews(PublishedLedger ledger)
{
    // How many leaves are looked at in one step: most of them are no news.
    private const int Window = 10_000;

    private static readonly Dictionary<Type, NewsKind> Kinds = NewsKinds.All.ToDictionary(kind => kind.Event);

    // Marten calls RequestDecided request_decided.
    private static readonly string[] Names =
    [
        .. Kinds.Keys.Select(type => string.Concat(type.Name.Select((letter, place) =>
            char.IsUpper(letter) ? $"{(place > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"))),
    ];

    /// <summary>How many leaves are published: the place of whoever is told from now on.</summary>
    internal long Latest => ledger.Latest.Head.Size;

    /// <param name="place">How many leaves were looked at before.</param>
    /// <returns>The news after it, and how many leaves are looked at then.</returns>
    internal async Task<(IReadOnlyList<PublishedNews> News, long Place)> AfterAsync(
        long place, int most, Handbook handbook, IQuerySession session, CancellationToken cancellation)
    {
        var to = Math.Min(Latest, place + Window);
        if (to <= place) return ([], place);
        var schema = session.DocumentStore.Options.DatabaseSchemaName;
        var rows = await session.AdvancedSql.QueryAsync<Guid, long, long>(
            $"""
            select row(e.id), row(l.leaf_index), row(e.seq_id)
            from {schema}.{Proofs.LedgerTables.Leaf} l join {schema}.mt_events e on e.id = l.event_id
            where l.leaf_index >= ? and l.leaf_index < ? and e.type = any(?)
            order by l.leaf_index limit ?
            """, cancellation, place, to, Names, most);
        if (rows.Count == most) to = rows[^1].Item2 + 1;
        if (rows.Count == 0) return ([], to);

        Guid[] ids = [.. rows.Select(row => row.Item1)];
        var events = (await session.Events.QueryAllRawEvents().Where(e => e.Id.IsOneOf(ids)).ToListAsync(cancellation))
            .ToDictionary(e => e.Id);
        var seen = await SeenAsync(rows.Select(row => Kinds[events[row.Item1].EventType]), session, cancellation);
        // What its page does not show yet is news later, and so is what comes after it.
        var told = rows.TakeWhile(row => Kinds[events[row.Item1].EventType].ShownBy is not { } view
            || row.Item3 <= seen.GetValueOrDefault(view)).ToList();
        if (told.Count < rows.Count) to = rows[told.Count].Item2;
        var stories = await StoriesAsync([.. told.Select(row => events[row.Item1])], session, cancellation);
        var deciding = DecidingBy(handbook);
        return ([.. told.Select(row => Of(events[row.Item1], row.Item2, stories, deciding))], to);
    }

    /// <summary>By rulebook, the departments that decide by it, or ever have.</summary>
    internal static ILookup<string, string> DecidingBy(Handbook handbook) =>
        handbook.Services.Values.SelectMany(service => service.History)
            .Select(dated => (dated.Terms.Rulebook, dated.Terms.Department)).Distinct()
            .OrderBy(one => one.Department, StringComparer.Ordinal)
            .ToLookup(one => one.Rulebook, one => one.Department);

    private static PublishedNews Of(
        IEvent e, long leaf, ILookup<Guid, IEvent> stories, ILookup<string, string> deciding)
    {
        var kind = Kinds[e.EventType];
        var story = new NewsStory(e, [.. stories[e.StreamId].Where(other => other.Version <= e.Version)], deciding);
        return new(kind, e.Id, leaf, ((IHappened)e.Data).At, kind.Say(story));
    }

    /// <summary>What had happened before to what the news is about; a request is not asked for.</summary>
    private static async Task<ILookup<Guid, IEvent>> StoriesAsync(
        IReadOnlyList<IEvent> events, IQuerySession session, CancellationToken cancellation)
    {
        Guid[] streams =
            [.. events.Where(e => e.Data is not Casework.IOnRequest).Select(e => e.StreamId).Distinct()];
        var found = streams.Length == 0 ? []
            : await session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(streams))
                .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return found.ToLookup(e => e.StreamId);
    }

    /// <summary>How far the views have read that show this news.</summary>
    private static async Task<Dictionary<string, long>> SeenAsync(
        IEnumerable<NewsKind> kinds, IQuerySession session, CancellationToken cancellation)
    {
        if (kinds.All(kind => kind.ShownBy is null)) return [];
        var progress = await session.DocumentStore.Advanced.AllProjectionProgress(token: cancellation);
        return progress.ToDictionary(one => one.ShardName.Split(':')[0], one => one.Sequence);
    }
}
