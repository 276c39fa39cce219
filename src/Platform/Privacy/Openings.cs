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

    public static Task RecordAsync(IDocumentStore store, FileOpened opened, CancellationToken cancellation) =>
        AddAsync<Openings>(store, Of(opened.Request), opened, cancellation);

    /// <summary>Puts on record that somebody reads who had opened a file, or why.</summary>
    /// <param name="isContinued">A further page of the same list is the same reading.</param>
    public static async Task ReadAsync(
        IDocumentStore store, Guid request, Guid? opening, Actor actor, bool isContinued, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var day = now.Day();
        if (isContinued && (await session.Events.FetchStreamAsync(Of(request), token: cancellation)).Any(e =>
                e.Data is OpeningsRead read && read.Reader == actor.Code && read.Opening == opening
                && read.At.Day() == day))
            return;
        var reading = new OpeningsRead(now, request, actor.Code, actor.Role, actor.Department, opening);
        await AddAsync<Openings>(store, Of(request), reading, cancellation);
    }

    /// <summary>Starts a stream or adds to it; of two who start it at once the second adds.</summary>
    internal static async Task AddAsync<T>(
        IDocumentStore store, Guid stream, object happened, CancellationToken cancellation) where T : class
    {
        try
        {
            await TryAsync();
        }
        catch (Exception e) when (e is Marten.Exceptions.ExistingStreamIdCollisionException
            or ExistingStreamIdCollisionException)
        {
            await TryAsync();
        }

        async Task TryAsync()
        {
            await using var session = store.LightweightSession();
            if (await session.Events.FetchStreamStateAsync(stream, cancellation) is null)
                session.Events.StartStream<T>(stream, happened);
            else session.Events.Append(stream, happened);
            await session.SaveChangesAsync(cancellation);
        }
    }
}
