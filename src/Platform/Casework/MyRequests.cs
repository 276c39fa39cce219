using System.Reflection;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>A request as its applicant sees it: where it stands, until when, who handled it and who read it.</summary>
/// <param name="Position">Its place in the queue, from 1; none when it waits for nobody of ours.</param>
/// <param name="Rights">What the applicant can do now, and until when.</param>
public sealed record MyRequest(
    Guid RequestId, long Version, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer,
    DateTimeOffset SubmittedAt, int? Position, int? QueueLength, Deadline? LegalLimit, Deadline? Promise,
    DateOnly? AnswerBy, Outcome? Outcome, Closure? Closure, IReadOnlyList<Right> Rights,
    IReadOnlyList<OpenedEvent> Events, IReadOnlyList<FileOpening> Openings) : IHttpAware
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(MyRequest)));

    void IHttpAware.Apply(HttpContext context)
    {
        context.Response.Headers.ETag = $"\"{Version}\"";
        context.Response.Headers.CacheControl = "no-store";
    }
}

/// <param name="Name">supply, attach, withdraw, contest, appeal, rate, correct, or nonce.</param>
/// <param name="Until">The last day, where there is one.</param>
public sealed record Right(string Name, bool IsOpen, DateOnly? Until);

/// <summary>One line in the list of a signed-in citizen.</summary>
public sealed record MyRequestLine(
    Guid RequestId, string TrackingNumber, Matter Matter, RequestStatus Status, DateTimeOffset SubmittedAt,
    DateOnly? Promise, DateOnly? LegalLimit, Closure? Closure);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record MyRequestPage(IReadOnlyList<MyRequestLine> Items, int Total, string? Next);

public static class MyRequestsEndpoint
{
    /// <summary>Your own requests, the latest first.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/my/requests")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<MyRequestPage> Get(
        string? after, int? limit, Actor actor, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var subject = actor.Subject ?? Guid.Empty;
        await OnlyWhileKeptAsync(subject, vault, cancellation);
        var mine = await session.Query<Request>().Where(request => request.Applicant == subject)
            .ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(
            mine, request => Paging.Place(0, -request.SubmittedAt.Ticks, request.Id), Paging.IsPlace, after, limit);
        return new([.. items.Select(request => new MyRequestLine(request.Id, request.TrackingNumber, request.Matter,
            request.Status, request.SubmittedAt, request.Promise, request.LegalLimit, request.Closure))], total, next);
    }

    /// <summary>One request, for who holds the secret of its receipt (header Request-Secret) or filed it signed in.</summary>
    [WolverineGet("/api/requests/{trackingNumber}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<MyRequest> GetOne(
        string trackingNumber, [FromHeader(Name = "Request-Secret")] string? secret, IQuerySession session, Vault vault,
        Withheld withheld, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = await FindAsync(trackingNumber, secret, session, vault.Master, actor, cancellation);
        return await ShowAsync(request, session, vault, withheld, handbook, now, cancellation);
    }

    /// <summary>An unknown number and a wrong secret get the same answer, so that numbers cannot be tried out.</summary>
    public static async Task<Request> FindAsync(
        string trackingNumber, string? secret, IQuerySession session, MasterKey master, Actor actor,
        CancellationToken cancellation)
    {
        var number = TrackingNumber.Read(trackingNumber);
        if (number is null) throw new Refused("tracking-number.wrong") { Status = 404 };
        var request = await session.Query<Request>().Where(found => found.TrackingNumber == number)
            .SingleOrDefaultAsync(cancellation);
        var isTheirs = request is not null
            && (master.Opens(request.Id, secret) || (actor.Subject is { } subject && subject == request.Applicant));
        return isTheirs ? request! : throw new Refused("tracking-number.no-such-pair") { Status = 404 };
    }

    public static async Task<MyRequest> ShowAsync(
        Request request, IQuerySession session, Vault vault, Withheld withheld, Handbook handbook,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await OnlyWhileKeptAsync(request.Applicant, vault, cancellation);
        var events = await session.Events.FetchStreamAsync(request.Id, token: cancellation);
        var (limit, promise) = request.Clocks(handbook.Calendar);
        var (position, length) = await Overtaken.PlaceAsync(session, request, cancellation);
        return new(request.Id, events[^1].Version, request.TrackingNumber, request.Matter, request.Status,
            request.Officer, request.SubmittedAt, position, length, limit, promise, request.AnswerBy,
            request.Decision?.Outcome, request.Closure, RightsIn(request, now),
            await vault.OpenAsync(events, cancellation),
            await FileOpening.OfAsync([request.Id], session, withheld, now, cancellation));
    }

    /// <summary>With the key of an applicant ends also what he alone may see; what is public stays public.</summary>
    private static async Task OnlyWhileKeptAsync(Guid subject, Vault vault, CancellationToken cancellation)
    {
        if (await vault.ErasedAtAsync(subject, cancellation) is { } erased)
            throw new Refused("subject.erased", erased.Day()) { Status = 410 };
    }

    private static IReadOnlyList<Right> RightsIn(Request request, DateTimeOffset now) =>
        RightsIn(request, now, now.Day());

    private static IReadOnlyList<Right> RightsIn(Request request, DateTimeOffset now, DateOnly today) =>
    [
        new("supply", request.Status is RequestStatus.Waiting, request.AnswerBy),
        new("attach", request.IsUndecided, null),
        new("withdraw", request.IsUndecided, null),
        new("contest", request.Status is RequestStatus.Closed && !request.IsConfirmed
            && request.Closure is not Closure.Withdrawn && today <= request.ContestBy, request.ContestBy),
        new("appeal", request.Status is RequestStatus.Notified or RequestStatus.Closed && !request.WasAppealed
            && today <= request.AppealBy, request.AppealBy),
        new("rate", request.Status is RequestStatus.Closed && !request.IsRated, null),
        new("correct", true, null),
        new("nonce", request.Draw is { Nonce: null, Requested.NonceBy: { } until } && now <= until,
            request.Draw?.Requested.NonceBy?.Day()),
    ];
}
