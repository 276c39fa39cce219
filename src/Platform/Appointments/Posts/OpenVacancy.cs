using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="ClosesOn">The last day to stand.</param>
/// <param name="Panel">At least three members of the staff, by public code.</param>
public record OpenVacancy(Guid PostId, DateOnly ClosesOn, IReadOnlyList<string> Panel);

public static class OpenVacancyHandler
{
    public static async Task<Balance> LoadAsync(IQuerySession session, CancellationToken cancellation) =>
        await session.LoadAsync<Balance>(Balance.TheOne, cancellation) ?? new();

    /// <summary>Somebody is looked for: candidates can stand, and the panel is named.</summary>
    [WolverinePost("/api/posts/{postId}/vacancy"), EmptyResponse]
    public static VacancyOpened Handle(
        OpenVacancy command, [WriteModel] Post post, Balance balance, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        if (post.Vacancy is not null) throw new Refused("post.vacancy-open");
        if (post.Criteria.Count == 0) throw new Refused("post.criteria-missing");
        if (command.ClosesOn < now.Day()) throw new Refused("post.closing-day-past") { Status = 422 };
        foreach (var member in command.Panel) NamePanelistHandler.Demand(member, handbook, actor);
        if (command.Panel.Distinct().Count() < Vacancy.Fewest)
            throw new Refused("panel.too-small", Vacancy.Fewest) { Status = 422 };
        return new(now, actor.Code, post.Vacancies + 1, post.CriteriaVersion, command.ClosesOn,
            [.. command.Panel.Distinct()], balance.Levels.Any(level =>
                level.Code == post.Level && level.AreReasonsPublic));
    }
}
