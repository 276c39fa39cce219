using EGov.Casework;
using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Integrity;

/// <param name="Request">Tracking number or id of the file that the tip concerns.</param>
public record LinkTip(Guid TipId, string Request);

public static class LinkTipHandler
{
    public static async Task<Linkable> LoadAsync(
        LinkTip command, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(command.Request, out var id))
            return new((await session.LoadAsync<Request>(id, cancellation))?.Id);
        var number = TrackingNumber.Read(command.Request);
        return new(number is null ? null : (await session.Query<Request>()
            .Where(found => found.TrackingNumber == number).SingleOrDefaultAsync(cancellation))?.Id);
    }

    /// <summary>You link a tip to a file. The file shows nothing of it.</summary>
    [WolverinePost("/api/tips/{tipId}/link"), EmptyResponse]
    public static TipLinked Handle(
        LinkTip command, [WriteModel(nameof(LinkTip.TipId))] Tip tip, Linkable found, Actor actor,
        DateTimeOffset now)
    {
        if (found.Request is not { } request) throw new Refused("tip.request-unknown") { Status = 422 };
        return new(now, actor.Code, Sealed.Of(Subjects.Integrity, $"{request}"));
    }
}

/// <summary>The request that a number names; none where it names none.</summary>
public sealed record Linkable(Guid? Request);
