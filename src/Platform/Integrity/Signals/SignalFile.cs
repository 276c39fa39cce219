using EGov.Privacy;
using EGov.Transparency;
using JasperFx.Events;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>One signal with all that it rests on and all that was said to it.</summary>
/// <param name="Rule">What the indicator looks for.</param>
/// <param name="Evidence">The events it rests on, in the order of writing.</param>
/// <param name="IsOverFiring">The indicator warns of itself: it fires on more cases or officers than it should.</param>
public sealed record SignalFile(
    SignalLine Line, Text Rule, string Formula, IReadOnlyList<Threshold> Thresholds,
    IReadOnlyList<EvidenceLine> Evidence, IReadOnlyList<AnswerLine> Answers,
    IReadOnlyList<DispositionLine> Dispositions, bool IsOverFiring);

/// <param name="Actor">Role and public code, as recorded.</param>
/// <param name="RequestId">The file that it happened to.</param>
public sealed record EvidenceLine(
    Guid EventId, string Type, DateTimeOffset At, DateTimeOffset Written, string Actor, Guid? RequestId,
    string? TrackingNumber);

/// <param name="Words">None where the key of the office no longer exists.</param>
public sealed record AnswerLine(DateOnly Day, string? Words);

public sealed record DispositionLine(
    DateTimeOffset At, string Officer, string Disposition, string Ground, string? Words);

public static class SignalFileEndpoint
{
    /// <summary>A signal with its evidence, its thresholds and what was said to it. The reading is recorded.</summary>
    [WolverineGet("/api/audit/signals/{signalId}")]
    public static async Task<ListAnswer<SignalFile>> Get(
        Guid signalId, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        ListAnswer.Json(await FindAsync(signalId, store, vault, actor, now, cancellation)
            ?? throw new Refused("signals.unknown") { Status = 404 });

    /// <summary>Null where there is none under this id.</summary>
    public static async Task<SignalFile?> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Signal>(id, cancellation) is not { } signal) return null;
        await Listing.RecordAsync(store, vault.Master, actor, $"signal {id}", true, now, cancellation);
        var review = await session.LoadAsync<SignalReview>(id, cancellation);
        var indicator = Indicator.Find(signal.Indicator)!;
        var tally = await session.Query<IndicatorDay>().Where(day => day.Indicator == signal.Indicator)
            .OrderByDescending(day => day.Sequence).FirstOrDefaultAsync(cancellation);
        return new(SignalLine.Of(signal, review), indicator.Rule, indicator.Formula, signal.Thresholds,
            await EvidenceAsync(signal, session, cancellation), await AnswersAsync(review, vault, cancellation),
            await DispositionsAsync(review, vault, cancellation), tally is { IsOverFiring: true });
    }

    internal static async Task<IReadOnlyList<EvidenceLine>> EvidenceAsync(
        Signal signal, IQuerySession session, CancellationToken cancellation)
    {
        Guid[] ids = [.. signal.Evidence];
        var events = await session.Events.QueryAllRawEvents().Where(e => e.Id.IsOneOf(ids))
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return [.. events.Select(Line)];
    }

    internal static async Task<IReadOnlyList<AnswerLine>> AnswersAsync(
        SignalReview? review, Vault vault, CancellationToken cancellation)
    {
        var lines = new List<AnswerLine>();
        foreach (var answer in review?.Answers ?? [])
            lines.Add(new(answer.At.Day(), await vault.WordsAsync(answer.Words, cancellation)));
        return lines;
    }

    private static async Task<IReadOnlyList<DispositionLine>> DispositionsAsync(
        SignalReview? review, Vault vault, CancellationToken cancellation)
    {
        var lines = new List<DispositionLine>();
        foreach (var one in review?.Dispositions ?? [])
            lines.Add(new(one.At, one.Officer, one.Disposition, one.Ground,
                await vault.WordsAsync(one.Words, cancellation)));
        return lines;
    }

    private static EvidenceLine Line(IEvent e)
    {
        var request = e.Data switch
        {
            FileOpened opened => opened.Request,
            Casework.IOnRequest or Casework.OfficerRecused => e.StreamId,
            _ => null as Guid?,
        };
        return new(e.Id, e.Data.GetType().Name, ((IHappened)e.Data).At, e.Timestamp, e.UserName ?? "", request,
            request is { } about ? Casework.TrackingNumber.Of(about) : null);
    }
}
