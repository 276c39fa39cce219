using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

public record WithdrawCandidate(Guid PostId, Guid Candidate);

public static class WithdrawCandidateHandler
{
    /// <summary>Records that a candidate stands no more.</summary>
    [WolverinePost("/api/posts/{postId}/candidates/withdraw"), EmptyResponse]
    public static CandidateWithdrawn Handle(
        WithdrawCandidate command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        var vacancy = post.Open();
        return new(now, actor.Code, vacancy.Number, vacancy.Standing(command.Candidate).Id);
    }
}
