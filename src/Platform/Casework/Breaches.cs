using Marten;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>A file of the department whose legal limit passed undecided, and what became of it.</summary>
/// <param name="LegalLimit">The limit that passed; none when the file was opened again since and runs anew.</param>
/// <param name="DaysLate">Working days after the limit, up to the decision or today.</param>
/// <param name="EscalatedTo">Who was told, by public code.</param>
/// <param name="OwesRemedy">Whether the applicant still waits for an apology or more.</param>
/// <param name="Remedy">apology, correction, or compensation-referral, once given.</param>
public sealed record Breach(
    Guid RequestId, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer, DateOnly? LegalLimit,
    int? DaysLate, string? EscalatedTo, bool OwesRemedy, string? Remedy);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record BreachPage(IReadOnlyList<Breach> Items, int Total, string? Next);

public static class BreachesEndpoint
{
    /// <summary>The department's breaches: those that owe a remedy first, then the latest limit first.</summary>
    /// <param name="band">owed: only those that owe a remedy; empty: all.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/departments/mine/breaches")]
    public static async Task<BreachPage> Get(
        string? band, string? after, int? limit, IQuerySession session, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var breached = Of(session, actor.Department ?? "");
        if (band is not (null or "" or "owed")) throw new Refused("breaches.band-unknown", band) { Status = 400 };
        if (band == "owed") breached = breached.Where(file => file.OwesRemedy);
        var places = await breached
            .Select(file => new { file.Id, file.OwesRemedy, file.BreachedLimit }).ToListAsync(cancellation);
        // What is owed first, then the latest limit; one that runs anew before the others.
        var (page, total, next) = Paging.Cut(places, file => Paging.Place(file.OwesRemedy ? 0 : 1,
            -(file.BreachedLimit ?? DateOnly.MaxValue).DayNumber, file.Id), Paging.IsPlace, after, limit);
        var files = (await session.LoadManyAsync<Request>(cancellation, page.Select(file => file.Id)))
            .ToDictionary(file => file.Id);
        var items = new List<Breach>();
        foreach (var file in page.Select(place => files[place.Id]))
        {
            var events = await session.Events.FetchStreamAsync(file.Id, token: cancellation);
            items.Add(Show(file, [.. events.Select(e => e.Data)], handbook, now.Day()));
        }

        return new(items, total, next);
    }

    public static Breach Show(Request file, IReadOnlyList<object> happened, Handbook handbook, DateOnly today)
    {
        var limit = file.BreachedLimit is null ? null : file.Clocks(handbook.Calendar).LegalLimit;
        var breached = happened.OfType<LimitBreached>().LastOrDefault();
        return new(file.Id, file.TrackingNumber, file.Matter, file.Status, file.Officer, file.BreachedLimit,
            limit is null ? null : Math.Max(0, -limit.DaysLeft(file.Decision?.At.Day() ?? today)),
            breached?.EscalatedTo, file.OwesRemedy,
            file.OwesRemedy ? null : happened.OfType<RemedyGiven>().LastOrDefault()?.Kind);
    }

    /// <summary>Open or closed: an apology is owed until it is given.</summary>
    internal static IQueryable<Request> Of(IQuerySession session, string department) =>
        session.Query<Request>().Where(file => file.Matter.Department == department
            && (file.BreachedLimit != null || file.OwesRemedy));
}
