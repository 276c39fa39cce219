using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Owner">The public code of one of the governor's staff.</param>
public record HandOverProgramme(Guid ProgrammeId, string Owner);

public static class HandOverProgrammeHandler
{
    /// <summary>Somebody else of the governorate answers for the programme from now on.</summary>
    [WolverinePost("/api/programmes/{programmeId}/hand-over"), EmptyResponse]
    public static ProgrammeHandedOver Handle(
        HandOverProgramme command, [WriteModel] Programme programme, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        programme.OnlyWhileOpen();
        if (command.Owner == programme.Owner || !Governorate.IsStaff(command.Owner, handbook))
            throw new Refused("programme.owner-not-another", command.Owner) { Status = 422 };
        return new(now, command.Owner, actor.Code);
    }
}
