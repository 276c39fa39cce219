using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Organisation;

/// <param name="Ground">asked, unused, leaked, or misused.</param>
public record RevokeApiKey(Guid KeyId, string Ground);

public static class RevokeApiKeyHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["asked", "unused", "leaked", "misused"];

    /// <summary>Ends a key of open data, for good; a client that goes on gets another.</summary>
    [WolverinePost("/api/keys/{keyId}/revoke"), EmptyResponse]
    public static ApiKeyRevoked Handle(
        RevokeApiKey command, [WriteModel(nameof(RevokeApiKey.KeyId))] ApiKey key, DateTimeOffset now)
    {
        if (key.IsRevoked) throw new Refused("api-key.already-revoked", key.Client);
        if (!Grounds.Contains(command.Ground)) throw new Refused("api-key.ground-not-listed") { Status = 422 };
        return new(now, key.Id, command.Ground);
    }
}
