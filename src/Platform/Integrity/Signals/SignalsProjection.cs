using EGov.Privacy;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;

namespace EGov.Integrity;

/// <summary>Keeps the book of signals beside the record, and writes what it says.</summary>
/// <remarks>
/// The book lives in memory. Where it does not end right before a page, because the process is new, another node was at
/// work meanwhile, or a page comes again, it reads the record up to there, and what it says on the way is known
/// already. The daemon gives it one page at a time.
/// </remarks>
public sealed partial class SignalsProjection : EventProjection, IJasperFxProjection<IDocumentOperations>
{
    public const string Title = "SignalsByDay";
    private const int Page = 10_000;

    private readonly Lazy<Vault>? _vault;
    private SignalBook? _book;
    private long _upTo, _counted;

    /// <param name="vault">Opens the marks by which applicants are compared; none where only tables are made.</param>
    public SignalsProjection(Lazy<Vault>? vault)
    {
        (Name, _vault) = (Title, vault);
        Options.DeleteViewTypeOnTeardown<Signal>();
        Options.DeleteViewTypeOnTeardown<RepresentativeTally>();
        foreach (var type in SignalBook.Events) IncludeType(type);
    }

    public override async ValueTask ApplyAsync(
        IDocumentOperations operations, IEvent e, CancellationToken cancellation) =>
        await WriteAsync(operations, [e], cancellation);

    Task IJasperFxProjection<IDocumentOperations>.ApplyAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
        WriteAsync(operations, events, cancellation);

    private async Task WriteAsync(
        IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        try
        {
            if (_book is null || events[0].Sequence <= _upTo)
                (_book, _upTo, _counted) = (new(_vault!.Value.Master), 0, 0);
            await CatchUpAsync(_book, operations, events[0].Sequence, cancellation);
            _book.TakeDays();
            operations.Store((await ReadAsync(_book, events, cancellation)).ToArray());
            var (indicators, represented) = _book.TakeDays();
            await TellAsync(indicators, represented, operations, cancellation);
            WriteRepresentatives(_book.Representation, operations);
        }
        catch
        {
            // What was read of a page that is not written would be read twice.
            _book = null;
            throw;
        }
    }

    /// <summary>
    /// What the public was told of a day stays: counted again after an erasure, it would be something else.
    /// </summary>
    private static async Task TellAsync(
        IReadOnlyList<IndicatorDay> indicators, IReadOnlyList<RepresentationDay> represented,
        IDocumentOperations operations, CancellationToken cancellation)
    {
        if (indicators.Count + represented.Count == 0) return;
        await using var session = operations.DocumentStore.QuerySession();
        // Both are written together, each day once.
        var last = await session.Query<RepresentationDay>().OrderByDescending(day => day.Sequence)
            .Select(day => day.Sequence).FirstOrDefaultAsync(cancellation);
        operations.Store(indicators.Where(day => day.Sequence > last).ToArray());
        operations.Store(represented.Where(day => day.Sequence > last).ToArray());
    }

    /// <summary>Who is not counted any more is not kept: nobody files through him now, or he was erased.</summary>
    private void WriteRepresentatives(Representation counted, IDocumentOperations operations)
    {
        if (counted.Sequence == _counted) return;
        operations.Store(counted.Tallies.ToArray());
        operations.DeleteWhere<RepresentativeTally>(tally => tally.Sequence != counted.Sequence);
        _counted = counted.Sequence;
    }

    private async Task CatchUpAsync(
        SignalBook book, IDocumentOperations operations, long before, CancellationToken cancellation)
    {
        await using var session = operations.DocumentStore.QuerySession();
        Type[] types = [.. SignalBook.Events];
        for (var isMore = true; isMore;)
        {
            var after = _upTo;
            var events = await session.Events.QueryAllRawEvents()
                .Where(e => e.EventTypesAre(types) && e.Sequence > after && e.Sequence < before)
                .OrderBy(e => e.Sequence).Take(Page).ToListAsync(cancellation);
            await ReadAsync(book, events, cancellation);
            isMore = events.Count == Page;
        }
    }

    private async Task<List<Signal>> ReadAsync(
        SignalBook book, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var marks = await _vault!.Value.OpenAllAsync(
            [.. events.Select(e => SignalBook.MarkIn(e.Data)).OfType<Sealed>()], cancellation);
        var found = new List<Signal>();
        foreach (var e in events)
        {
            var mark = SignalBook.MarkIn(e.Data) is { } closed && marks.TryGetValue(closed, out var open) ? open : null;
            found.AddRange(book.Read(e, mark));
            _upTo = e.Sequence;
        }

        return found;
    }
}
