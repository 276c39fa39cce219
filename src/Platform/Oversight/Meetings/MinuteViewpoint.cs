using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What was said; sealed.</param>
/// <param name="Speaker">By public code; leave it out, and the guest too, where the speaker is not to be named.</param>
/// <param name="Guest">Who spoke, of those that are not of the staff.</param>
/// <param name="Against">The resolution from which it dissents.</param>
/// <param name="Line">What the public reads of it, if anything.</param>
public record MinuteViewpoint(
    Guid MeetingId, string Words, string? Speaker = null, Guid? Guest = null, Guid? Against = null, Text? Line = null);

public static class MinuteViewpointHandler
{
    /// <summary>Minutes what somebody said, by name or not. Of who is not named nothing at all is kept.</summary>
    [WolverinePost("/api/meetings/{meetingId}/viewpoints"), EmptyResponse]
    public static ViewpointMinuted Handle(
        MinuteViewpoint command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        meeting.OnlyForItsWriter(actor);
        var speaker = string.IsNullOrWhiteSpace(command.Speaker) ? null : command.Speaker.Trim();
        if (speaker is not null && !meeting.Present.Contains(speaker))
            throw new Refused("viewpoint.speaker-not-there", speaker) { Status = 422 };
        if (command.Guest is { } guest && (speaker is not null || !meeting.Guests.Contains(guest)))
            throw new Refused("viewpoint.guest-not-there") { Status = 422 };
        if (speaker is null && command.Guest is null
            && meeting.Present.Count + meeting.Guests.Count < Meeting.FewestForAnonymity)
            throw new Refused("viewpoint.too-few-to-be-unnamed", Meeting.FewestForAnonymity);
        if (command.Against is { } against
            && !meeting.Resolutions.Contains(against) && !meeting.CarriedOver.Contains(against))
            throw new Refused("viewpoint.resolution-not-here") { Status = 422 };
        var words = OfficialWords.Seal(command.Words) ?? throw new Refused("viewpoint.words-empty") { Status = 422 };
        return new(now, meeting.Viewpoints.Count + 1, speaker, command.Guest, command.Against,
            OfficialWords.LineOrNone(command.Line), words);
    }
}
