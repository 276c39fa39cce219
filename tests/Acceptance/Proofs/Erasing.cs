using EGov.Casework;
using EGov.Cli;
using EGov.Privacy;
using Marten;

namespace EGov.Acceptance.Proofs;

/// <summary>The two persons of an erasure, by the very handlers that the host calls.</summary>
internal static class Erasing
{
    private static readonly Actor First = new("custodian", "CUS-01", "governorate");
    private static readonly Actor Second = new("admin", "ADM-01", "governorate");

    /// <summary>Erases whoever made a request; it is withdrawn first where it is open.</summary>
    public static async Task EraseAsync(Store store, Guid request, CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        await using (var session = store.Documents.QuerySession())
            if ((await session.LoadAsync<Request>(request, cancellation))!.IsOpen)
                await ActAsync(store, new("citizen", Holds: request), async own =>
                {
                    var stream = await own.Events.FetchForWriting<Request>(request, cancellation);
                    stream.AppendMany(WithdrawRequestHandler.Handle(
                        new(request), stream.Aggregate!, new("citizen", Holds: request), now));
                }, cancellation);
        await ActAsync(store, First, async session => await ProposeErasureHandler.Handle(
            new(request, "purpose-ended", "It has ended."), await FileAsync(session), session, First, now,
            cancellation), cancellation);
        await ActAsync(store, Second, async session => await ApproveErasureHandler.Handle(
            new(request), await FileAsync(session), session, store.Vault, Second, now, cancellation), cancellation);
        await store.SealingAsync(() => Task.FromResult(true), cancellation);

        async Task<Request> FileAsync(IDocumentSession session) =>
            (await session.LoadAsync<Request>(request, cancellation))!;
    }

    /// <summary>The applicant takes the request back in the same history.</summary>
    public static void Withdraw(History history, Guid request, Act act)
    {
        var own = act with { Actor = act.Actor with { Holds = request }, Key = act.Key + " withdrawn" };
        history.Do(request, own, file => WithdrawRequestHandler.Handle(new(request), file, own.Actor, own.Now));
    }

    /// <summary>Writes something that must be sealed under the key of whoever made a request.</summary>
    public static Task SealForAsync(Store store, Guid request, CancellationToken cancellation) =>
        ActAsync(store, new("citizen", Holds: request), session =>
        {
            session.Events.Append(request, new ClosureContested(DateTimeOffset.UtcNow,
                new("environmental-opinion", "environment", "sari"), Sealed.Of(request, "?"), null));
            return Task.CompletedTask;
        }, cancellation);

    private static async Task ActAsync(
        Store store, Actor by, Func<IDocumentSession, Task> act, CancellationToken cancellation)
    {
        var frame = new Act
        {
            Actor = by,
            Now = DateTimeOffset.UtcNow,
            Handbook = store.Shelf.Current,
            Key = Guid.NewGuid().ToString(),
        };
        using var begun = Act.Begin(frame);
        await using var session = store.Documents.LightweightSession();
        await act(session);
        await session.SaveChangesAsync(cancellation);
    }
}
