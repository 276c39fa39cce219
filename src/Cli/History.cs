using EGov.Casework;
using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Marten.Services;

namespace EGov.Cli;

/// <summary>
/// Carries out acts of the past through the platform's own decide functions and appends what they give, many files a
/// transaction. Each event gets the id its act derives from its key, so that a repeated run finds it done.
/// </summary>
/// <param name="writtenAt">When an act counts as recorded: null is now, which is the truth for an import.</param>
/// <param name="stored">The ids of events that an earlier run has written: they are folded, and not written again.</param>
public class History(
    IDocumentStore store, Func<DateTimeOffset, DateTimeOffset>? writtenAt = null, IReadOnlySet<Guid>? stored = null)
{
    private readonly Dictionary<Guid, Request> _files = [];
    private readonly Queue<Deed> _beside = [];
    private List<Deed> _order = [];
    private DateTimeOffset _latest, _latestBeside;

    /// <summary>Is told of every event, in the order of the acts.</summary>
    public Action<IEvent>? Heard { get; set; }

    /// <summary>Events that wait to be written.</summary>
    public int Waiting => _order.Count;

    public Request this[Guid id] => _files.GetValueOrDefault(id) ?? new();

    /// <summary>Carries out one act on a file; a refusal leaves everything as it was.</summary>
    /// <param name="decide">The very function that the host calls.</param>
    public Request Do(Guid id, Act act, Func<Request, object> decide)
    {
        var before = this[id];
        object result;
        using (Act.Begin(act)) result = decide(before);
        var after = before;
        var ordinal = 0;
        foreach (var data in result as IEnumerable<object> ?? [result])
        {
            var e = Wrap(id, act, data, ordinal++);
            after = after.Evolve(e);
            Keep(id, typeof(Request), e, isNew: before.Status is RequestStatus.None);
        }

        return _files[id] = after;
    }

    /// <summary>Appends to a stream of another area, such as a file's openings.</summary>
    public void Append(Guid stream, Type aggregate, Act act, object data, bool isNew) =>
        Keep(stream, aggregate, Wrap(stream, act, data, 0), isNew);

    /// <summary>Appends what happens beside the files, in an order of its own, by when it is written.</summary>
    public IEvent Beside(
        Guid stream, Type aggregate, Act act, object data, bool isNew, DateTimeOffset written)
    {
        var e = Wrap(stream, act, data, 0);
        // Who works beside the files knows nothing of who else does: one after another they are written all the same.
        _latestBeside = new[] { written, _latest, _latestBeside }.Max();
        e.Timestamp = _latestBeside;
        _beside.Enqueue(new(stream, aggregate, e, isNew));
        Heard?.Invoke(e);
        return e;
    }

    /// <summary>Takes what happened beside the files and was written by then.</summary>
    public void TakeBeside(DateTimeOffset until)
    {
        while (_beside.TryPeek(out var next) && next.Event.Timestamp <= until) Put(_beside.Dequeue());
    }

    /// <summary>Takes a file as it is, where more is known of it than its acts have said here.</summary>
    public Request Restore(Request file) => _files[file.Id] = file;

    /// <summary>Forgets a file that nothing more will happen to.</summary>
    public void Forget(Guid id) => _files.Remove(id);

    /// <summary>Writes everything that waits, in the order in which it happened, in one transaction.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_order.Count == 0) return;
        // What is done meanwhile waits for the next transaction.
        var deeds = _order;
        _order = [];
        await WriteAsync(deeds, cancellation);
    }

    /// <summary>
    /// A session writes its events stream by stream. So a stream that comes again after another one begins a new save
    /// of the same transaction, and the sequence of the store is the order of the acts.
    /// </summary>
    protected virtual async Task WriteAsync(IReadOnlyList<Deed> deeds, CancellationToken cancellation)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        var (saved, begun) = (new HashSet<Guid>(), new HashSet<Guid>());
        for (var i = 0; i < deeds.Count;)
        {
            var (stream, from) = (deeds[i].Stream, i);
            while (i < deeds.Count && deeds[i].Stream == stream) i++;
            if (!saved.Add(stream))
            {
                await session.SaveChangesAsync(cancellation);
                saved = [stream];
            }

            var events = deeds.Skip(from).Take(i - from).Select(deed => (object)deed.Event).ToArray();
            if (deeds[from].IsNew && begun.Add(stream)) session.Events.StartStream(deeds[from].Aggregate, stream, events);
            else session.Events.Append(stream, events);
        }

        await session.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private void Keep(Guid stream, Type aggregate, IEvent e, bool isNew)
    {
        if (_beside.Count > 0) TakeBeside(e.Timestamp);
        Heard?.Invoke(e);
        Put(new(stream, aggregate, e, isNew));
    }

    private void Put(Deed deed)
    {
        _latest = deed.Event.Timestamp;
        if (stored?.Contains(deed.Event.Id) is not true) _order.Add(deed);
    }

    private IEvent Wrap(Guid stream, Act act, object data, int ordinal)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        e.Id = SealOnAppend.EventId(act.Actor, act.Key ?? throw new ArgumentException("An act of the past has a key."), ordinal);
        e.StreamId = stream;
        e.UserName = act.Actor.Name;
        e.CorrelationId = act.CorrelationId;
        e.CausationId = act.CausationId
            ?? (ordinal > 0 ? SealOnAppend.EventId(act.Actor, act.Key, 0).ToString() : null);
        if (writtenAt is not null) e.Timestamp = writtenAt(act.Now);
        return e;
    }
}

/// <summary>An event that waits to be written.</summary>
/// <param name="IsNew">Whether its stream begins with it.</param>
public sealed record Deed(Guid Stream, Type Aggregate, IEvent Event, bool IsNew);
