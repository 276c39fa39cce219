using Marten;

namespace EGov.Oversight;

/// <summary>What a letter goes back to, and what it is linked to: looked up before anything is decided.</summary>
/// <param name="Thread">Of the letter that it answers or passes on; none where it begins one.</param>
public sealed record LetterTies(Guid? Thread, IReadOnlyList<LetterLink> Links)
{
    public static readonly LetterTies None = new(null, []);

    /// <param name="inReplyTo">A letter that one's own office sent or has.</param>
    public static async Task<LetterTies> OfAsync(
        Guid? inReplyTo, IReadOnlyList<LetterLink>? links, IQuerySession session, Actor actor,
        CancellationToken cancellation)
    {
        Guid? thread = null;
        if (inReplyTo is { } id)
            thread = await session.LoadAsync<OfficialLetter>(id, cancellation) is { IsSent: true } found
                && found.IsOfOffice(actor)
                ? found.Thread
                : throw new Refused("letter.reply-to-unknown") { Status = 422 };
        return new(thread, await LetterLinks.KnownAsync(links, session, cancellation));
    }
}
