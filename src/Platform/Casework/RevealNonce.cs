using EGov.Ledger;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The applicant adds to a draw what he committed to when he filed.</summary>
/// <param name="Nonce">32 bytes in hexadecimal. From here on they are public.</param>
public record RevealNonce(Guid RequestId, string Nonce);

public static class RevealNonceHandler
{
    /// <summary>
    /// Adds the applicant's random bytes to the draw that is under way, once its request is on record.
    /// </summary>
    [WolverinePost("/api/requests/{requestId}/nonce"), EmptyResponse]
    public static NonceRevealed Handle(
        RevealNonce command, [WriteModel] Request request, Actor actor, DateTimeOffset now)
    {
        request.OnlyForItsApplicant(actor);
        if (request.Draw is not { } draw) throw new Refused("nonce.no-draw-runs");
        if (draw.Requested.NonceDigest is not { } digest) throw new Refused("nonce.not-committed");
        if (draw.Nonce is not null) throw new Refused("nonce.revealed-already");
        if (now > draw.Requested.NonceBy) throw new Refused("nonce.too-late");
        if (command.Nonce is not { Length: 2 * DrawSeed.NonceLength } nonce || !nonce.All(char.IsAsciiHexDigit)
            || DrawSeed.Commit(Convert.FromHexString(nonce)) != digest)
            throw new Refused("nonce.another") { Status = 422 };
        return new(now, draw.Requested.Draw, nonce.ToLowerInvariant());
    }
}
