using System.Globalization;
using System.Text.Json.Nodes;
using EGov.Oversight;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Oversight;

/// <summary>Says how far a directive is, and what happened to it.</summary>
public sealed record DirectiveWords(Names Names)
{
    private static readonly string[] Quoted = ["words", "reasons"];

    private Language T => Names.T;

    public static Tone ToneOf(DirectiveStatus status, bool isLate) => status switch
    {
        DirectiveStatus.Effective => Tone.Ok,
        DirectiveStatus.Withdrawn => Tone.Plain,
        _ when isLate => Tone.Bad,
        DirectiveStatus.Returned => Tone.Warn,
        _ => Tone.Note,
    };

    /// <summary>How much time is left, where there is something to do.</summary>
    public Words TimeLeft(DirectivePartLine part) => part.DaysLeft switch
    {
        null => part.IsLate ? T["directive.was-late"] : default,
        < 0 => T["queue.late", -part.DaysLeft.Value],
        _ => T["queue.left", part.DaysLeft.Value],
    };

    public Words Line(Text line) => T.Of(line);

    /// <summary>Newest first; who reads it may read the words.</summary>
    public IReadOnlyList<TimelineEntry> Entries(IReadOnlyList<OpenedEvent> events) =>
    [
        .. events.Reverse().Select(e => new TimelineEntry(EntryKind.Handled, e.At, What(e), Words.Join(" · ",
        [
            Names.Actor(e.Actor), .. Facts(e),
            .. Quoted.Select(member => e.Details[member] is JsonValue words && words.TryGetValue<string>(out var text)
                ? T["officer.quote", text]
                : default),
        ]))),
    ];

    private Words What(OpenedEvent e)
    {
        var title = Names.Said("event.", e.Type);
        return Code(e, "department") is { } department ? title + " · " + Names.Department(department) : title;
    }

    private IEnumerable<Words> Facts(OpenedEvent e)
    {
        if (Code(e, "executor") is { } executor) yield return T["directive.executor-is", T.Ref(executor)];
        if (e.Type is nameof(SupportAnswered) && e.Details["isGiven"] is JsonValue given)
            yield return T[given.GetValue<bool>() ? "directive.support-given" : "directive.support-not-given"];
        if (Code(e, "due") is { } due)
            yield return T["directive.due-is", DateOnly.Parse(due, CultureInfo.InvariantCulture)];
        if (Code(e, "escalatedTo") is { } superior) yield return T["directive.escalated-to", T.Ref(superior)];
        if (Code(e, "ground") is { } ground) yield return Names.Said("directive.ground.", ground);
        if (e.Details["references"] is JsonArray { Count: > 0 } references)
            yield return T["directive.references-are",
                Names.List(references.Select(one => Words.Isolated(one?.GetValue<string>() ?? "")))];
        if (e.Type is nameof(DirectiveReported) && e.Details["onTime"] is JsonValue onTime && !onTime.GetValue<bool>())
            yield return T["directive.was-late"];
    }

    private static string? Code(OpenedEvent e, string member) =>
        e.Details[member] is JsonValue value && value.TryGetValue<string>(out var code) ? code : null;
}
