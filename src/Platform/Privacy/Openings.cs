using JasperFx.Events;
using Marten;

namespace EGov.Privacy;

/// <summary>Who opened one file, and why: a stream of its own beside the file's.</summary>
public record Openings
{
    /// <summary>papers, decision, referral, appeal, supervision, audit, complaint, investigation.</summary>
    public static readonly IReadOnlyList<string> Purposes =
        ["papers", "decision", "referral", "appeal", "supervision", "audit", "complaint", "investigation"];

    /// <summary>What reading the openings themselves is shown as.</summary>
    public static readonly IReadOnlyList<string> Readings = ["openings", "explanation"];

    public Guid Id { get; init; }
    public IReadOnlyList<FileOpened> All { get; init; } = [];
    public IReadOnlyList<OpeningsRead> Readers { get; init; } = [];

    /// <summary>The stream of a request's openings.</summary>
    public static Guid Of(Guid request) => Identity.Of("openings", request.ToString());

    public Openings Evolve(IEvent e) => e.Data switch
    {
        FileOpened opened => this with { Id = e.StreamId, All = [.. All, opened] },
        OpeningsRead read => this with { Id = e.StreamId, Readers = [.. Readers, read] },
        _ => this,
    };

    /// <summary>Puts on record that this file is being read, before it is shown.</summary>
    public static Task RecordAsync(
        IDocumentStore store, Guid request, Actor actor, string purpose, DateTimeOffset now,
        CancellationToken cancellation) =>
        RecordAsync(store, new(now, request, actor.Code, actor.Role, actor.Department, purpose), cancellation);

    public static async Task RecordAsync(IDocumentStore store, FileOpened opened, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        await AppendAsync(session, opened.Request, opened, cancellation);
    }

    /// <summary>Puts on record that somebody reads who had opened a file, or why.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public static async Task ReadAsync(
        IDocumentStore store, Guid request, Guid? opening, Actor actor, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var day = now.Day();
        if (isContinued && (await session.Events.FetchStreamAsync(Of(request), token: cancellation)).Any(e =>
                e.Data is OpeningsRead read && read.Reader == actor.Code && read.Opening == opening
                && read.At.Day() == day))
            return;
        var reading = new OpeningsRead(now, request, actor.Code, actor.Role, actor.Department, opening);
        await AppendAsync(session, request, reading, cancellation);
    }

    private static async Task AppendAsync(
        IDocumentSession session, Guid request, object happened, CancellationToken cancellation)
    {
        // Started by the first reader, appended to by the next: two first readers at once are two appends.
        if (await session.Events.FetchStreamStateAsync(Of(request), cancellation) is null)
            session.Events.StartStream<Openings>(Of(request), happened);
        else session.Events.Append(Of(request), happened);
        await session.SaveChangesAsync(cancellation);
    }
}
