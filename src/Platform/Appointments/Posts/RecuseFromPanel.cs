using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Ground">kinship, interest, friendship-or-enmity, former-employment, or other-tie.</param>
public record RecuseFromPanel(Guid PostId, string Ground);

public static class RecuseFromPanelHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["kinship", "interest", "friendship-or-enmity", "former-employment", "other-tie"];

    /// <summary>You step aside from a panel, for good; what you have assessed counts no more.</summary>
    [WolverinePost("/api/posts/{postId}/recuse"), EmptyResponse]
    public static PanelistRecused Handle(
        RecuseFromPanel command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        var vacancy = post.Open();
        var seat = vacancy.SeatOf(actor.Code);
        if (!Grounds.Contains(command.Ground)) throw new Refused("panel.ground-not-listed") { Status = 422 };
        return new(now, vacancy.Number, seat.Officer, command.Ground);
    }
}
