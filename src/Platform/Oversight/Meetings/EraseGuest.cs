using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">asked, retention-over, or entered-by-mistake.</param>
public record EraseGuest(Guid MeetingId, Guid Guest, string Ground);

public static class EraseGuestHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["asked", "retention-over", "entered-by-mistake"];

    /// <summary>Destroys a guest's key: his name is gone, and the minutes stay.</summary>
    [WolverinePost("/api/meetings/{meetingId}/guests/erase"), EmptyResponse]
    public static GuestErased Handle(
        EraseGuest command, [WriteModel] Meeting meeting, IDocumentSession session, Vault vault, Actor actor,
        DateTimeOffset now)
    {
        var erased = Decide(command, meeting, actor, now);
        vault.Destroy(erased.Guest, now, session);
        return erased;
    }

    public static GuestErased Decide(EraseGuest command, Meeting meeting, Actor actor, DateTimeOffset now)
    {
        if (!meeting.Guests.Contains(command.Guest)) throw new Refused("guest.unknown") { Status = 422 };
        if (meeting.ErasedGuests.Contains(command.Guest)) throw new Refused("guest.erased-already");
        if (!Grounds.Contains(command.Ground)) throw new Refused("guest.ground-not-listed") { Status = 422 };
        return new(now, command.Guest, command.Ground, actor.Code);
    }
}
