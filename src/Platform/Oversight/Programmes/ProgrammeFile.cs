using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A programme as those work with it who may amend it; its words and numbers are read by everybody.</summary>
/// <param name="Version">To be sent as <c>If-Match</c> with what amends it.</param>
public sealed record ProgrammeFile(
    ProgrammeLine Line, long Version, IReadOnlyList<Commitment> Commitments, IReadOnlyList<Measure> Measures,
    IReadOnlyList<Milestone> Milestones) : Versioned<ProgrammeFile>;

public static class ProgrammeFileEndpoint
{
    /// <summary>A programme with its commitments, measures and milestones, as the rules see them now.</summary>
    [WolverineGet("/api/programmes/{programmeId}")]
    public static async Task<ProgrammeFile> Get(
        Guid programmeId, IQuerySession session, CancellationToken cancellation)
    {
        var programme = await session.LoadAsync<Programme>(programmeId, cancellation)
            ?? throw new Refused("programme.unknown") { Status = 404 };
        return new(ProgrammeLine.Of(programme), programme.Version, programme.Commitments, programme.Measures,
            programme.Milestones);
    }
}
