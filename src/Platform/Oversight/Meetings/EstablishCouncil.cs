using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <param name="Council">A code of Latin letters, digits and hyphens.</param>
public record EstablishCouncil(string Council, Text Name);

public static class EstablishCouncilHandler
{
    public static Task<Council?> LoadAsync(
        EstablishCouncil command, IQuerySession session, CancellationToken cancellation) =>
        session.LoadAsync<Council>(Council.Of(command.Council), cancellation);

    /// <summary>Enters a council into the register of those that meet.</summary>
    [WolverinePost("/api/councils"), EmptyResponse]
    public static IStartStream Handle(EstablishCouncil command, Council? known, Actor actor, DateTimeOffset now) =>
        MartenOps.StartStream<Council>(Council.Of(command.Council), Decide(command, known, actor, now));

    public static CouncilEstablished Decide(EstablishCouncil command, Council? known, Actor actor, DateTimeOffset now)
    {
        Identity.MustBeCode(command.Council);
        if (known is not null) throw new Refused("council.established-already", command.Council);
        return new(now, command.Council, OfficialWords.Line(command.Name), actor.Code);
    }
}
