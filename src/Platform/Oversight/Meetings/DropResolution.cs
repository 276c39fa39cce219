using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="MeetingId">The meeting that runs.</param>
/// <param name="Ground">superseded, no-longer-needed, out-of-competence, or no-means.</param>
/// <param name="Reasons">Sealed.</param>
public record DropResolution(Guid ResolutionId, Guid MeetingId, string Ground, string Reasons);

public static class DropResolutionHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["superseded", "no-longer-needed", "out-of-competence", "no-means"];

    public static Task<Meeting?> LoadAsync(
        DropResolution command, IQuerySession session, CancellationToken cancellation) =>
        session.LoadAsync<Meeting>(command.MeetingId, cancellation);

    /// <summary>The council that resolved it gives it up, in a later meeting.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/drop"), EmptyResponse]
    public static ResolutionDropped Handle(
        DropResolution command, [WriteModel] Resolution resolution, Meeting? meeting, Actor actor, DateTimeOffset now)
    {
        var held = resolution.OnlyInALaterMeeting(meeting, actor);
        if (!Grounds.Contains(command.Ground)) throw new Refused("resolution.ground-not-listed") { Status = 422 };
        return new(now, held.Id, command.Ground, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("resolution.dropped-without-reasons") { Status = 422 }, actor.Code);
    }
}
