using Marten;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Oversight;

/// <summary>Your office writes a letter. Nobody outside it reads a word before it is sent.</summary>
/// <param name="Letter">What it says so far.</param>
public record DraftLetter(LetterDraft Letter);

public static class DraftLetterHandler
{
    public static async Task<LetterTies> LoadAsync(
        DraftLetter command, IQuerySession session, Actor actor, CancellationToken cancellation) =>
        await LetterTies.OfAsync(command.Letter.InReplyTo, command.Letter.Links, session, actor, cancellation);

    /// <summary>Begins a letter; what it must have before it is sent, its file says.</summary>
    [WolverinePost("/api/letters/drafts")]
    public static (Registered, IStartStream) Handle(
        DraftLetter command, LetterTies ties, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var id = Registered.IdOf("letter", actor);
        var drafted = Decide(command, ties, id, handbook, actor, now);
        return (new(id, drafted.Number), MartenOps.StartStream<OfficialLetter>(id, drafted));
    }

    public static LetterDrafted Decide(
        DraftLetter command, LetterTies ties, Guid id, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var office = actor.Department ?? throw new Refused("letter.of-no-office") { Status = 403 };
        var draft = command.Letter.Folded() with { Links = ties.Links };
        draft.MustGoSomewhere(office, handbook);
        return new(now, ReferenceNumber.Of(ReferenceNumber.Letter, id), office, actor.Code, draft.Seal(),
            Outsider.Seal(id, draft.Correspondent, draft.Contact), draft.InReplyTo, ties.Thread ?? id);
    }
}
