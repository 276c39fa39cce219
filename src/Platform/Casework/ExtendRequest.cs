using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <param name="Ground">complexity, expert-opinion, field-visit, or third-party.</param>
public record ExtendRequest(Guid RequestId, string Ground);

public static class ExtendRequestHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["complexity", "expert-opinion", "field-visit", "third-party"];

    /// <summary>Only as the service allows, before the limit, with a ground.</summary>
    [WolverinePost("/api/requests/{requestId}/extend"), EmptyResponse]
    public static RequestExtended Handle(
        ExtendRequest command, [WriteModel] Request request, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsOfficer(actor);
        request.OnlyWhileReady();
        if (handbook.TermsOf(request).Extension is not { } extension) throw new Refused("extension.not-offered");
        if (request.Extensions >= extension.Times) throw new Refused("extension.used-up", extension.Times);
        if (now.Day() > request.LegalLimit) throw new Refused("extension.limit-passed");
        if (!Grounds.Contains(command.Ground)) throw new Refused("extension.ground-not-listed") { Status = 422 };
        var longer = request with { ExtensionDays = request.ExtensionDays + extension.Days };
        var (limit, promise) = longer.DatesBy(handbook.Calendar);
        return new(now, request.Matter, actor.Code, command.Ground, extension.Days, limit!.Value, promise!.Value);
    }
}
