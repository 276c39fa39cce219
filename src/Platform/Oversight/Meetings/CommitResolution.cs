using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Programme">The number or code of the programme.</param>
/// <param name="Commitment">The commitment's number or code in it.</param>
public record CommitResolution(Guid ResolutionId, string Programme, string Commitment);

public static class CommitResolutionHandler
{
    /// <summary>A programme has taken a resolution on. Done it is when somebody else sees it.</summary>
    [WolverinePost("/api/resolutions/{resolutionId}/commit"), EmptyResponse]
    public static ResolutionBecameCommitment Handle(
        CommitResolution command, [WriteModel] Resolution resolution, Actor actor, DateTimeOffset now)
    {
        resolution.OnlyWhileOpen();
        var (programme, commitment) = (command.Programme.Trim(), command.Commitment.Trim());
        if (programme.Length == 0 || commitment.Length == 0 || !Paging.IsCode(programme) || !Paging.IsCode(commitment))
            throw new Refused("resolution.commitment-wrong") { Status = 422 };
        if (resolution.Programme == programme && resolution.Commitment == commitment)
            throw new Refused("resolution.committed-already");
        return new(now, programme, commitment, actor.Code);
    }
}
