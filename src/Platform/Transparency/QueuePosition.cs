using EGov.Casework;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Where a request stands in its queue, for whoever has its tracking number; nothing of a person is in it.</summary>
/// <param name="Priority">0 ordinary, 1 or 2 before it; each is a queue of its own.</param>
/// <param name="IsWaiting">False while it waits for the applicant or another office, and once it is decided or closed.</param>
/// <param name="Position">From 1: one more than the files that came before it and still wait.</param>
/// <param name="Length">How many files wait in this queue, this one included.</param>
/// <param name="QueuedAt">When it became complete, or before that was filed: this gives it its place.</param>
/// <param name="ExpectedOn">
/// The working day on which its turn comes at the pace of the last four weeks; no promise, and none where fewer than
/// five files of this office and service were decided in them.
/// </param>
/// <param name="TakenFirst">Later files of the queue that an officer took before this one.</param>
public sealed record QueuePosition(
    string TrackingNumber, string Department, string Service, int Priority, bool IsWaiting, int? Position, int? Length,
    DateTimeOffset QueuedAt, DateOnly? ExpectedOn, IReadOnlyList<TakenFirst> TakenFirst);

/// <param name="Ground">The recorded ground; none where none was recorded.</param>
public sealed record TakenFirst(string? Ground, int Files);

/// <summary>A request as its queue sees it.</summary>
public sealed record QueuedRequest
{
    public Guid Id { get; init; }
    public string TrackingNumber { get; init; } = "";
    public Matter Matter { get; init; } = new("", "", null);
    public int Priority { get; init; }
    public bool IsWithUs { get; init; }
    public bool IsComplete { get; init; }
    public IReadOnlyList<int> OpenReferrals { get; init; } = [];
    public DateTimeOffset QueuedAt { get; init; }
    public string? Officer { get; init; }

    /// <summary>The queue it was taken from, when, and with which place there.</summary>
    public string? TakenFrom { get; init; }
    public DateTimeOffset? TakenAt { get; init; }
    public DateTimeOffset? TakenQueuedAt { get; init; }

    /// <summary>The same queue, if earlier files were left waiting there, and why.</summary>
    public string? PassedIn { get; init; }
    public string? PassedGround { get; init; }

    /// <summary>The queue it waits in; none while it waits for nobody of ours.</summary>
    public string? Queue { get; init; }

    internal string Line => $"{Matter.Department}/{Matter.Service}/{Priority}";
}

public sealed partial class QueuedRequestProjection : SingleStreamProjection<QueuedRequest, Guid>
{
    public QueuedRequestProjection()
    {
        Name = "QueuePositions";
        IncludeType<RequestSubmitted>();
        IncludeType<RequestAssigned>();
        IncludeType<OfficerRecused>();
        IncludeType<RequestReady>();
        IncludeType<InformationRequested>();
        IncludeType<InformationSupplied>();
        IncludeType<QuestionLapsed>();
        IncludeType<RequestReferred>();
        IncludeType<ReferralAnswered>();
        IncludeType<RequestTransferred>();
        IncludeType<RequestPrioritised>();
        IncludeType<RequestDecided>();
        IncludeType<RequestClosed>();
        IncludeType<RequestReopened>();
    }

    public override QueuedRequest? Evolve(QueuedRequest? snapshot, Guid id, IEvent e)
    {
        var after = Next(snapshot ?? new() { Id = id }, e.Data);
        return after with { Queue = after.IsWithUs && after.OpenReferrals.Count == 0 ? after.Line : null };
    }

