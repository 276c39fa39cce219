using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Criteria">All of them, from the next vacancy on.</param>
public record SetPostCriteria(Guid PostId, IReadOnlyList<PostCriterion> Criteria);

public static class SetPostCriteriaHandler
{
    /// <summary>Sets what a post demands. A vacancy that is open keeps the version it was opened under.</summary>
    [WolverinePost("/api/posts/{postId}/criteria"), EmptyResponse]
    public static PostCriteriaSet Handle(
        SetPostCriteria command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        if (!command.Criteria.Any(criterion => criterion.IsRequired))
            throw new Refused("criteria.nothing-required") { Status = 422 };
        foreach (var criterion in command.Criteria)
        {
            Identity.MustBeCode(criterion.Code);
            var texts = new[] { criterion.Demand, criterion.ShownBy };
            if (texts.Any(text => text.Fa.Trim().Length == 0 || text.En.Trim().Length == 0))
                throw new Refused("criteria.words-missing", criterion.Code) { Status = 422 };
            if (texts.Select(Merit.ForeignIn).FirstOrDefault(word => word is not null) is { } word)
                throw new Refused("criteria.not-of-merit", word) { Status = 422 };
        }

        if (command.Criteria.DistinctBy(criterion => criterion.Code).Count() < command.Criteria.Count)
            throw new Refused("criteria.code-twice") { Status = 422 };
        if (post.Vacancy is not null) throw new Refused("criteria.vacancy-open");
        return new(now, actor.Code, post.CriteriaVersion + 1, command.Criteria);
    }
}
