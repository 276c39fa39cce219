using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>Who opened one file, and why: a stream of its own beside the file's.</summary>
public record Openings
{
    /// <summary>papers, decision, referral, appeal, supervision, audit, complaint.</summary>
    public static readonly IReadOnlyList<string> Purposes =
        ["papers", "decision", "referral", "appeal", "supervision", "audit", "complaint"];

    public Guid Id { get; init; }
    public IReadOnlyList<FileOpened> All { get; init; } = [];

    /// <summary>The stream of a request's openings.</summary>
    public static Guid Of(Guid request) => Identity.Of("openings", request.ToString());

    public Openings Evolve(IEvent e) => e.Data switch
    {
        FileOpened opened => this with { Id = e.StreamId, All = [.. All, opened] },
        _ => this,
    };

    /// <summary>Puts on record that this file is being read, before it is shown.</summary>
    public static async Task RecordAsync(
        IDocumentStore store, Guid request, Actor actor, string? purpose, DateTimeOffset now, CancellationToken cancellation)
    {
        if (purpose is null) throw new Refused("opening.purpose-missing") { Status = 400 };
        if (!Purposes.Contains(purpose)) throw new Refused("opening.purpose-not-listed", purpose) { Status = 400 };
        await using var session = store.LightweightSession();
        var opened = new FileOpened(now, request, actor.Code, actor.Role, actor.Department, purpose);
        // Started by the first reader, appended to by the next: two first readers at once are two appends.
        if (await session.Events.FetchStreamStateAsync(Of(request), cancellation) is null)
            session.Events.StartStream<Openings>(Of(request), opened);
        else session.Events.Append(Of(request), opened);
        await session.SaveChangesAsync(cancellation);
    }
}
