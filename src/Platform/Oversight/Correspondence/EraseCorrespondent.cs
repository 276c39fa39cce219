using EGov.Privacy;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">asked, retention-over, or entered-by-mistake.</param>
public record EraseCorrespondent(Guid LetterId, string Ground);

public static class EraseCorrespondentHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["asked", "retention-over", "entered-by-mistake"];

    /// <summary>Destroys the key of who is outside: name and address are gone, the letter stays.</summary>
    [WolverinePost("/api/letters/{letterId}/correspondent/erase"), EmptyResponse]
    public static CorrespondentErased Handle(
        EraseCorrespondent command, [WriteModel("letterId")] OfficialLetter letter, IDocumentSession session,
        Vault vault, Actor actor, DateTimeOffset now)
    {
        var erased = Decide(command, letter, actor, now);
        vault.Destroy(letter.Id, now, session);
        return erased;
    }

    public static CorrespondentErased Decide(
        EraseCorrespondent command, OfficialLetter letter, Actor actor, DateTimeOffset now)
    {
        if (letter.Correspondent is null) throw new Refused("correspondent.nobody-there");
        if (letter.IsErased) throw new Refused("correspondent.erased-already");
        if (letter.Status is LetterStatus.Draft || letter.IsOpen) throw new Refused("correspondent.letter-open");
        if (!Grounds.Contains(command.Ground)) throw new Refused("correspondent.ground-not-listed") { Status = 422 };
        return new(now, actor.Code, command.Ground);
    }
}
