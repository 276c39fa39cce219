using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>A signal as the officer sees it whom it concerns.</summary>
/// <param name="Answers">What you said to it and is on record.</param>
/// <param name="Waiting">What you said today: it is recorded at the end of the day.</param>
public sealed record MySignal(
    SignalLine Line, Text Rule, string Formula, IReadOnlyList<Threshold> Thresholds,
    IReadOnlyList<EvidenceLine> Evidence, IReadOnlyList<AnswerLine> Answers, int Waiting);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record MySignalPage(IReadOnlyList<SignalLine> Items, int Total, string? Next);

public static class MySignalsEndpoint
{
    /// <summary>Reasons to look into files of yours, the latest first. Each can be answered.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/officers/mine/signals")]
    public static async Task<MySignalPage> Get(
        string? after, int? limit, IQuerySession session, Handbook handbook, Actor actor,
        CancellationToken cancellation)
    {
        // Somebody without a code is concerned by nothing.
        var page = await new SignalQuery(Officer: actor.Code.Length > 0 ? actor.Code : "-")
            .PageAsync(session, handbook, after, limit, cancellation);
        return new(page.Items, page.Total, page.Next);
    }

    /// <summary>One of them, with what it rests on and what you said to it.</summary>
    [WolverineGet("/api/officers/mine/signals/{signalId}")]
    public static async Task<MySignal> GetOne(
        Guid signalId, IQuerySession session, Vault vault, Actor actor, CancellationToken cancellation) =>
        await FindAsync(signalId, session, vault, actor, cancellation)
            ?? throw new Refused("signals.not-yours") { Status = 404 };

    /// <summary>Null where there is none under this id that concerns him.</summary>
    public static async Task<MySignal?> FindAsync(
        Guid id, IQuerySession session, Vault vault, Actor actor, CancellationToken cancellation)
    {
        var signal = await session.LoadAsync<Signal>(id, cancellation);
        if (signal?.Officer is not { } officer || officer != actor.Code) return null;
        var review = await session.LoadAsync<SignalReview>(id, cancellation);
        var indicator = Indicator.Find(signal.Indicator)!;
        return new(SignalLine.Of(signal, review), indicator.Rule, indicator.Formula, signal.Thresholds,
            await SignalFileEndpoint.EvidenceAsync(signal, session, cancellation),
            await SignalFileEndpoint.AnswersAsync(review, vault, cancellation),
            await session.Query<Letter>().CountAsync(letter => letter.Stream == id, cancellation));
    }
}
