using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <param name="Ground">nobody-stood, nobody-qualified, post-not-needed, or law-changed.</param>
public record EndVacancy(Guid PostId, string Ground);

public static class EndVacancyHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["nobody-stood", "nobody-qualified", "post-not-needed", "law-changed"];

    /// <summary>Nobody is appointed, and nobody is looked for any more.</summary>
    [WolverinePost("/api/posts/{postId}/vacancy/end"), EmptyResponse]
    public static VacancyEnded Handle(EndVacancy command, [WriteModel] Post post, Actor actor, DateTimeOffset now)
    {
        var vacancy = post.Open();
        if (!Grounds.Contains(command.Ground)) throw new Refused("vacancy.ground-not-listed") { Status = 422 };
        return new(now, actor.Code, vacancy.Number, command.Ground);
    }
}
