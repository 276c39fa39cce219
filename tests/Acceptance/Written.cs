using Marten;

namespace EGov.Acceptance;

/// <summary>Puts facts on record as if they had been written at another time.</summary>
internal static class Written
{
    public static async Task WriteAsync<T>(
        this IDocumentStore store, Guid stream, DateTimeOffset written, params object[] facts) where T : class
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = store.LightweightSession();
        var events = facts.Select(fact =>
        {
            var e = session.Events.BuildEvent(fact);
            e.Timestamp = written;
            return e;
        }).ToArray();
        if (await session.Events.FetchStreamStateAsync(stream, cancellation) is null)
            session.Events.StartStream<T>(stream, events);
        else session.Events.Append(stream, events);
        await session.SaveChangesAsync(cancellation);
    }
}
