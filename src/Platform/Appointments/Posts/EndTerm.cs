using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="LastDay">On which the post is held.</param>
/// <param name="Ground">resigned, retired, moved-on, dismissed, post-abolished, or died.</param>
public record EndTerm(Guid PostId, DateOnly LastDay, string Ground);

public static class EndTermHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["resigned", "retired", "moved-on", "dismissed", "post-abolished", "died"];

    /// <summary>Ends a term before it is over, on a ground.</summary>
    [WolverinePost("/api/posts/{postId}/end"), EmptyResponse]
    public static TermEnded Handle(EndTerm command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        var holding = post.Held();
        if (!Grounds.Contains(command.Ground)) throw new Refused("term.ground-not-listed") { Status = 422 };
        if (command.LastDay < holding.From || command.LastDay > holding.Until || command.LastDay > now.Day())
            throw new Refused("term.last-day-wrong", holding.From) { Status = 422 };
        return new(now, actor.Code, holding.Officer, command.LastDay, command.Ground);
    }
}
