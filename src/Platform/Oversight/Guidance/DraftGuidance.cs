using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>Writes down how something is to be understood.</summary>
/// <param name="Text">All of it is public from now on; of each text one of the two languages may be empty.</param>
/// <param name="CommentDays">Working days in which departments may say what they think; 0 to 60.</param>
/// <param name="Haste">Needed below five days: why there is no more time. Public.</param>
public record DraftGuidance(GuidanceText Text, int CommentDays, Text? Haste = null);

public static class DraftGuidanceHandler
{
    /// <summary>Begins a guidance note: everybody reads its draft, and departments may comment on it.</summary>
    [WolverinePost("/api/guidance")]
    public static (Registered, IStartStream) Handle(
        DraftGuidance command, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("guidance", actor);
        var drafted = Decide(command, id, handbook, actor, now);
        return (new(id, drafted.Number), MartenOps.StartStream<GuidanceNote>(id, drafted));
    }

    public static GuidanceDrafted Decide(
        DraftGuidance command, Guid id, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var text = GuidanceWords.Demand(command.Text, handbook);
        var (until, haste) = TimeFor(command.CommentDays, command.Haste, handbook, now);
        return new(now, ReferenceNumber.Of(ReferenceNumber.Guidance, id), 1, text, actor.Code, command.CommentDays,
            handbook.Calendar.Version, until, haste);
    }

    /// <summary>The last day for comments; less time than there ought to be is given for a reason alone.</summary>
    internal static (DateOnly Until, Text? Haste) TimeFor(
        int days, Text? haste, Handbook handbook, DateTimeOffset now)
    {
        if (days is < 0 or > GuidanceWords.MostDays)
            throw new Refused("guidance.days-wrong", GuidanceWords.MostDays) { Status = 422 };
        var reason = OfficialWords.LineOrNone(haste);
        return days < GuidanceWords.EnoughDays && reason is null
            ? throw new Refused("guidance.haste-without-reason", GuidanceWords.EnoughDays) { Status = 422 }
            : (handbook.Calendar.AddWorkingDays(now.Day(), days), reason);
    }
}
