using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Security.AntiSSRF;
using StandardWebhooks;

namespace EGov.Webhooks;

/// <summary>Where the platform may send to, as the operator says it in the section <c>Webhooks</c>.</summary>
/// <param name="Origin">How the platform is called where it asks whether it may send; its public host name.</param>
/// <param name="Private">
/// Addresses of a private network that may be sent to all the same, as networks (10.1.0.0/16); none as a rule.
/// </param>
/// <param name="AllowsPlainHttp">Only for trials on one machine.</param>
public sealed record OutgoingTerms(string Origin, IReadOnlyList<string> Private, bool AllowsPlainHttp);

/// <summary>What an address answered: its status, or why there was none.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="After">How long it wishes to be left alone.</param>
internal sealed record Answered(int Status, string What, TimeSpan? After = null, bool Allows = false)
{
    public bool IsWell => Status is >= 200 and < 300;
}

/// <summary>Sends to addresses that strangers have named: never into our own network, nor on to another.</summary>
internal sealed class Outgoing : IDisposable
{
    private const int LongestReason = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly OutgoingTerms _terms;
    private readonly HttpClient _http;

    public Outgoing(OutgoingTerms terms)
    {
        _terms = terms;
        // Names are looked up and judged by the handler that connects: what a name means cannot change in between.
        var policy = new AntiSSRFPolicy(PolicyConfigOptions.ExternalOnlyLatest)
        {
            AllowPlainTextHttp = terms.AllowsPlainHttp,
            AddXFFHeader = false,
        };
        if (terms.Private.Count > 0) policy.AddAllowedAddresses([.. terms.Private]);
        var handler = policy.GetHandler();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        _http = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = 65_536 };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("EGov-Webhooks/1");
    }

    /// <summary>Whether whoever answers there agrees (CloudEvents 1.0, HTTP webhooks §4).</summary>
    public async Task<Answered> AskAsync(string address, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add("WebHook-Request-Origin", _terms.Origin);
        return await SendAsync(request, cancellation);
    }

    /// <param name="id">The same for every attempt.</param>
    public async Task<Answered> TellAsync(
        string address, string secret, string id, string body, DateTimeOffset now, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/cloudevents+json"),
        };
        var signed = new StandardWebhook(secret).Sign(id, now, body);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", signed);
        return await SendAsync(request, cancellation);
    }

    private async Task<Answered> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            // Only the head of an answer counts; a body without end is not waited for.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)answer.StatusCode;
            var after = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                ? answer.Headers.RetryAfter is { } wish
                    ? wish.Delta ?? (wish.Date is { } date ? date - DateTimeOffset.UtcNow : null)
                    : null
                : default(TimeSpan?);
            var allows = answer.Headers.TryGetValues("WebHook-Allowed-Origin", out var allowed)
                && allowed.Any(origin => origin == "*"
                    || string.Equals(origin, _terms.Origin, StringComparison.OrdinalIgnoreCase));
            return new(status, status.ToString(CultureInfo.InvariantCulture), after, allows);
        }
        // A name that nobody knows comes as a fault of the socket: it is looked up before there is a connection.
        catch (Exception failed) when (failed is HttpRequestException or AntiSSRFException or IOException
            or SocketException || (failed is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(0, Why(failed));
        }
    }

    private static string Why(Exception failed)
    {
        if (failed is TaskCanceledException) return "no answer in time";
        for (var cause = failed; cause is not null; cause = cause.InnerException)
            if (cause is AntiSSRFException) return "address not allowed";
        return failed.Message.Length > LongestReason ? failed.Message[..LongestReason] : failed.Message;
    }

    public void Dispose() => _http.Dispose();
}
