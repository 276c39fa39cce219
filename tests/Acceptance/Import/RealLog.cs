using EGov.Integrity;
using Marten;

namespace EGov.Acceptance.Import;

/// <summary>A real log that was imported, read by the book as if it had been written while it happened.</summary>
internal sealed record RealLog(SignalBook Book, IReadOnlyList<Signal> Signals)
{
    /// <summary>So many signals of each indicator.</summary>
    public IReadOnlyDictionary<string, int> Counts =>
        Signals.GroupBy(signal => signal.Indicator).OrderBy(same => same.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Count());

    /// <param name="named">Thresholds that are set before it begins: the steps of that office.</param>
    public static async Task<RealLog> ReadAsync(
        ImportStore import, params (string Indicator, (string Name, decimal Value)[] Thresholds)[] named)
    {
        await using var session = import.Store.Documents.QuerySession();
        var events = (await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence)
            .ToListAsync(TestContext.Current.CancellationToken)).OrderBy(e => ((IHappened)e.Data).At).ToList();
        var book = new SignalBook(import.Store.Master);
        foreach (var (code, thresholds) in named)
        {
            var terms = Indicator.Find(code)!.Terms;
            book.Read(new JasperFx.Events.Event<IndicatorSet>(new(
                ((IHappened)events[0].Data).At, "INT-01", code, 2,
                [
                    .. terms.Thresholds.Where(one => thresholds.All(set => set.Name != one.Name)),
                    .. thresholds.Select(set => new Threshold(set.Name, set.Value)),
                ]))
            { Timestamp = ((IHappened)events[0].Data).At });
        }

        var found = new List<Signal>();
        foreach (var e in events)
        {
            e.Timestamp = ((IHappened)e.Data).At;
            found.AddRange(book.Read(e));
        }

        return new(book, found);
    }
}
