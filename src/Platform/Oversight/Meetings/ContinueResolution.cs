using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="MeetingId">The meeting that runs.</param>
/// <param name="Reasons">Why it is not done yet, and how it goes on; sealed.</param>
/// <param name="Due">A new day, if it is given one.</param>
public record ContinueResolution(Guid ResolutionId, Guid MeetingId, string Reasons, DateOnly? Due = null);

public static class ContinueResolutionHandler
{
    public static Task<Meeting?> LoadAsync(
        ContinueResolution command, IQuerySession session, CancellationToken cancellation) =>
        session.LoadAsync<Meeting>(command.MeetingId, cancellation);

    /// <summary>A later meeting has looked at it: it goes on, for a reason.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/continue"), EmptyResponse]
    public static ResolutionContinued Handle(
        ContinueResolution command, [WriteModel] Resolution resolution, Meeting? meeting, Actor actor,
        DateTimeOffset now)
    {
        var held = resolution.OnlyInALaterMeeting(meeting, actor);
        if (resolution.ContinuedIn == held.Id) throw new Refused("resolution.continued-already");
        if (command.Due is { } due) AdoptResolutionHandler.MustBeADay(due, now);
        return new(now, held.Id, command.Due, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("resolution.continued-without-reasons") { Status = 422 }, actor.Code);
    }
}
