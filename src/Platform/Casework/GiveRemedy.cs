using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <param name="Kind">apology, correction, or compensation-referral.</param>
public record GiveRemedy(Guid RequestId, string Kind, string Words);

public static class GiveRemedyHandler
{
    /// <summary>A breach is owed an answer that names the fault as ours (Charter, article 24).</summary>
    [WolverinePost("/api/requests/{requestId}/remedy"), EmptyResponse]
    public static RemedyGiven Handle(GiveRemedy command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        if (actor.Department != request.Matter.Department) throw new Refused("remedy.other-department") { Status = 403 };
        request.OnlyForWhoStayed(actor);
        if (!request.OwesRemedy) throw new Refused("remedy.nothing-owed");
        if (command.Kind is not ("apology" or "correction" or "compensation-referral"))
            throw new Refused("remedy.kind-not-listed") { Status = 422 };
        if (string.IsNullOrWhiteSpace(command.Words)) throw new Refused("remedy.words-empty") { Status = 422 };
        return new(now, request.Matter, actor.Code, command.Kind, Sealed.Of(request.Applicant, command.Words.Trim()));
    }
}
