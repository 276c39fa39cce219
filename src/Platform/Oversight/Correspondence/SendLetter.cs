using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record SendLetter(Guid LetterId);

/// <summary>A draft as it is about to be sent, and the register that is held open for its number.</summary>
public sealed record LetterToSend(LetterDraft Draft, IEventStream<LetterRegister> Register);

public static class SendLetterHandler
{
    public static async Task<LetterToSend> LoadAsync(
        SendLetter command, OfficialLetter letter, IDocumentSession session, Vault vault, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        letter.OnlyWhileDraft(actor);
        var draft = LetterDraft.Read(await vault.OpenAsync(letter.Draft!, cancellation),
            letter.Correspondent is { } outsider ? await vault.OpenAsync(outsider, cancellation) : default);
        LetterQuality.Demand(draft, handbook);
        return new(draft, await LetterRegister.OpenAsync(
            letter.Office, LetterRegister.YearOf(now.Day()), LetterDirection.Out, session, cancellation));
    }

    /// <summary>You sign it: it leaves your office under the next number of its register.</summary>
    [WolverinePost("/api/letters/{letterId}/send"), EmptyResponse]
    public static LetterSent Handle(
        SendLetter command, [WriteModel("letterId")] OfficialLetter letter, LetterToSend sending, Handbook handbook,
        Actor actor, DateTimeOffset now)
    {
        var sent = Decide(sending.Draft, letter, LetterRegister.NextOf(sending.Register), handbook, actor, now);
        sending.Register.AppendOne(new LetterNumbered(now, sent.Entry, letter.Id));
        return sent;
    }

    /// <param name="running">The next number of the office's register.</param>
    public static LetterSent Decide(
        LetterDraft draft, OfficialLetter letter, int running, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        letter.OnlyWhileDraft(actor);
        LetterQuality.Demand(draft, handbook);
        var day = now.Day();
        var entry = new RegisterEntry(letter.Office, LetterRegister.YearOf(day), LetterDirection.Out, running);
        return Of(draft, letter.Id, letter.DraftedBy, letter.Thread, entry, day, handbook, actor, now);
    }

    /// <summary>The fact itself, for a draft in which nothing is missing.</summary>
    internal static LetterSent Of(
        LetterDraft draft, Guid id, string draftedBy, Guid thread, RegisterEntry entry, DateOnly date,
        Handbook handbook, Actor actor, DateTimeOffset now, string? formerNumber = null, bool isImported = false)
    {
        // Where it goes outside, somebody of one's own office sees to it.
        var follower = LetterQuality.IsOwner(draftedBy, entry.Office, handbook) ? draftedBy : actor.Code;
        return new(now, entry, actor.Code, draftedBy, draft.To,
            Outsider.Seal(id, draft.Correspondent, draft.Contact), date, OfficialWords.Line(draft.Line),
            OfficialWords.Seal(draft.Words), draft.IsInformation, OfficialWords.Seal(draft.Effect),
            OfficialWords.Seal(draft.Evidence), OfficialWords.Seal(draft.LegalReference),
            draft.IsInformation ? null : draft.To is null ? follower : draft.Owner, draft.Days,
            draft.Days is null ? null : handbook.Calendar.Version,
            draft.Days is { } days ? handbook.Calendar.AddWorkingDays(date, days) : null, draft.InReplyTo, thread,
            draft.Links ?? [], Sealed.OfWords(Subjects.Oversight, formerNumber), isImported);
    }
}
