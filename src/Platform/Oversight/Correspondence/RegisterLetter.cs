using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A letter came to your office from elsewhere: on paper, from a person, or from a body outside.</summary>
/// <param name="Date">Of the letter itself.</param>
/// <param name="Line">What the public reads of it, for ever: nobody is named in it.</param>
/// <param name="FromOffice">The department that wrote it; none where it comes from outside.</param>
/// <param name="Correspondent">Who wrote it from outside; sealed under a key of his own.</param>
/// <param name="Contact">Where he is reached; sealed with him.</param>
/// <param name="TheirNumber">Under which it stands in the sender's register; sealed. It is registered once.</param>
/// <param name="Words">What it says; sealed.</param>
/// <param name="Effect">What is wanted; sealed, none where it is for information only.</param>
/// <param name="Days">Working days from its date that your office has; 1 to 250, with an effect alone.</param>
/// <param name="InReplyTo">The id of the letter of your office that it answers.</param>
/// <param name="Links">At most one request, one directive and one issue, by number.</param>
public record RegisterLetter(
    DateOnly Date, Text Line, string? FromOffice = null, string? Correspondent = null, string? Contact = null,
    string? TheirNumber = null, string? Words = null, string? Effect = null, int? Days = null, Guid? InReplyTo = null,
    IReadOnlyList<LetterLink>? Links = null);

public static class RegisterLetterHandler
{
    public const int LongestNumber = 100;

    public static async Task<LetterTies> LoadAsync(
        RegisterLetter command, IQuerySession session, Actor actor, CancellationToken cancellation) =>
        await LetterTies.OfAsync(command.InReplyTo, command.Links, session, actor, cancellation);

    /// <summary>Puts it into the register of your office, under the next number.</summary>
    [WolverinePost("/api/letters")]
    public static async Task<Registered> Handle(
        RegisterLetter command, LetterTies ties, IDocumentSession session, MasterKey master, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var office = actor.Department ?? throw new Refused("letter.registered-by-no-office") { Status = 403 };
        var id = IdOf(command, office, master) ?? Registered.IdOf("letter", actor);
        if (await session.Events.FetchStreamStateAsync(id, cancellation) is not null)
            throw new Refused("letter.registered-already", ReferenceNumber.Of(ReferenceNumber.Letter, id));
        var register = await LetterRegister.OpenAsync(
            office, LetterRegister.YearOf(now.Day()), LetterDirection.In, session, cancellation);
        var registered = Decide(
            command, ties, id, office, LetterRegister.NextOf(register), handbook, actor, now);
        session.Events.StartStream<OfficialLetter>(id, registered);
        register.AppendOne(new LetterNumbered(now, registered.Entry, id));
        return new(id, registered.Number);
    }

    /// <summary>The same letter of a sender is one letter; under a key, so that nobody finds it by trying.</summary>
    /// <returns>Null where the sender gave it no number.</returns>
    public static Guid? IdOf(RegisterLetter command, string office, MasterKey master) =>
        Fold.Key(command.TheirNumber) is { Length: > 0 } number
            ? Identity.Of("letter", master.Mark("letter",
                $"{office}\n{command.FromOffice ?? Fold.Key(command.Correspondent)}\n{command.Date.Year}\n{number}"))
            : null;

    /// <param name="running">The next number of the office's register.</param>
    public static LetterRegistered Decide(
        RegisterLetter command, LetterTies ties, Guid id, string office, int running, Handbook handbook, Actor actor,
        DateTimeOffset now, bool isImported = false)
    {
        var (day, name) = (now.Day(), Fold.Text(command.Correspondent) is { Length: > 0 } said ? said : null);
        if ((command.FromOffice is null) == (name is null)) throw new Refused("letter.from-nobody") { Status = 422 };
        if (command.FromOffice is { } from && (from == office || !handbook.Departments.ContainsKey(from)))
            throw new Refused("letter.sender-unknown", from) { Status = 422 };
        var contact = Fold.Text(command.Contact) is { Length: > 0 } where ? where : null;
        Outsider.MustBeShort(name, contact);
        if (command.TheirNumber?.Length > LongestNumber)
            throw new Refused("letter.number-too-long", LongestNumber) { Status = 422 };
        if (command.Date > day) throw new Refused("letter.dated-ahead") { Status = 422 };
        var effect = OfficialWords.Seal(command.Effect);
        if ((effect is null) != (command.Days is null)) throw new Refused("letter.wanted-by-no-day") { Status = 422 };
        if (command.Days is < 1 or > LetterQuality.MostDays)
            throw new Refused("letter.days-wrong", LetterQuality.MostDays) { Status = 422 };
        return new(now, ReferenceNumber.Of(ReferenceNumber.Letter, id),
            new(office, LetterRegister.YearOf(day), LetterDirection.In, running), actor.Code, command.FromOffice,
            Outsider.Seal(id, name, contact),
            Sealed.OfWords(Subjects.Oversight, Fold.Text(command.TheirNumber)), command.Date,
            OfficialWords.Line(command.Line), OfficialWords.Seal(command.Words), effect, command.Days,
            command.Days is null ? null : handbook.Calendar.Version,
            command.Days is { } days ? handbook.Calendar.AddWorkingDays(command.Date, days) : null, command.InReplyTo,
            ties.Thread ?? id, ties.Links, isImported);
    }
}
