using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Appointments;

/// <param name="Post">Its code.</param>
/// <param name="Level">Code of one of the levels that are set.</param>
public record EstablishPost(string Post, Text Title, string Department, string Level);

public static class EstablishPostHandler
{
    public static async Task<Balance> LoadAsync(IQuerySession session, CancellationToken cancellation) =>
        await session.LoadAsync<Balance>(Balance.TheOne, cancellation) ?? new();

    /// <summary>Establishes a post at a level of a department.</summary>
    [WolverinePost("/api/posts"), EmptyResponse]
    public static IStartStream Handle(
        EstablishPost command, Balance balance, Handbook handbook, Actor actor, DateTimeOffset now) =>
        MartenOps.StartStream<Post>(Post.Of(command.Post), Decide(command, balance, handbook, actor, now));

    public static PostEstablished Decide(
        EstablishPost command, Balance balance, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        Identity.MustBeCode(command.Post);
        if (command.Title.Fa.Trim().Length == 0 || command.Title.En.Trim().Length == 0)
            throw new Refused("post.title-missing") { Status = 422 };
        if (!handbook.Departments.ContainsKey(command.Department))
            throw new Refused("post.department-unknown", command.Department) { Status = 422 };
        if (balance.Levels.All(level => level.Code != command.Level))
            throw new Refused("post.level-unknown", command.Level) { Status = 422 };
        return new(now, actor.Code, command.Post, command.Title, command.Department, command.Level);
    }
}
