using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Line">What the public reads of it, for ever; one of the two languages may be empty.</param>
/// <param name="Owner">Who answers for it, by public code.</param>
/// <param name="Due">The day by which it is done.</param>
/// <param name="Words">What else was resolved; sealed.</param>
/// <param name="Verifier">Who says whether it is done; if nobody is named, the governor's staff.</param>
/// <param name="Viewpoint">The number of the viewpoint that it takes up.</param>
public record AdoptResolution(
    Guid MeetingId, Text Line, string Owner, DateOnly Due, string? Words = null, string? Verifier = null,
    int? Viewpoint = null);

public static class AdoptResolutionHandler
{
    private const int MostDays = 1_100;

    /// <summary>Minutes what the council resolves. It stays on its agenda until somebody else sees it done.</summary>
    [WolverinePost("/api/meetings/{meetingId}/resolutions"), EmptyResponse]
    public static ResolutionMinuted Handle(
        AdoptResolution command, [WriteModel] Meeting meeting, IDocumentSession session, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        var id = Registered.IdOf("resolution", actor);
        var adopted = Decide(command, id, meeting, handbook, actor, now);
        session.Events.StartStream<Resolution>(id, adopted);
        return Minute(id, adopted);
    }

    /// <summary>What stands of it in the minutes of its meeting.</summary>
    public static ResolutionMinuted Minute(Guid id, ResolutionAdopted adopted) =>
        new(adopted.At, id, adopted.Number, adopted.By);

    public static ResolutionAdopted Decide(
        AdoptResolution command, Guid id, Meeting meeting, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        meeting.OnlyForItsWriter(actor);
        MustBeADay(command.Due, now);
        if (command.Viewpoint is { } viewpoint && meeting.Viewpoints.All(one => one.Number != viewpoint))
            throw new Refused("resolution.viewpoint-unknown") { Status = 422 };
        var owner = command.Owner.Trim();
        if (handbook.Officers.GetValueOrDefault(owner) is not { IsServing: true } found
            || !found.Roles.Any(role => role is "officer" or "manager" or "governor"))
            throw new Refused("resolution.owner-unknown", owner) { Status = 422 };
        var verifier = string.IsNullOrWhiteSpace(command.Verifier) ? null : command.Verifier.Trim();
        if (verifier is not null && (!CallMeetingHandler.IsOfTheStaff(verifier, handbook)
                || !Verification.IsByAnother(verifier, [owner], handbook)))
            throw new Refused("resolution.verifier-not-apart", verifier) { Status = 422 };
        return new(now, ReferenceNumber.Of(ReferenceNumber.Resolution, id), meeting.Id, meeting.Council,
            command.Viewpoint, OfficialWords.Line(command.Line), OfficialWords.Seal(command.Words), owner, verifier,
            command.Due, actor.Code);
    }

    public static void MustBeADay(DateOnly due, DateTimeOffset now)
    {
        if (due < now.Day() || due > now.Day().AddDays(MostDays))
            throw new Refused("resolution.day-wrong") { Status = 422 };
    }
}
