using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Officer">By public code.</param>
public record NamePanelist(Guid PostId, string Officer);

public static class NamePanelistHandler
{
    /// <summary>Names one more member of the panel, where others have stepped aside.</summary>
    [WolverinePost("/api/posts/{postId}/panel"), EmptyResponse]
    public static PanelistNamed Handle(
        NamePanelist command, [WriteModel] Post post, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var vacancy = post.Open();
        Demand(command.Officer, handbook, actor);
        if (vacancy.Panel.Any(seat => seat.Officer == command.Officer))
            throw new Refused("panel.on-it-already", command.Officer);
        return new(now, actor.Code, vacancy.Number, command.Officer);
    }

    /// <summary>Who may sit on a panel: a serving member of the staff, and never who names it.</summary>
    internal static void Demand(string officer, Handbook handbook, Actor actor)
    {
        if (handbook.Officers.GetValueOrDefault(officer) is not { IsServing: true })
            throw new Refused("panel.member-unknown", officer) { Status = 422 };
        if (officer == actor.Code) throw new Refused("panel.names-himself", officer) { Status = 403 };
    }
}
