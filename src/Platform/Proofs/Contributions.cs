using System.Net;
using System.Security.Cryptography;
using System.Text;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>
/// Who contributes to draws, and what they contribute: the platform by its own key, witnesses over HTTP.
/// </summary>
/// <remarks>
/// Nothing is signed before the request of a draw stands in a published checkpoint; a witness demands more, and signs
/// only what stands in a tree that it has cosigned itself.
/// </remarks>
public sealed class Contributions : IDisposable
{
    public const string Platform = "platform";

    private readonly LedgerFolder _folder;
    private readonly ProveEvent _prove;
    private readonly ISigner _log;
    private readonly Lazy<DrawSigner> _own;
    private readonly IReadOnlyList<Contributor> _witnesses;
    private readonly HttpClient _http;

    /// <exception cref="FormatException">The file of the witnesses' keys cannot be used.</exception>
    /// <exception cref="ArgumentException">It names one whose address the policy does not tell.</exception>
    public Contributions(LedgerSettings settings, LedgerFolder folder, ProveEvent prove, ISigner log)
    {
        (_folder, _prove, _log) = (folder, prove, log);
        _witnesses = Witnesses(settings);
        _own = new(() => SigningKeys.OpenDraws(settings.Keys));
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = settings.WitnessTimeout,
            MaxResponseContentBufferSize = 65_536,
        };
    }

    /// <summary>
    /// The platform, and the witnesses whose keys it was told; in the order in which they are hashed.
    /// </summary>
    /// <remarks>Whoever is named in a draw has had his key published before.</remarks>
    public IReadOnlyList<Contributor> All()
    {
        Contributor[] all = [new(Platform, _own.Value.Key, null), .. _witnesses];
        var known = _folder.DrawKeys ?? "";
        var news = string.Concat(all.Select(one => DrawKeys.Line(one.Name, one.Key))
            .Where(line => !known.Contains(line, StringComparison.Ordinal)));
        if (news.Length > 0) _folder.DrawKeys = known + news;
        return all;
    }

    /// <summary>Where the request of a draw stands in the published ledger; null as long as it does not.</summary>
    public async Task<DrawLeaf?> FindAsync(Guid requested, Guid draw, CancellationToken cancellation)
    {
        var proof = await _prove.OfLatestAsync(requested, cancellation);
        if (proof?.Extra is not { } entry) return null;
        var leaf = MerkleTree.Leaf(entry.Span);
        return new(new(_log.Verifier.Name, draw, proof.Index, leaf), entry);
    }

    /// <summary>What a contributor signs for a draw; it is verified.</summary>
    /// <exception cref="NoContribution">A witness does not sign now, for a reason that it gives.</exception>
    public async Task<byte[]> OfAsync(Contributor contributor, DrawLeaf leaf, CancellationToken cancellation)
    {
        if (contributor.Address is null) return _own.Value.Sign(leaf.Alpha);
        var signature = await AskAsync(contributor.Address, leaf, cancellation);
        return contributor.Key.Verifies(leaf.Alpha, signature)
            ? signature
            : throw new NoContribution("Its answer is not signed by the key that it is known by.");
    }

    private async Task<byte[]> AskAsync(Uri address, DrawLeaf leaf, CancellationToken cancellation)
    {
        try
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(leaf.Alpha.Origin)));
            var seen = SignedNote.Parse(await TextAsync(new(address, $"{name}/checkpoint"), null, cancellation));
            var size = Checkpoint.Parse(seen.Text).Size;
            if (size <= leaf.Alpha.Index) throw new NoContribution($"It has cosigned {size} events, and not this one.");
            var path = MerkleTree.InclusionPath(leaf.Alpha.Index, size, _folder.Read);
            var proof = new TlogProof(leaf.Alpha.Index, path, seen, leaf.Entry);
            var answer = await TextAsync(new(address, "sign-draw"), proof.ToBytes(), cancellation);
            return Convert.FromBase64String(answer.TrimEnd('\n'));
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or ArgumentException or LedgerBroken
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new NoContribution(e.Message, e);
        }
    }

    private async Task<string> TextAsync(Uri address, byte[]? body, CancellationToken cancellation)
    {
        using var content = body is null ? null : new ByteArrayContent(body);
        using var answer = content is null
            ? await _http.GetAsync(address, cancellation)
            : await _http.PostAsync(address, content, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.StatusCode is HttpStatusCode.OK ? text
            : throw new NoContribution(
                $"It answers {(int)answer.StatusCode}: {(text.Length > 300 ? text[..300] : text)}");
    }

    private static Contributor[] Witnesses(LedgerSettings settings)
    {
        if (settings.DrawKeys is not { Length: > 0 } file) return [];
        var policy = settings.Policy is { Length: > 0 } path ? Policy.Parse(File.ReadAllBytes(path)) : null;
        return
        [
            // The last key of a name is the one that it signs with now.
            .. DrawKeys.Parse(File.ReadAllText(file)).All.GroupBy(one => one.Name).Select(same =>
                policy?.Witnesses.FirstOrDefault(witness => witness.Name == same.Key)?.Url is { } url
                    && Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
                    ? new Contributor(same.Key, same.Last().Key, address)
                    : throw new ArgumentException(
                        $"{same.Key} of Ledger:Draw:Keys is no witness of the policy whose address it tells.")),
        ];
    }

    public void Dispose()
    {
        _http.Dispose();
        if (_own.IsValueCreated) _own.Value.Dispose();
    }
}

/// <param name="Name">platform, or as the policy calls the witness.</param>
/// <param name="Address">Of a witness; the platform needs none.</param>
public sealed record Contributor(string Name, DrawKey Key, Uri? Address);

/// <summary>Where the request of a draw stands, and the bytes of its entry.</summary>
public sealed record DrawLeaf(DrawAlpha Alpha, ReadOnlyMemory<byte> Entry);

/// <summary>A contributor does not sign now.</summary>
#pragma warning disable CA1032, CA1710 // It always says why, and reads as what is told.
public sealed class NoContribution(string message, Exception? cause = null) : Exception(message, cause);
