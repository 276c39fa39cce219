using System.Text;
using EGov.Ledger;
using JasperFx.Events;
using Marten;

namespace EGov.Proofs;

/// <summary>
/// Before an event is written it is made sure that the ledger can take it; after that its receipt can be had.
/// </summary>
/// <remarks>Runs after <see cref="Privacy.SealOnAppend"/>: events have ids and sealed values are closed.</remarks>
internal sealed class PromiseOnAppend(Lazy<Receipts> receipts) : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var written = Act.CurrentOrNone?.Written;
        foreach (var stream in session.PendingChanges.Streams())
        {
            foreach (var e in stream.Events)
            {
                var digest = DigestOf(e, stream.Id, session.DocumentStore.Options.Serializer());
                if (written is null || e.Data is not IHappened happened) continue;
                written.Receipt = () => receipts.Value.For(e.Id, digest, happened.At);
                written = null;
            }
        }

        return Task.CompletedTask;
    }

    /// <exception cref="Refused">It is too large, or holds what has no canonical form.</exception>
    private static Hash DigestOf(IEvent e, Guid stream, ISerializer serializer)
    {
        var json = Encoding.UTF8.GetBytes(serializer.ToJson(e.Data));
        try
        {
            return Entry.Digest(e.UserName ?? Actor.Platform.Name, json, e.Id, stream, e.EventTypeName);
        }
        catch (EntryTooLargeException)
        {
            throw new Refused("event.too-large", Entry.MaxBytes) { Status = 413 };
        }
        catch (FormatException outside)
        {
            var where = (outside as CanonicalJsonException)?.Path ?? e.EventTypeName;
            throw new Refused("event.not-exact", where) { Status = 422 };
        }
    }
}
