using System.Globalization;
using System.Text.Json.Nodes;
using EGov.Oversight;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Oversight;

/// <summary>What the pages of letters have in common.</summary>
public abstract class CorrespondencePage : OversightPage
{
    protected new const string Place = "/oversight/letters";

    private static readonly string[] Quoted = ["words", "reasons"];

    protected static bool MayWrite => Actor.Role is Roles.Clerk or Roles.Officer or Roles.Manager or Roles.Governor;

    public static Tone ToneOf(LetterStatus status, bool isLate) => status switch
    {
        LetterStatus.Effective => Tone.Ok,
        LetterStatus.Draft or LetterStatus.Informed or LetterStatus.Withdrawn => Tone.Plain,
        _ when isLate => Tone.Bad,
        LetterStatus.Returned => Tone.Warn,
        _ => Tone.Note,
    };

    /// <summary>From whom, as far as a list may say it.</summary>
    protected Words SenderOf(LetterLine line) => line.Direction is LetterDirection.Out ? Names.Department(line.Office)
        : line.FromOffice is { } office ? Names.Department(office)
        : T["letter.outside"];

    protected Words ReceiverOf(LetterLine line) => line.Direction is LetterDirection.In ? Names.Department(line.Office)
        : line.To is { } office ? Names.Department(office)
        : T[line.Status is LetterStatus.Draft && !line.IsOutside ? "dash" : "letter.outside"];

    protected Words SubjectOf(LetterLine line) => line.Line is { } text ? T.Of(text) : T["letter.draft-line"];

    protected Words TimeLeft(LetterLine line) => line.DaysLeft switch
    {
        null => line.IsLate ? T["directive.was-late"] : default,
        < 0 => T["queue.late", -line.DaysLeft.Value],
        _ => T["queue.left", line.DaysLeft.Value],
    };

    /// <summary>Newest first; who reads it may read the words.</summary>
    protected IReadOnlyList<TimelineEntry> Entries(IReadOnlyList<OpenedEvent> events) =>
    [
        .. events.Reverse().Select(e => new TimelineEntry(EntryKind.Handled, e.At, Names.Said("event.", e.Type),
            Words.Join(" · ",
            [
                Names.Actor(e.Actor), .. Facts(e),
                .. Quoted.Where(_ => e.Type is not (nameof(LetterSent) or nameof(LetterRegistered)))
                    .Select(member => Code(e, member) is { } text ? T["officer.quote", text] : default),
            ]))),
    ];

    private IEnumerable<Words> Facts(OpenedEvent e)
    {
        if (e.Details["entry"] is JsonObject entry) yield return T["letter.entry-is", T.Ref(EntryOf(entry))];
        if (Code(e, "executor") is { } executor) yield return T["directive.executor-is", T.Ref(executor)];
        if (Code(e, "due") is { } due)
            yield return T["directive.due-is", DateOnly.Parse(due, CultureInfo.InvariantCulture)];
        if (Code(e, "told") is { } told) yield return T["directive.escalated-to", T.Ref(told)];
        if (Code(e, "ground") is { } ground) yield return Names.Said("letter.ground.", ground);
        if (e.Details["references"] is JsonArray { Count: > 0 } references)
            yield return T["directive.references-are",
                Names.List(references.Select(one => Words.Isolated(one?.GetValue<string>() ?? "")))];
        if (e.Type is nameof(LetterEffectReported) && e.Details["onTime"] is JsonValue onTime
            && !onTime.GetValue<bool>()) yield return T["directive.was-late"];
    }

    private static string EntryOf(JsonObject entry) => new RegisterEntry(
        entry["office"]!.GetValue<string>(), entry["year"]!.GetValue<int>(),
        entry["direction"]!.GetValue<string>() is "in" ? LetterDirection.In : LetterDirection.Out,
        entry["running"]!.GetValue<int>()).ToString();

    private static string? Code(OpenedEvent e, string member) =>
        e.Details[member] is JsonValue value && value.TryGetValue<string>(out var code) ? code : null;
}
