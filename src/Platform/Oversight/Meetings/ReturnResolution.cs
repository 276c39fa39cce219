using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Reasons">What is missing; sealed.</param>
public record ReturnResolution(Guid ResolutionId, string Reasons);

public static class ReturnResolutionHandler
{
    /// <summary>You had no hand in it and have seen that it is not done.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/return"), EmptyResponse]
    public static ResolutionReturned Handle(
        ReturnResolution command, [WriteModel] Resolution resolution, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        resolution.OnlyForItsVerifier(actor, handbook);
        return new(now, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("resolution.return-without-reasons") { Status = 422 }, actor.Code);
    }
}
