using System.Text.Json;
using EGov.Integrity;
using Marten;

namespace EGov.Webhooks;

/// <summary>A piece of news, as a CloudEvent 1.0.</summary>
/// <param name="Number">Its place among all news; where a webhook has come to.</param>
internal sealed record News(long Number, string Id, string Type, string? Department, DateTimeOffset Time, object Data)
{
    public const string SignalFound = "egov.signal.found";

    /// <summary>Of what somebody can be told.</summary>
    public static readonly IReadOnlyList<string> Types = [SignalFound];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>CloudEvents 1.0 in structured JSON; its source is the origin that receivers have allowed.</summary>
    public string ToJson(string origin) => JsonSerializer.Serialize(
        new
        {
            specversion = "1.0",
            id = Id,
            source = $"https://{origin}/api/audit/signals",
            type = Type,
            time = Time.ToUniversalTime(),
            datacontenttype = "application/json",
            data = Data,
        }, Json);

    /// <summary>The news after a place, in their order.</summary>
    public static async Task<IReadOnlyList<News>> AfterAsync(
        IQuerySession session, long number, int most, CancellationToken cancellation)
    {
        var signals = await session.Query<Signal>().Where(signal => signal.Number > number)
            .OrderBy(signal => signal.Number).Take(most).ToListAsync(cancellation);
        return [.. signals.Select(Of)];
    }

    /// <summary>The place of the latest news; 0 before the first.</summary>
    public static async Task<long> LatestAsync(IQuerySession session, CancellationToken cancellation) =>
        await session.Query<Signal>().AnyAsync(cancellation)
            ? await session.Query<Signal>().MaxAsync(signal => signal.Number, cancellation)
            : 0;

    /// <summary>Says that there is a signal, and names nobody: who reads it in the platform is on record.</summary>
    private static News Of(Signal signal) => new(
        signal.Number, signal.Id.ToString(), SignalFound, signal.Department, signal.Found.Start(),
        new
        {
            signalId = signal.Id,
            signal.Indicator,
            signal.Version,
            signal.Department,
            signal.Service,
            found = signal.Found,
            note = "A reason to open a file, and no verdict.",
        });
}
