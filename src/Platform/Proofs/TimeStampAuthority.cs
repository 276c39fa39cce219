using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace EGov.Proofs;

/// <summary>An authority that says when it saw a digest (RFC 3161).</summary>
/// <param name="trusted">Its certificate, or those of its issuers.</param>
public sealed class TimeStampAuthority(Uri url, X509Certificate2Collection trusted) : IDisposable
{
    private const string Query = "application/timestamp-query", Reply = "application/timestamp-reply";
    private static readonly Oid TimeStamping = new("1.3.6.1.5.5.7.3.8");

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
        // A token is stored in an event, and that has a largest size.
        MaxResponseContentBufferSize = 40_000,
    };

    /// <summary>Has some bytes stamped, and verifies the answer.</summary>
    /// <exception cref="StampRefused">No answer, or one that shows nothing; the message says what is wrong.</exception>
    public async Task<Stamp> StampAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        var nonce = RandomNumberGenerator.GetBytes(16);
        // The nonce is an integer, written without leading zeros and positive.
        nonce[0] = (byte)((nonce[0] & 0x3f) | 0x40);
        var query = Rfc3161TimestampRequest.CreateFromData(
            text.Span, HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true);
        var answer = await PostAsync(query.Encode(), cancellation);
        try
        {
            // Status, imprint, nonce and certificate are as asked, or this throws.
            var token = query.ProcessResponse(answer, out var read);
            if (read != answer.Length) throw new StampRefused("The answer has bytes after its end.");
            if (!token.VerifySignatureForData(text.Span, out var signer) || signer is null)
                throw new StampRefused("The stamp is of something else, or its signature is bad.");
            MustBeTrusted(signer, token);
            return new(token.TokenInfo.Timestamp, signer.Subject, token.AsSignedCms().Encode());
        }
        catch (CryptographicException wrong)
        {
            throw new StampRefused($"The answer is no stamp of what was asked: {wrong.Message}", wrong);
        }
    }

    private async Task<byte[]> PostAsync(byte[] query, CancellationToken cancellation)
    {
        try
        {
            using var body = new ByteArrayContent(query);
            body.Headers.ContentType = new MediaTypeHeaderValue(Query);
            using var answer = await _http.PostAsync(url, body, cancellation);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != Reply)
                throw new StampRefused($"It answers {(int)answer.StatusCode}, {answer.Content.Headers.ContentType}.");
            return await answer.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception gone) when (gone is HttpRequestException
            || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StampRefused($"It does not answer: {gone.Message}", gone);
        }
    }

    /// <summary>The signer is a trusted certificate, or leads to one, and was valid at the stamp's time.</summary>
    private void MustBeTrusted(X509Certificate2 signer, Rfc3161TimestampToken token)
    {
        var at = token.TokenInfo.Timestamp.UtcDateTime;
        if (trusted.Any(one => one.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span))
            && at >= signer.NotBefore.ToUniversalTime() && at <= signer.NotAfter.ToUniversalTime())
            return;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.ApplicationPolicy.Add(TimeStamping);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at;
        if (!chain.Build(signer))
            throw new StampRefused($"{signer.Subject} signed it, whom Ledger:Tsa:Certificate does not vouch for: "
                + string.Join(", ", chain.ChainStatus.Select(status => status.Status)));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A verified time-stamp token.</summary>
/// <param name="At">By the authority's clock.</param>
/// <param name="Authority">The subject of its certificate.</param>
/// <param name="Token">In DER.</param>
public sealed record Stamp(DateTimeOffset At, string Authority, ReadOnlyMemory<byte> Token);

/// <summary>There is no stamp; the message says why.</summary>
#pragma warning disable CA1032, CA1710 // It always says why, and reads as what is told.
public sealed class StampRefused(string message, Exception? cause = null) : Exception(message, cause);
