using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Ground">asked, retention-over, or entered-by-mistake.</param>
public record EraseCandidate(Guid PostId, Guid Candidate, string Ground);

public static class EraseCandidateHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["asked", "retention-over", "entered-by-mistake"];

    /// <summary>Destroys a candidate's key: what was sealed under it is gone. Who entered him does not.</summary>
    [WolverinePost("/api/posts/{postId}/candidates/erase"), EmptyResponse]
    public static CandidateErased Handle(
        EraseCandidate command, [WriteModel] Post post, IDocumentSession session, Vault vault, Actor actor,
        DateTimeOffset now)
    {
        var erased = Decide(command, post, actor, now);
        vault.Destroy(erased.Candidate, now, session);
        return erased;
    }

    public static CandidateErased Decide(EraseCandidate command, Post post, Actor actor, DateTimeOffset now)
    {
        if (post.Vacancy?.Candidates.Any(one => one.Id == command.Candidate) is true)
            throw new Refused("candidate.vacancy-open");
        var candidate = post.Past.FirstOrDefault(one => one.Id == command.Candidate)
            ?? throw new Refused("candidate.nobody-there") { Status = 422 };
        if (candidate.IsErased) throw new Refused("candidate.erased-already");
        if (post.Holding?.Candidate == candidate.Id) throw new Refused("candidate.holds-the-post");
        if (!Grounds.Contains(command.Ground)) throw new Refused("candidate.ground-not-listed") { Status = 422 };
        if (candidate.EnteredBy == actor.Code) throw new Refused("candidate.same-person") { Status = 403 };
        return new(now, actor.Code, candidate.Id, command.Ground);
    }
}
