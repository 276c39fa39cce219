using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A letter as the public reads it, once it was sent or registered: one line, and how far it is.</summary>
/// <param name="Direction">in or out, for the office whose letter it is.</param>
/// <param name="Entry">Its place in the register of that office.</param>
/// <param name="To">The department that it was sent to; none where it went outside.</param>
/// <param name="Received">Its place in the register of that department, once it has it.</param>
/// <param name="FromOffice">The department that wrote it, where it came in on paper.</param>
/// <param name="IsOutside">Whether it came from or went to somebody outside.</param>
/// <param name="Wants">effect, or information where it wants nothing.</param>
/// <param name="State">
/// open, reported, returned, effective, informed, or withdrawn. Reported is not effective: nobody else has seen it yet.
/// </param>
/// <param name="EffectiveOn">The day on which a second person had seen the effect.</param>
/// <param name="WorkingDays">From the date of the letter to the report that was verified.</param>
/// <param name="Returns">How often a second person had not seen the effect.</param>
/// <param name="Thread">The id of the first letter that it goes back to.</param>
/// <param name="IsImported">Brought over from another register, under the date that it had there.</param>
public sealed record PublicLetter(
    Guid LetterId, string Number, string Direction, string Entry, string Office, string? To, string? FromOffice,
    bool IsOutside, Text Line, DateOnly Date, string Wants, string State, DateOnly? Due, Guid? InReplyTo, Guid Thread,
    IReadOnlyList<LetterLink> Links, bool IsImported, string? Received = null, DateOnly? ReportedOn = null,
    bool? IsReportedOnTime = null, DateOnly? EffectiveOn = null, int? WorkingDays = null, int Returns = 0,
    string? Withdrawn = null)
{
    /// <summary>Whoever has to bring the effect about.</summary>
    internal string Doer => To ?? Office;

    internal bool WantsEffect => Wants is "effect";

    /// <summary>Past its due date without a report, or reported after it.</summary>
    public bool IsLate(DateOnly today) => WantsEffect && State is not "withdrawn"
        && (IsReportedOnTime is { } onTime ? !onTime : today > Due);

    internal static PublicLetter Of(Guid id, LetterRegistered registered) =>
        new(id, registered.Number, "in", registered.Entry.ToString(), registered.Entry.Office, null,
            registered.FromOffice, registered.Correspondent is not null, registered.Line, registered.Date,
            registered.Due is null ? "information" : "effect", registered.Due is null ? "informed" : "open",
            registered.Due, registered.InReplyTo, registered.Thread, registered.Links, registered.IsImported);

    internal static PublicLetter Of(Guid id, string number, LetterSent sent) =>
        new(id, number, "out", sent.Entry.ToString(), sent.Entry.Office, sent.To, null,
            sent.Correspondent is not null, sent.Line, sent.Date, sent.IsInformation ? "information" : "effect",
            sent.IsInformation ? "informed" : "open", sent.Due, sent.InReplyTo, sent.Thread, sent.Links,
            sent.IsImported);

    internal PublicLetter After(object happened) => happened switch
    {
        LetterReceived received => this with { Received = received.Entry.ToString() },
        LetterEffectReported reported => this with
        {
            State = "reported",
            ReportedOn = reported.At.Day(),
            IsReportedOnTime = reported.OnTime,
        },
        LetterReturned => this with { State = "returned", IsReportedOnTime = null, Returns = Returns + 1 },
        LetterEffectVerified verified => this with
        {
            State = "effective",
            EffectiveOn = verified.At.Day(),
            WorkingDays = verified.WorkingDays,
        },
        LetterRedated redated => this with { Due = redated.Due },
        LetterWithdrawn withdrawn => this with { State = "withdrawn", Withdrawn = withdrawn.Ground },
        _ => this,
    };
}

/// <summary>All letters at a moment, and the loops that their threads made.</summary>
/// <param name="Loops">For each the offices on it, from the one that it came back to.</param>
public sealed record LetterBook(IReadOnlyList<PublicLetter> Letters, IReadOnlyList<IReadOnlyList<string>> Loops)
{
    /// <summary>Folds events in their order of writing, of any letters.</summary>
    public static LetterBook Of(IEnumerable<IEvent> events)
    {
        var (letters, numbers) = (new Dictionary<Guid, PublicLetter>(), new Dictionary<Guid, string>());
        var courses = new Dictionary<Guid, List<(Guid Letter, Passing? Passing)>>();
        foreach (var e in events)
            switch (e.Data)
            {
                case LetterDrafted drafted:
                    numbers[e.StreamId] = drafted.Number;
                    break;
                case LetterRegistered registered:
                    letters[e.StreamId] = PublicLetter.Of(e.StreamId, registered);
                    break;
                case LetterSent sent:
                    letters[e.StreamId] = PublicLetter.Of(e.StreamId, numbers[e.StreamId], sent);
                    if (sent is { To: { } to, IsInformation: false })
                        CourseOf(sent.Thread).Add((e.StreamId, new(sent.Entry.Office, to)));
                    break;
                case { } happened when letters.TryGetValue(e.StreamId, out var before):
                    letters[e.StreamId] = before.After(happened);
                    if (happened is LetterEffectVerified) CourseOf(before.Thread).Add((e.StreamId, null));
                    break;
            }

        return new([.. letters.Values], [.. courses.Values.SelectMany(course => LetterThread.Loops(course
            // What was withdrawn asks nobody for anything.
            .Where(step => step.Passing is null || letters[step.Letter].Withdrawn is null)
            .Select(step => step.Passing)))]);

        List<(Guid, Passing?)> CourseOf(Guid thread) =>
            courses.TryGetValue(thread, out var course) ? course : courses[thread] = [];
    }
}
