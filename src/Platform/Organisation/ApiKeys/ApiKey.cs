using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JasperFx.Events;

namespace EGov.Organisation;

/// <summary>A key of open data: whose it is, and by which hash it is known.</summary>
public record ApiKey
{
    private const string Prefix = "egov";

    public Guid Id { get; init; }
    public string Client { get; init; } = "";
    public string Hash { get; init; } = "";
    public DateTimeOffset IssuedAt { get; init; }
    public bool IsRevoked { get; init; }

    /// <summary>A new key: what it is for, its id, and 256 random bits.</summary>
    public static string New(Guid id) =>
        $"{Prefix}_{id:N}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The id that a key names; none where it is no key of ours.</summary>
    public static Guid? IdIn(string key) =>
        key.Split('_', 3) is [Prefix, var id, { Length: 43 }] && Guid.TryParseExact(id, "N", out var found)
            ? found
            : null;

    public bool IsOpenedBy(string key) =>
        !IsRevoked && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(HashOf(key)));

    public ApiKey Evolve(IEvent e) => e.Data switch
    {
        ApiKeyIssued issued => this with
        {
            Id = e.StreamId,
            Client = issued.Client,
            Hash = issued.Hash,
            IssuedAt = issued.At,
        },
        ApiKeyRevoked _ => this with { IsRevoked = true },
        ApiKeyContactRead _ => this,
        _ => this,
    };
}
