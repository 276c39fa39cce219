using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What you have seen; sealed.</param>
public record VerifyResolution(Guid ResolutionId, string? Words = null);

public static class VerifyResolutionHandler
{
    /// <summary>You had no hand in it and have seen it done: it leaves the agenda.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/verify"), EmptyResponse]
    public static ResolutionVerified Handle(
        VerifyResolution command, [WriteModel] Resolution resolution, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        resolution.OnlyForItsVerifier(actor, handbook);
        return new(now, OfficialWords.Seal(command.Words), actor.Code);
    }
}
