using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>The governorate makes a promise its programme.</summary>
/// <param name="Promise">In the words in which it was given, for everybody; one of the languages may be empty.</param>
/// <param name="Source">Where it was given, such as a speech.</param>
/// <param name="PromisedOn">The day on which it was given; not after today.</param>
/// <param name="Owner">Who of the governorate answers for it; you if nothing is said.</param>
public record OpenProgramme(Text Promise, Text Source, DateOnly PromisedOn, string? Owner = null);

public static class OpenProgrammeHandler
{
    /// <summary>Makes a promise a programme: what was said, where and when, and who answers for it.</summary>
    [WolverinePost("/api/programmes")]
    public static (Registered, IStartStream) Handle(
        OpenProgramme command, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("programme", actor);
        var opened = Decide(command, id, handbook, actor, now);
        return (new(id, opened.Number), MartenOps.StartStream<Programme>(id, opened));
    }

    public static ProgrammeOpened Decide(
        OpenProgramme command, Guid id, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var owner = string.IsNullOrWhiteSpace(command.Owner) ? actor.Code : command.Owner.Trim();
        if (!Governorate.IsStaff(owner, handbook))
            throw new Refused("programme.owner-unknown", owner) { Status = 422 };
        AmendPromiseHandler.OnlyGivenBy(command.PromisedOn, now);
        return new(now, ReferenceNumber.Of(ReferenceNumber.Programme, id),
            OfficialWords.Line(command.Promise, Programme.LongestWords), OfficialWords.Line(command.Source),
            command.PromisedOn, actor.Code, owner);
    }
}
