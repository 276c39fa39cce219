using JasperFx.Events.Projections;
using Marten;

namespace EGov.Oversight;

/// <summary>From word to verified effect: what the governorate asks of the departments, and what came of it.</summary>
internal static class Oversight
{
    public static void AddOversight(this StoreOptions store)
    {
        store.Projections.Snapshot<Directive>(SnapshotLifecycle.Inline);
        store.Schema.For<Directive>()
            .UniqueIndex(directive => directive.Number)
            .Index(directive => directive.WatchFrom!);
        store.Projections.Snapshot<OfficialLetter>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<LetterRegister>(SnapshotLifecycle.Inline);
        store.Schema.For<OfficialLetter>()
            .UniqueIndex(letter => letter.Number)
            .Index(letter => letter.Thread)
            .Index(letter => letter.WatchFrom!);
        store.Projections.Snapshot<Programme>(SnapshotLifecycle.Inline);
        store.Schema.For<Programme>()
            .UniqueIndex(programme => programme.Number)
            .Index(programme => programme.WatchFrom!);
        store.Projections.Snapshot<Council>(SnapshotLifecycle.Inline);
        store.Projections.Snapshot<Meeting>(SnapshotLifecycle.Inline);
        store.Schema.For<Meeting>().UniqueIndex(meeting => meeting.Number).Index(meeting => meeting.Council);
        store.Projections.Snapshot<Resolution>(SnapshotLifecycle.Inline);
        store.Schema.For<Resolution>().UniqueIndex(resolution => resolution.Number)
            .Index(resolution => resolution.Council);
        store.Projections.Snapshot<GuidanceNote>(SnapshotLifecycle.Inline);
        store.Schema.For<GuidanceNote>().UniqueIndex(note => note.Number).Index(note => note.WatchFrom!);
        store.Projections.Snapshot<Issue>(SnapshotLifecycle.Inline);
        store.Schema.For<Issue>().UniqueIndex(issue => issue.Number).Index(issue => issue.WatchFrom!);
    }
}
