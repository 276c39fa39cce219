using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One meeting: its agenda, and minutes with all that was said, from its events.</summary>
/// <param name="CarriedOver">First on the agenda: what is open from earlier meetings, or was when it began.</param>
/// <param name="DealtWith">Which of these were, here or elsewhere, since it began.</param>
/// <param name="Agenda">What comes after these.</param>
/// <param name="Unanswered">Viewpoints of earlier meetings of the council that have no answer.</param>
/// <param name="Resolutions">What was resolved here.</param>
/// <param name="Viewpoints">Without their words, which are in the events.</param>
/// <param name="Acts">What you may do with it now.</param>
public sealed record MeetingFile(
    MeetingLine Line, long Version, IReadOnlyList<ResolutionLine> CarriedOver, IReadOnlyList<Guid> DealtWith,
    IReadOnlyList<Text> Agenda, IReadOnlyList<UnansweredViewpoint> Unanswered, IReadOnlyList<string> Invited,
    IReadOnlyList<string> Present, IReadOnlyList<ResolutionLine> Resolutions, IReadOnlyList<Viewpoint> Viewpoints,
    IReadOnlyList<OpenedEvent> Events, IReadOnlyList<string> Acts) : Versioned<MeetingFile>;

public sealed record UnansweredViewpoint(Guid MeetingId, string Number, int Viewpoint);

public static class MeetingFileEndpoint
{
    /// <summary>A meeting with its agenda and minutes. The reading is recorded.</summary>
    [WolverineGet("/api/meetings/{meetingId}")]
    public static async Task<MeetingFile> Get(
        Guid meetingId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(meetingId, store, vault, handbook, actor, now, cancellation);

    public static async Task<MeetingFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not MeetingCalled)
            throw new Refused("meeting.unknown") { Status = 404 };
        var meeting = events.Aggregate(new Meeting(), (state, e) => state.Evolve(e));
        if (!meeting.IsReadableBy(actor)) throw new Refused("meeting.not-for-you") { Status = 403 };
        await Listing.RecordAsync(store, vault.Master, actor, $"meeting {id}", true, now, cancellation);
        var matters = await CouncilMatters.OfAsync(meeting.Council, session, cancellation);
        var carried = meeting.Status is MeetingStatus.Called
            ? matters.Open
            : CouncilMatters.Ordered(await session.LoadManyAsync<Resolution>(cancellation, [.. meeting.CarriedOver]));
        var own = CouncilMatters.Ordered(
            await session.LoadManyAsync<Resolution>(cancellation, [.. meeting.Resolutions]));
        var others = await session.Query<Meeting>().Where(one => one.Council == meeting.Council && one.Id != id)
            .ToListAsync(cancellation);
        return new(MeetingLine.Of(meeting), events[^1].Version, Lines(carried, now),
            [.. carried.Where(one => !one.IsOpen || one.ContinuedIn == id).Select(one => one.Id)], meeting.Agenda,
            [
                .. from held in others
                   where held.Day <= meeting.Day
                   orderby held.Day
                   from viewpoint in held.Viewpoints
                   where viewpoint.Outcome is null
                   select new UnansweredViewpoint(held.Id, held.Number, viewpoint.Number),
            ],
            meeting.Invited, meeting.Present, Lines(own, now), meeting.Viewpoints,
            await vault.OpenAsync(events, cancellation), MeetingActs.Of(meeting, matters, handbook, actor, now));
    }

    private static IReadOnlyList<ResolutionLine> Lines(IEnumerable<Resolution> resolutions, DateTimeOffset now) =>
        [.. resolutions.Select(one => ResolutionLine.Of(one, now.Day()))];
}
