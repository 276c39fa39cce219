using EGov.Casework;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The draws for who handles a request, for whoever has its tracking number.</summary>
/// <param name="IsDrawn">Whether the service draws lots for who handles its files.</param>
/// <param name="Draws">The latest first.</param>
/// <param name="PastDraw">How often a manager gave the file to somebody without a draw, and on which grounds.</param>
public sealed record PublicDraws(
    string TrackingNumber, string Service, string Department, bool IsDrawn, IReadOnlyList<PublicDraw> Draws,
    IReadOnlyList<GivenPastDraw> PastDraw);

/// <summary>One draw; with the proofs of its two events anybody draws it again.</summary>
/// <param name="State">running, executed, or aborted.</param>
/// <param name="RequestedEvent">
/// The event that requested it: <c>/ledger/proofs/{id}</c> shows where it stands. None where nobody was left to draw
/// from.
/// </param>
/// <param name="EndedEvent">The event that holds the result, or the end without one.</param>
/// <param name="Policy">The version of the rules by which the pool was made.</param>
/// <param name="Pool">By public code, in the order in which the result is counted.</param>
/// <param name="Contributors">Who was named to contribute, each with the SHA-256 of its public key.</param>
/// <param name="RestsOnThePlatformAlone">
/// Whether nobody but the platform contributed, not even the applicant: whoever holds its key could have foreseen it.
/// </param>
/// <param name="Missing">Those who had not contributed by the deadline.</param>
/// <param name="Result">The place in the pool, from 0.</param>
/// <param name="Reason">Why it ended without a result.</param>
public sealed record PublicDraw(
    Guid Draw, string State, Guid? RequestedEvent, DateTimeOffset RequestedAt, Guid? EndedEvent,
    DateTimeOffset? EndedAt, int? Policy, IReadOnlyList<string> Pool, IReadOnlyList<DrawExclusion> Excluded,
    IReadOnlyList<DrawContributor> Contributors, DateTimeOffset? Deadline, string? NonceDigest, DateTimeOffset? NonceBy,
    bool RestsOnThePlatformAlone, string? Origin, long? Index, string? Leaf,
    IReadOnlyList<DrawContribution> Contributions, IReadOnlyList<string> Missing, string? Nonce, string? Seed,
    int? Result, string? Officer, string? Reason);

/// <param name="Ground">officer-absent, court-order, or nobody-drawn.</param>
public sealed record GivenPastDraw(DateTimeOffset At, string Officer, string Ground);

public static class PublicDrawsEndpoint
{
    /// <summary>How lots were drawn for who handles a request: pool, exclusions, contributions, result.</summary>
    [WolverineGet("/api/public/requests/{trackingNumber}/draws")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public static async Task<Answer<PublicDraws>> Get(
        string trackingNumber, IQuerySession session, Handbook handbook, CancellationToken cancellation) =>
        Answers.Json(await FindAsync(trackingNumber, session, handbook, cancellation));

    public static async Task<PublicDraws> FindAsync(
        string trackingNumber, IQuerySession session, Handbook handbook, CancellationToken cancellation)
    {
        var number = TrackingNumber.Read(trackingNumber)
            ?? throw new Refused("draws.number-malformed") { Status = 400 };
        var request = await session.Query<QueuedRequest>().Where(found => found.TrackingNumber == number)
            .SingleOrDefaultAsync(cancellation)
            ?? throw new Refused("draws.number-unknown") { Status = 404 };
        return Of(await session.Events.FetchStreamAsync(request.Id, token: cancellation), handbook);
    }

    /// <param name="events">All of one request, from its filing.</param>
    public static PublicDraws Of(IReadOnlyList<IEvent> events, Handbook handbook)
    {
        var filed = (RequestSubmitted)events[0].Data;
        var draws = new List<PublicDraw>();
        foreach (var e in events)
        {
            var last = draws.LastOrDefault();
            switch (e.Data)
            {
                case DrawRequested requested:
                    draws.Add(Begun(e, requested));
                    break;
                case DrawExecuted executed:
                    draws[^1] = Executed(last!, e, executed);
                    break;
                case DrawAborted aborted when last?.State == "running":
                    draws[^1] = last with
                    {
                        State = "aborted",
                        EndedEvent = e.Id,
                        EndedAt = aborted.At,
                        Reason = aborted.Reason,
                    };
                    break;
                case DrawAborted aborted:
                    draws.Add(Impossible(e, aborted));
                    break;
            }
        }

        draws.Reverse();
        var matter = events.Select(e => e.Data).OfType<RequestTransferred>().LastOrDefault()?.Matter ?? filed.Matter;
        var isDrawn = filed.Channel != "import" && handbook.Terms(matter.Service, filed.At.Day()).IsDrawn;
        return new(filed.TrackingNumber, matter.Service, matter.Department, isDrawn, draws,
        [
            .. events.Select(e => e.Data).OfType<RequestAssigned>().Where(assigned => assigned.PastDraw is not null)
                .Select(assigned => new GivenPastDraw(assigned.At, assigned.Officer, assigned.PastDraw!)),
        ]);
    }

    private static PublicDraw Begun(IEvent e, DrawRequested requested) => new(requested.Draw, "running", e.Id,
        requested.At, null, null, requested.Policy, requested.Pool, requested.Excluded, requested.Contributors,
        requested.Deadline, requested.NonceDigest, requested.NonceBy,
        requested.Contributors.Count == 1 && requested.NonceDigest is null,
        null, null, null, [], [], null, null, null, null, null);

    private static PublicDraw Executed(PublicDraw running, IEvent e, DrawExecuted executed) => running with
    {
        State = "executed",
        EndedEvent = e.Id,
        EndedAt = executed.At,
        RestsOnThePlatformAlone = executed.Contributions.Count == 1 && executed.Nonce is null,
        Origin = executed.Origin,
        Index = executed.Index,
        Leaf = executed.Leaf,
        Contributions = executed.Contributions,
        Missing = executed.Missing,
        Nonce = executed.Nonce,
        Seed = executed.Seed,
        Result = executed.Result,
        Officer = executed.Officer,
    };

    private static PublicDraw Impossible(IEvent e, DrawAborted aborted) => new(aborted.Draw, "aborted", null,
        aborted.At, e.Id, aborted.At, null, [], aborted.Excluded, [], null, null, null, false,
        null, null, null, [], [], null, null, null, null, aborted.Reason);
}
