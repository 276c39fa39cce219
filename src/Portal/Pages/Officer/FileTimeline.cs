using EGov.Pages.Auditor;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;
using JasperFx.Events;
using OfficeFile = EGov.Casework.RequestFile;

namespace EGov.Pages.Officer;

/// <summary>What was done with a file and who read it, newest first, with the words that its staff may read.</summary>
internal sealed record FileTimeline(OfficeFile File, IReadOnlyList<IEvent> Happened, TimeSpan Tolerance, Names Names)
{
    private static readonly string[] Said =
        ["words", "question", "grounds", "reasons", "guidance"];

    private Language T => Names.T;

    private EventWords Events => new(Names);

    public IReadOnlyList<TimelineEntry> Entries =>
    [
        // Reversed first: of two things of one moment the later written stands above.
        .. File.Openings.Select(Opened).Concat(Happened.Select(Handled)).Reverse().OrderByDescending(entry => entry.At),
    ];

    private TimelineEntry Handled(IEvent e)
    {
        var opened = File.Events.First(other => other.Version == e.Version);
        var late = opened.Written - opened.At > Tolerance;
        return new(EntryKind.Handled, opened.At, Events.Of(e.Data), Words.Join(" · ",
        [
            Names.Actor(opened.Actor),
            .. Said.Select(member => Quote(opened, member)),
            late ? T["officer.timeline.late", opened.Written] : default,
        ]));
    }

    private TimelineEntry Opened(FileOpening opened) => new(EntryKind.Opened, opened.At,
        T["officer.timeline.opened", Names.Said("actor.", opened.Role), T.Ref(opened.Reader)],
        Words.Join(" · ",
        [
            T["officer.timeline.purpose", Events.Purpose(opened.Purpose)],
            opened.IsExplained ? T["opening.explained"] : default,
        ]));

    private Words Quote(OpenedEvent e, string member) =>
        FileContents.WordsOf(e, member) is { } words
            ? Names.Said("officer.said.", member) + " " + T["officer.quote", words]
        : e.Erased.Contains(member) ? Names.Said("officer.said.", member) + " " + T["officer.fact.erased"]
        : default;
}
