using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Name">Sealed under a key of the guest's own.</param>
public record RecordGuest(Guid MeetingId, string Name);

public static class RecordGuestHandler
{
    private const int Most = 200, LongestName = 200;

    /// <summary>Minutes that somebody is there who is not of the staff.</summary>
    [WolverinePost("/api/meetings/{meetingId}/guests"), EmptyResponse]
    public static GuestRecorded Handle(
        RecordGuest command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        meeting.OnlyForItsWriter(actor);
        if (meeting.Guests.Count >= Most) throw new Refused("guest.too-many", Most);
        var name = command.Name.Trim();
        if (name.Length is 0 or > LongestName) throw new Refused("guest.name-wrong", LongestName) { Status = 422 };
        var guest = Act.CurrentOrNone?.Key is { } key
            ? Identity.Of("guest", actor.Name, key)
            : Guid.CreateVersion7();
        return new(now, guest, Sealed.Of(guest, name), actor.Code);
    }
}
