using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Appointments;

/// <summary>Who held the post when it was taken up here.</summary>
/// <param name="From">Not later than the day on which the post was established here.</param>
/// <param name="Gender">woman or man; sealed, and counted for the public.</param>
public record RecordIncumbent(Guid PostId, string Officer, DateOnly From, DateOnly Until, string Gender);

public static class RecordIncumbentHandler
{
    /// <summary>Records who holds a post from before; whoever comes after is appointed.</summary>
    [WolverinePost("/api/posts/{postId}/incumbent"), EmptyResponse]
    public static IncumbentRecorded Handle(
        RecordIncumbent command, [WriteModel] Post post, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        if (post.HadIncumbent || post.Vacancies > 0) throw new Refused("incumbent.too-late");
        if (handbook.Officers.GetValueOrDefault(command.Officer) is not { IsServing: true })
            throw new Refused("incumbent.officer-unknown", command.Officer) { Status = 422 };
        if (command.From > post.EstablishedOn || command.Until <= now.Day()
            || command.Until > command.From.AddYears(AppointHolderHandler.LongestTermYears))
            throw new Refused("incumbent.term-wrong", AppointHolderHandler.LongestTermYears) { Status = 422 };
        if (command.Officer == actor.Code) throw new Refused("incumbent.himself") { Status = 403 };
        if (!EnterCandidateHandler.Genders.Contains(command.Gender))
            throw new Refused("incumbent.gender-unknown") { Status = 422 };
        var subject = Act.CurrentOrNone?.Key is { } key
            ? Identity.Of("candidate", actor.Name, key)
            : Guid.CreateVersion7();
        return new(now, actor.Code, subject, command.Officer, command.From, command.Until,
            Sealed.Of(subject, command.Gender));
    }
}
