using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Letter">All that it says now.</param>
public record RedraftLetter(Guid LetterId, LetterDraft Letter);

public static class RedraftLetterHandler
{
    public static async Task<LetterTies> LoadAsync(
        RedraftLetter command, IQuerySession session, Actor actor, CancellationToken cancellation) =>
        await LetterTies.OfAsync(command.Letter.InReplyTo, command.Letter.Links, session, actor, cancellation);

    /// <summary>Your office writes a draft anew; what stood there before is on record, sealed.</summary>
    [WolverinePost("/api/letters/{letterId}/redraft"), EmptyResponse]
    public static LetterRedrafted Handle(
        RedraftLetter command, [WriteModel("letterId")] OfficialLetter letter, LetterTies ties, Handbook handbook,
        Actor actor, DateTimeOffset now)
    {
        letter.OnlyWhileDraft(actor);
        var draft = command.Letter.Folded() with { Links = ties.Links };
        draft.MustGoSomewhere(letter.Office, handbook);
        return new(now, actor.Code, draft.Seal(), Outsider.Seal(letter.Id, draft.Correspondent, draft.Contact),
            draft.InReplyTo, ties.Thread ?? letter.Id);
    }
}
