using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Organisation;

/// <summary>Whom to ask at an organisation that reads open data with a key.</summary>
/// <param name="Contact">None where the key that sealed it no longer exists.</param>
public sealed record ApiKeyContact(Guid KeyId, string Client, string? Contact);

public static class ApiKeyContactEndpoint
{
    /// <summary>Whom to ask at the organisation of a key. Reading it is recorded on the key.</summary>
    [WolverineGet("/api/keys/{keyId}/contact")]
    public static async Task<ApiKeyContact> Get(
        Guid keyId, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var happened = await session.Events.FetchStreamAsync(keyId, token: cancellation);
        if (happened is not [{ Data: ApiKeyIssued issued }, ..]) throw new Refused("api-key.unknown") { Status = 404 };
        // On record before it is shown.
        session.Events.Append(keyId, new ApiKeyContactRead(now, keyId, actor.Code));
        await session.SaveChangesAsync(cancellation);
        return new(keyId, issued.Client, await vault.WordsAsync(issued.Contact, cancellation));
    }
}
