using System.Text.Json;
using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>Not ours: the office itself moves the file to the department that is competent.</summary>
/// <param name="Ground">out-of-competence, place-of-matter, or reorganisation.</param>
public record TransferRequest(Guid RequestId, string Department, string Ground, string? Words = null);

public static class TransferRequestHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["out-of-competence", "place-of-matter", "reorganisation"];

    /// <summary>Moves a file that is not ours to the department that is competent.</summary>
    [WolverinePost("/api/requests/{requestId}/transfer"), EmptyResponse]
    public static RequestTransferred Handle(
        TransferRequest command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        if (request.Status is not (RequestStatus.Submitted or RequestStatus.Ready))
            throw new Refused("transfer.not-now");
        if (!handbook.Departments.TryGetValue(command.Department, out var to) || to.Kind is "desk")
            throw new Refused("transfer.department-unknown", command.Department) { Status = 422 };
        if (command.Department == request.Matter.Department) throw new Refused("transfer.to-itself");
        if (ComplainedAbout(request.Facts) == command.Department) throw new Refused("transfer.to-the-office-complained-about");
        if (!Grounds.Contains(command.Ground)) throw new Refused("transfer.ground-not-listed") { Status = 422 };
        return new(now, request.Matter with { Department = command.Department }, request.Matter.Department, actor.Code,
            command.Ground, Sealed.OfWords(request.Applicant, command.Words));
    }

    /// <summary>A complaint names the office it is about in the public fact <c>office</c>.</summary>
    internal static string? ComplainedAbout(IReadOnlyDictionary<string, JsonElement> facts) =>
        facts.TryGetValue("office", out var office) ? office.GetString() : null;
}
