using EGov.Casework;
using Marten;
using Wolverine.Http;

namespace EGov.Privacy;

/// <param name="IsForGood">That he knows that nobody can undo it.</param>
/// <param name="Words">Anything to add; sealed.</param>
public record AskErasure(bool IsForGood, string? Words = null);

public static class AskErasureHandler
{
    /// <summary>You ask that everything kept about you be erased; two persons decide about it.</summary>
    [WolverinePost("/api/my/erasure")]
    public static async Task Handle(
        AskErasure command, IDocumentSession session, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var file = await ErasureFile.OfOwnAsync(actor, session, cancellation);
        file.Stream.AppendOne(Decide(command, file.State, file.Subject, file.Files, now));
    }

    public static ErasureAsked Decide(
        AskErasure command, Erasure erasure, Guid subject, IReadOnlyList<Request> files, DateTimeOffset now)
    {
        if (!command.IsForGood) throw new Refused("erasure.not-understood") { Status = 422 };
        if (erasure.IsAsked) throw new Refused("erasure.asked-already");
        erasure.OnlyWhereNothingIsOwed(files, now.Day());
        return new(now, Sealed.Of(subject, command.Words?.Trim() ?? ""));
    }
}
