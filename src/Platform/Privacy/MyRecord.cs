using System.Reflection;
using EGov.Casework;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov.Privacy;

/// <summary>Everything that is kept about a person, opened for him alone.</summary>
/// <param name="Key">Names the key under which his words are sealed; the key itself never leaves the vault.</param>
/// <param name="IsWhole">Whether these are all his requests, or the one that the secret of its receipt opens.</param>
/// <param name="Erasure">What was asked or done to erase it; none where nobody ever has.</param>
public sealed record MyRecord(
    Guid Key, bool IsWhole, MyErasure? Erasure, IReadOnlyList<KeptRequest> Requests) : IHttpAware
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(MyRecord)));

    void IHttpAware.Apply(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}

/// <summary>How far the erasure of what is kept has come, as the person may know it.</summary>
/// <param name="Reasons">Why it was refused.</param>
/// <param name="HeldUntil">Until when the law forbids it, and on which ground.</param>
public sealed record MyErasure(
    ErasureStage Stage, DateTimeOffset? AskedAt, string? Basis, string? ProposedBy, string? Reasons,
    DateOnly? HeldUntil, string? HoldGround, DateTimeOffset? EndedAt, string? EndedBy);

/// <param name="Events">Every event of the file, its sealed values opened.</param>
/// <param name="Openings">Who of the staff read the file.</param>
/// <param name="Values">Where the sealed values stand, each of which can be handed out by itself.</param>
public sealed record KeptRequest(
    Guid RequestId, string TrackingNumber, Matter Matter, DateTimeOffset SubmittedAt,
    IReadOnlyList<OpenedEvent> Events, IReadOnlyList<FileOpening> Openings, IReadOnlyList<KeptValue> Values);

/// <param name="Path">Where it stands in its event, such as applicant.name.</param>
/// <param name="Digest">What the public ledger holds in its place.</param>
public sealed record KeptValue(Guid Event, string Path, string Digest);

public static class MyRecordEndpoint
{
    /// <summary>Everything kept about you: your requests, event by event, what is sealed, and who read it.</summary>
    [WolverineGet("/api/my/data")]
    public static async Task<MyRecord> Get(
        IQuerySession session, Vault vault, Withheld withheld, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var own = await Own.OfAsync(actor, session, cancellation);
        var isErased = await vault.ErasedAtAsync(own.Subject, cancellation);
        var erasure = await session.LoadAsync<Erasure>(Erasure.Of(own.Subject), cancellation);
        var told = erasure is null
            ? isErased is { } at
                ? new MyErasure(ErasureStage.Erased, null, null, null, null, null, null, at, null)
                : null
            : await TellAsync(erasure, vault, now.Day(), cancellation);
        var requests = new List<KeptRequest>();
        if (isErased is null)
            foreach (var file in await own.FilesAsync(session, cancellation))
                requests.Add(await OpenAsync(file, own.Subject, session, vault, withheld, now, cancellation));
        return new(own.Subject, own.Only is null, told, requests);
    }

    private static async Task<MyErasure?> TellAsync(
        Erasure erasure, Vault vault, DateOnly today, CancellationToken cancellation)
    {
        var isHeld = today <= erasure.HeldUntil;
        if (erasure.Stage is ErasureStage.None && !isHeld) return null;
        // Why colleagues find that it should be done is between them until it is answered.
        var reasons = erasure.Stage is ErasureStage.Refused
            ? await vault.WordsAsync(erasure.Reasons, cancellation)
            : null;
        return new(erasure.Stage, erasure.AskedAt, erasure.Basis, erasure.ProposedBy, reasons,
            isHeld ? erasure.HeldUntil : null, isHeld ? erasure.HoldGround : null, erasure.EndedAt, erasure.EndedBy);
    }

    private static async Task<KeptRequest> OpenAsync(
        Request file, Guid subject, IQuerySession session, Vault vault, Withheld withheld, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(file.Id, token: cancellation);
        var values = from e in events
                     from found in SealedMembers.Of(e.Data)
                     where found.Value.Subject == subject
                     select new KeptValue(e.Id, found.Path, found.Value.Digest);
        return new(file.Id, file.TrackingNumber, file.Matter, file.SubmittedAt,
            await vault.OpenAsync(events, cancellation),
            await FileOpening.OfAsync([file.Id], session, withheld, now, cancellation), [.. values]);
    }
}
