using EGov.Privacy;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

/// <param name="Client">The public name of the organisation that will read, for all to see.</param>
/// <param name="Contact">Whom to ask there; sealed.</param>
public record IssueApiKey(string Client, string Contact);

/// <param name="Key">What to send as the header Api-Key. Shown this once: only its hash is kept.</param>
public record NewApiKey(Guid KeyId, string Client, string Key) : ShownOnce<NewApiKey>;

public static class IssueApiKeyHandler
{
    public const int Longest = 200;

    /// <summary>Issues a key by which an organisation reads more open data than an unknown address.</summary>
    [WolverinePost("/api/keys")]
    public static (NewApiKey, IStartStream) Handle(IssueApiKey command, DateTimeOffset now)
    {
        var id = Guid.NewGuid();
        var key = ApiKey.New(id);
        var issued = Decide(command, id, ApiKey.HashOf(key), now);
        return (new(id, issued.Client, key), MartenOps.StartStream<ApiKey>(id, issued));
    }

    public static ApiKeyIssued Decide(IssueApiKey command, Guid id, string hash, DateTimeOffset now)
    {
        if (command.Client.Trim().Length is 0 or > Longest)
            throw new Refused("api-key.client-unnamed", Longest) { Status = 422 };
        if (command.Contact.Trim().Length is 0 or > Longest)
            throw new Refused("api-key.contact-missing", Longest) { Status = 422 };
        return new(now, id, command.Client.Trim(), hash, Sealed.Of(id, command.Contact.Trim()));
    }
}
