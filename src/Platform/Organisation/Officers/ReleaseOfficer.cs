using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Organisation;

public record ReleaseOfficer(string Officer)
{
    public Guid OfficerId => Identity.Of("officer", Officer);
}

public static class ReleaseOfficerHandler
{
    /// <summary>Says that a member of staff has left: no file is given to that code any more.</summary>
    [WolverinePost("/api/officers/release"), EmptyResponse]
    public static OfficerLeft Handle(
        ReleaseOfficer command, [WriteModel(nameof(ReleaseOfficer.OfficerId))] Officer officer, DateTimeOffset now)
    {
        if (!officer.IsServing) throw new Refused("officer.already-left", officer.Code);
        return new(now, officer.Code);
    }
}
