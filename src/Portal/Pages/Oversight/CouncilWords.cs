using System.Text.Json.Nodes;
using EGov.Oversight;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Oversight;

/// <summary>Says how far meetings, resolutions and issues are, and what happened to them.</summary>
public sealed record CouncilWords(Names Names)
{
    private static readonly string[] Quoted = ["name", "words", "reasons"];

    /// <summary>Members that hold a code, and how it is told.</summary>
    private static readonly string[] Coded = ["owner", "writer", "speaker", "number", "remindedOfficer", "commitment"];

    /// <summary>Members that hold a line for everybody.</summary>
    private static readonly string[] Public = ["line", "haste", "heard", "reason"];

    private Language T => Names.T;

    public static Tone ToneOf(IssueStatus status, bool isSilent) => status switch
    {
        IssueStatus.Solved => Tone.Ok,
        IssueStatus.Dropped => Tone.Plain,
        _ when isSilent => Tone.Bad,
        IssueStatus.Returned or IssueStatus.Reopened => Tone.Warn,
        _ => Tone.Note,
    };

    public static Tone ToneOf(GuidanceStatus status, bool isLate) => status switch
    {
        _ when isLate => Tone.Bad,
        GuidanceStatus.Issued or GuidanceStatus.Answered => Tone.Ok,
        GuidanceStatus.Repealed or GuidanceStatus.Dropped => Tone.Plain,
        _ => Tone.Note,
    };

    public static Tone ToneOf(MeetingStatus status) => status switch
    {
        MeetingStatus.Approved => Tone.Ok,
        MeetingStatus.Cancelled => Tone.Plain,
        MeetingStatus.Running => Tone.Warn,
        _ => Tone.Note,
    };

    public static Tone ToneOf(ResolutionStatus status, bool isLate) => status switch
    {
        ResolutionStatus.Done => Tone.Ok,
        ResolutionStatus.Dropped => Tone.Plain,
        _ when isLate => Tone.Bad,
        ResolutionStatus.Returned => Tone.Warn,
        _ => Tone.Note,
    };

    /// <summary>How much time is left, where something is to be done.</summary>
    public Words TimeLeft(int? days) => days switch
    {
        null => default,
        < 0 => T.Count("council.late", -days.Value),
        _ => T.Count("council.left", days.Value),
    };

    /// <summary>Newest first; who reads it may read the words.</summary>
    public IReadOnlyList<TimelineEntry> Entries(IReadOnlyList<OpenedEvent> events) =>
    [
        .. events.Reverse().Select(e => new TimelineEntry(EntryKind.Handled, e.At, Names.Said("event.", e.Type),
            Words.Join(" · ",
            [
                Names.Actor(e.Actor), .. Facts(e),
                .. Quoted.Select(member => Code(e, member) is { } text ? T["officer.quote", text] : default),
            ]))),
    ];

    private IEnumerable<Words> Facts(OpenedEvent e)
    {
        foreach (var member in Coded)
            if (Code(e, member) is { } code) yield return Names.Said("council.fact.", member) + " " + T.Ref(code);
        if (e.Type is nameof(ViewpointMinuted) && Code(e, "speaker") is null && e.Details["guest"] is not JsonValue)
            yield return T["viewpoint.unnamed"];
        foreach (var member in Public)
            if (e.Details[member] is JsonObject text)
                yield return T.Of(new Text(text["fa"]!.GetValue<string>(), text["en"]!.GetValue<string>()));
        if (Code(e, "outcome") is { } outcome) yield return Names.Said("viewpoint.outcome.", outcome);
        if (Code(e, "ground") is { } ground) yield return Names.Said("council.ground.", ground);
    }

    private static string? Code(OpenedEvent e, string member) =>
        e.Details[member] is JsonValue value && value.TryGetValue<string>(out var code) ? code : null;
}
