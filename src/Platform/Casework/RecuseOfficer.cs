using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>An officer steps aside, for good, from one file.</summary>
/// <param name="Ground">kinship, interest, friendship-or-enmity, former-employment, or other-tie.</param>
public record RecuseOfficer(Guid RequestId, string Ground);

public static class RecuseOfficerHandler
{
    public static readonly IReadOnlyList<string> Grounds =
        ["kinship", "interest", "friendship-or-enmity", "former-employment", "other-tie"];

    /// <summary>You step aside, for good, from one file.</summary>
    [WolverinePost("/api/requests/{requestId}/recuse"), EmptyResponse]
    public static OfficerRecused Handle(
        RecuseOfficer command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        if (!request.IsReadableBy(actor)) throw new Refused("recusal.other-department") { Status = 403 };
        if (!request.IsOpen) throw new Refused("recusal.request-closed");
        if (request.Recused.Contains(actor.Code)) throw new Refused("recusal.already");
        if (!Grounds.Contains(command.Ground)) throw new Refused("recusal.ground-not-listed") { Status = 422 };
        return new(now, actor.Code, command.Ground);
    }
}
