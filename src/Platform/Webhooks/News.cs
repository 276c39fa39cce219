using System.Text.Json;
using EGov.Integrity;
using EGov.Transparency;
using Marten;

namespace EGov.Webhooks;

/// <summary>A piece of news as it is sent: a CloudEvent 1.0.</summary>
/// <param name="Departments">Whom it concerns; null: every department; empty: none in particular.</param>
/// <param name="Body">The CloudEvent in structured JSON; its source is the origin that receivers have allowed.</param>
internal sealed record News(string Id, string Type, IReadOnlyList<string>? Departments, string Body)
{
    public const string SignalFound = "egov.signal.found";

    /// <summary>What everybody may be told of, as everybody may read it.</summary>
    public static readonly IReadOnlyList<string> Public = [.. NewsKinds.All.Select(kind => kind.Type)];

    /// <summary>Of what the office of integrity can be told.</summary>
    public static readonly IReadOnlyList<string> OfIntegrity = [SignalFound, .. Public];

    public bool IsFor(Webhook webhook) => webhook.Types.Contains(Type)
        && (webhook.Department is null || Departments is null || Departments.Contains(webhook.Department));
}

/// <summary>Where news come from, in an order of its own, and how far each webhook has been told of them.</summary>
internal interface INewsSource
{
    bool Tells(string type);

    /// <summary>The place of who is told from now on.</summary>
    Task<long> LatestAsync(IQuerySession session, CancellationToken cancellation);

    /// <summary>The news after a place, in their order, and the place after them.</summary>
    Task<(IReadOnlyList<News> News, long Place)> AfterAsync(
        long place, int most, IQuerySession session, CancellationToken cancellation);

    long? PlaceOf(Told told);

    void Move(Told told, long place);
}

/// <summary>Signals, for the office of integrity.</summary>
internal sealed class SignalNews(OutgoingTerms terms) : INewsSource
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool Tells(string type) => type == News.SignalFound;

    public async Task<long> LatestAsync(IQuerySession session, CancellationToken cancellation) =>
        await session.Query<Signal>().AnyAsync(cancellation)
            ? await session.Query<Signal>().MaxAsync(signal => signal.Number, cancellation)
            : 0;

    public async Task<(IReadOnlyList<News> News, long Place)> AfterAsync(
        long place, int most, IQuerySession session, CancellationToken cancellation)
    {
        var signals = await session.Query<Signal>().Where(signal => signal.Number > place)
            .OrderBy(signal => signal.Number).Take(most).ToListAsync(cancellation);
        return ([.. signals.Select(Of)], signals.Count == 0 ? place : signals[^1].Number);
    }

    public long? PlaceOf(Told told) => told.Number;

    public void Move(Told told, long place) => told.Number = place;

    /// <summary>Says that there is a signal, and names nobody: who reads it in the platform is on record.</summary>
    private News Of(Signal signal) => new(
        signal.Id.ToString(), News.SignalFound, signal.Department is { } department ? [department] : [],
        JsonSerializer.Serialize(
            new
            {
                specversion = "1.0",
                id = signal.Id.ToString(),
                source = $"https://{terms.Origin}/api/audit/signals",
                type = News.SignalFound,
                time = signal.Found.Start().ToUniversalTime(),
                datacontenttype = "application/json",
                data = new
                {
                    signalId = signal.Id,
                    signal.Indicator,
                    signal.Version,
                    signal.Department,
                    signal.Service,
                    found = signal.Found,
                    note = "A reason to open a file, and no verdict.",
                },
            }, Json));
}

/// <summary>What everybody may read, once it is published.</summary>
internal sealed class PublishedNewsSource(PublicNews news, HandbookShelf shelf, OutgoingTerms terms) : INewsSource
{
    public bool Tells(string type) => News.Public.Contains(type);

    public Task<long> LatestAsync(IQuerySession session, CancellationToken cancellation) =>
        Task.FromResult(news.Latest);

    public async Task<(IReadOnlyList<News> News, long Place)> AfterAsync(
        long place, int most, IQuerySession session, CancellationToken cancellation)
    {
        var (found, to) = await news.AfterAsync(place, most, shelf.Current, session, cancellation);
        return ([.. found.Select(Of)], to);
    }

    public long? PlaceOf(Told told) => told.Leaf;

    public void Move(Told told, long place) => told.Leaf = place;

    private News Of(PublishedNews one) => new(
        one.Id.ToString(), one.Kind.Type, one.Said.Departments, one.ToJson($"https://{terms.Origin}"));
}
