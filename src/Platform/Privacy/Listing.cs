using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>What one reader asked of the list of all openings on one day: a stream for each question.</summary>
public record Listing
{
    public Guid Id { get; init; }
    public int Times { get; init; }

    public Listing Evolve(IEvent e) => e.Data switch
    {
        OpeningsListed _ => this with { Id = e.StreamId, Times = Times + 1 },
        _ => this,
    };

    /// <summary>Named under a key: what a reader asked must not be found out by trying questions.</summary>
    public static Guid Of(MasterKey master, Actor actor, DateOnly day, string filter) =>
        Identity.Of("listing", master.Mark("listing", $"{actor.Name}\n{day:yyyy-MM-dd}\n{filter}"));

    /// <summary>Puts on record that openings of many files are being read.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public static async Task RecordAsync(
        IDocumentStore store, MasterKey master, Actor actor, string filter, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var stream = Of(master, actor, now.Day(), filter);
        if (isContinued && await session.Events.FetchStreamStateAsync(stream, cancellation) is not null) return;
        var listed = new OpeningsListed(now, actor.Code, actor.Role, actor.Department,
            Sealed.Of(Subjects.OfficeOf(actor), filter));
        await Openings.AddAsync<Listing>(store, stream, listed, cancellation);
    }
}
