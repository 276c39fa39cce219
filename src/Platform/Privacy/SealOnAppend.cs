using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>
/// The last step before an event is written: it gets its id, its actor and its causes from the act, and its sealed
/// values are closed under that id.
/// </summary>
/// <remarks>Every session has it, so that no way of appending can go round it.</remarks>
public sealed class SealOnAppend(Lazy<Vault> vault) : DocumentSessionListenerBase
{
    private readonly ConditionalWeakTable<IDocumentSession, Dictionary<Guid, OpenKey>> _begun = [];

    public override async Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var act = Act.CurrentOrNone;
        var ordinal = 0;
        Guid? first = null;
        var fresh = new Dictionary<Guid, OpenKey>();
        foreach (var stream in session.PendingChanges.Streams())
        {
            var isNew = stream.ActionType is StreamActionType.Start;
            // The caller has seen the stream that he acts on, and none that is written along with it.
            if (ordinal == 0 && act?.ExpectedVersion is { } expected && !isNew
                && stream.ExpectedVersionOnServer is { } loaded && loaded != expected)
                throw new Refused("version.stale", expected, loaded);

            // An applicant who is not signed in is a subject of his own, with the id of his request: no look-up is needed.
            if (isNew && stream.Events.SelectMany(e => SealedMembers.Of(e.Data)).Any(found => found.Value.Subject == stream.Id))
            {
                var (key, row) = vault.Value.Begin(stream.Id);
                fresh.Add(stream.Id, key);
                session.Insert(row);
            }

            if (fresh.Count > 0) _begun.AddOrUpdate(session, fresh);
            foreach (var e in stream.Events)
            {
                if (act is not null) Stamp(e, act, ordinal++, first);
                first ??= e.Id;
                await vault.Value.CloseAsync(e.Data, e.Id, fresh, token);
            }
        }
    }

    private static void Stamp(IEvent e, Act act, int ordinal, Guid? first)
    {
        if (act.Key is not null)
        {
            e.Id = EventId(act.Actor, act.Key, ordinal);
            e.SetHeader("fingerprint", act.Fingerprint ?? "");
        }

        e.UserName = act.Actor.Name;
        e.CorrelationId = act.CorrelationId;
        // What an act writes after its first event follows from that event.
        e.CausationId = act.CausationId ?? first?.ToString();
    }

    /// <summary>The id of the n-th event that an actor's key makes: the same command twice is the same event.</summary>
    public static Guid EventId(Actor actor, string key, int ordinal) =>
        Identity.Of("event", actor.Name, actor.Subject?.ToString() ?? actor.Holds?.ToString() ?? "", key,
            ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public override Task AfterCommitAsync(IDocumentSession session, Marten.Services.IChangeSet commit, CancellationToken token)
    {
        if (_begun.TryGetValue(session, out var fresh))
        {
            foreach (var (subject, key) in fresh) vault.Value.Remember(subject, key);
            _begun.Remove(session);
        }

        foreach (var key in commit.Updated.Concat(commit.Inserted).OfType<SubjectKey>())
            if (key.DestroyedAt is not null) vault.Value.Forget(key.Id);
        if (Act.CurrentOrNone is { } act && commit.GetStreams().FirstOrDefault() is { } stream)
            (act.Written.Stream, act.Written.Version) = (stream.Id, stream.Version);
        return Task.CompletedTask;
    }
}
