using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Until">The last day of the longer term.</param>
/// <param name="Reasons">Sealed under the key of who holds the post.</param>
public record RenewTerm(Guid PostId, DateOnly Until, string Reasons);

public static class RenewTermHandler
{
    /// <summary>Lets a term run longer, while it runs.</summary>
    [WolverinePost("/api/posts/{postId}/renew"), EmptyResponse]
    public static TermRenewed Handle(RenewTerm command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        var holding = post.Held();
        if (!post.IsHeldOn(now.Day())) throw new Refused("term.over", holding.Until);
        if (holding.Officer == actor.Code) throw new Refused("term.renews-his-own") { Status = 403 };
        if (post.Vacancy is not null) throw new Refused("term.successor-looked-for");
        if (command.Until <= holding.Until
            || command.Until > holding.Until.AddYears(AppointHolderHandler.LongestTermYears))
            throw new Refused("term.not-longer", holding.Until) { Status = 422 };
        if (command.Reasons.Trim().Length is 0 or > AppointHolderHandler.Longest)
            throw new Refused("term.reasons-missing", AppointHolderHandler.Longest) { Status = 422 };
        return new(now, actor.Code, holding.Officer, command.Until,
            Sealed.Of(holding.Candidate, command.Reasons.Trim()));
    }
}