    private static QueuedRequest Next(QueuedRequest request, object fact) => fact switch
    {
        RequestSubmitted submitted => request with
        {
            TrackingNumber = submitted.TrackingNumber,
            Matter = submitted.Matter,
            IsWithUs = true,
            QueuedAt = submitted.At,
        },
        RequestAssigned assigned when request.Officer is null => request with
        {
            Officer = assigned.Officer,
            TakenFrom = request.Line,
            TakenAt = assigned.At,
            TakenQueuedAt = request.QueuedAt,
            PassedIn = assigned.Overtook > 0 ? request.Line : null,
            PassedGround = assigned.Ground,
        },
        RequestAssigned assigned => request with { Officer = assigned.Officer },
        OfficerRecused recused when recused.Officer == request.Officer => Untaken(request),
        RequestReady ready => request with { IsWithUs = true, IsComplete = true, QueuedAt = ready.At },
        InformationRequested _ => request with { IsWithUs = false },
        InformationSupplied _ or QuestionLapsed _ => request with { IsWithUs = true },
        RequestReferred referred => request with { OpenReferrals = [.. request.OpenReferrals, referred.Referral] },
        ReferralAnswered answered => request with
        {
            OpenReferrals = [.. request.OpenReferrals.Where(open => open != answered.Referral)],
        },
        RequestTransferred transferred => Untaken(request) with { Matter = transferred.Matter },
        RequestPrioritised prioritised => request with { Priority = prioritised.Priority },
        RequestDecided _ => request with { IsWithUs = false },
        RequestClosed _ => request with { IsWithUs = false, OpenReferrals = [] },
        RequestReopened reopened => request with
        {
            IsWithUs = true,
            QueuedAt = request.IsComplete ? reopened.At : request.QueuedAt,
        },
        _ => request,
    };

    private static QueuedRequest Untaken(QueuedRequest request) => request with
    {
        Officer = null,
        TakenFrom = null,
        TakenAt = null,
        TakenQueuedAt = null,
        PassedIn = null,
        PassedGround = null,
    };
}

public static class QueuePositionEndpoint
{
    /// <summary>Position and length of the queue, and how many later files were taken first, each with its ground.</summary>
    [WolverineGet("/api/public/requests/{trackingNumber}/position")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public static async Task<Answer<QueuePosition>> Get(
        string trackingNumber, IQuerySession session, CubeShelf cubes, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation) =>
        Answers.Json(await FindAsync(trackingNumber, session, cubes, handbook, now, cancellation));

    private static async Task<QueuePosition> FindAsync(
        string trackingNumber, IQuerySession session, CubeShelf cubes, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var number = TrackingNumber.Read(trackingNumber)
            ?? throw new Refused("position.number-malformed") { Status = 400 };
        var request = await session.Query<QueuedRequest>().Where(found => found.TrackingNumber == number)
            .SingleOrDefaultAsync(cancellation)
            ?? throw new Refused("position.number-unknown") { Status = 404 };

        int? position = null, length = null;
        DateOnly? expected = null;
        if (request.Queue is { } queue)
        {
            var waiting = session.Query<QueuedRequest>().Where(other => other.Queue == queue);
            length = await waiting.CountAsync(cancellation);
            position = 1 + await waiting.CountAsync(other => other.QueuedAt < request.QueuedAt, cancellation);
            expected = await QueuePace.ExpectAsync(position.Value, request.Matter.Department, request.Matter.Service,
                cubes, handbook.Calendar, now.Day(), cancellation);
        }

        return new(request.TrackingNumber, request.Matter.Department, request.Matter.Service, request.Priority,
            request.Queue is not null, position, length, request.QueuedAt, expected,
            await TakenFirstAsync(request, session, cancellation));
    }

    private static async Task<IReadOnlyList<TakenFirst>> TakenFirstAsync(
        QueuedRequest request, IQuerySession session, CancellationToken cancellation)
    {
        var (line, since) = (request.TakenFrom ?? request.Line, request.TakenQueuedAt ?? request.QueuedAt);
        var passed = session.Query<QueuedRequest>().Where(other => other.PassedIn == line && other.TakenQueuedAt > since);
        if (request.TakenAt is { } taken) passed = passed.Where(other => other.TakenAt < taken);
        var others = await passed.ToListAsync(cancellation);
        return
        [
            .. others.GroupBy(other => other.PassedGround)
                .Select(files => new TakenFirst(files.Key, files.Count()))
                .OrderByDescending(files => files.Files).ThenBy(files => files.Ground, StringComparer.Ordinal),
        ];
    }
}
