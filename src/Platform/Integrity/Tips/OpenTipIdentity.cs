using System.Reflection;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Integrity;

/// <param name="Ground">court-order, consent, or danger-to-life.</param>
/// <param name="Reasons">Which order, whose consent, what danger; sealed.</param>
public record OpenTipIdentity(Guid TipId, string Ground, string Reasons);

/// <param name="Identity">As it was given; none where the key no longer exists.</param>
public sealed record TipIdentity(string? Identity) : IHttpAware
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TipIdentity)));

    void IHttpAware.Apply(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}

public static class OpenTipIdentityHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["court-order", "consent", "danger-to-life"];

    /// <summary>You open who gave a tip. That you did, and on which ground, is public from then on.</summary>
    [WolverinePost("/api/tips/identity")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task<TipIdentity> Handle(
        OpenTipIdentity command, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (command.TipId == Guid.Empty) throw Nothing;
        // It is on record before it is shown, so it is committed here and not with the answer.
        await using var session = store.LightweightSession();
        var file = await session.Events.FetchForWriting<Tip>(command.TipId, cancellation);
        if (file.Aggregate is not { } tip) throw Nothing;
        file.AppendOne(Decide(command, tip, actor, now));
        await session.SaveChangesAsync(cancellation);
        return new(await vault.WordsAsync(tip.Identity, cancellation));
    }

    private static Refused Nothing => new("tip.nothing-to-open") { Status = 404 };

    public static TipIdentityOpened Decide(OpenTipIdentity command, Tip tip, Actor actor, DateTimeOffset now)
    {
        if (tip.Identity is null) throw new Refused("tip.unnamed");
        if (!Grounds.Contains(command.Ground)) throw new Refused("tip.ground-unknown") { Status = 422 };
        if (string.IsNullOrWhiteSpace(command.Reasons)) throw new Refused("tip.reasons-empty") { Status = 422 };
        return new(now, actor.Code, command.Ground, Sealed.Of(Subjects.Custodian, command.Reasons.Trim()));
    }
}
