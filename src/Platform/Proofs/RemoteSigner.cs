using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>
/// A signer in another process (<c>egov signer run</c>): neither its key nor its state is within our reach.
/// </summary>
public sealed class RemoteSigner : ISigner, IDisposable
{
    private const string UnixLead = "unix:";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly LedgerFolder _folder;
    private readonly string _address;
    private volatile NoteVerifier? _met;
    private volatile KeyOnFile? _known;

    /// <param name="address"><c>unix:/path</c> or <c>http://127.0.0.1:port</c>.</param>
    /// <param name="folder">Keeps the public key, so that a ledger has its name while its signer is away.</param>
    public RemoteSigner(string address, LedgerFolder folder)
    {
        (_address, _folder) = (address, folder);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        };
        Uri at;
        if (address.StartsWith(UnixLead, StringComparison.Ordinal))
        {
            var socket = new UnixDomainSocketEndPoint(address[UnixLead.Length..]);
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation);
            at = new("http://signer");
        }
        else if (!Uri.TryCreate(address, UriKind.Absolute, out at!) || at.Scheme != Uri.UriSchemeHttp || !at.IsLoopback)
        {
            throw new ArgumentException(
                $"Ledger:Signer is unix:/path or http://127.0.0.1:port, not {address}.", nameof(address));
        }

        _http = new(handler) { BaseAddress = at, Timeout = Patience, MaxResponseContentBufferSize = 65_536 };
    }

    public NoteVerifier Verifier => Known() ?? _met ?? throw Away(null);

    public async Task<NoteVerifier> MeetAsync(CancellationToken cancellation)
    {
        // Whoever has changed its key has written the new one there.
        var known = Known();
        if (_met is { } met && met.Equals(known)) return met;
        var verifier = NoteVerifier.Parse((await AskAsync(HttpMethod.Get, "/vkey", null, cancellation)).TrimEnd('\n'));
        if (known is not null && known.Name != verifier.Name)
            throw new SignerRefused(
                $"The signer at {_address} signs for {verifier.Name}; this ledger is {known.Name}. It is another's.");
        _folder.Vkey = verifier.Vkey + "\n";
        return _met = verifier;
    }

    public async Task<TreeHead> LastAsync(CancellationToken cancellation)
    {
        var lines = (await AskAsync(HttpMethod.Get, "/last", null, cancellation)).Split('\n');
        return new(long.Parse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture), Hash.FromBase64(lines[1]));
    }

    public async Task<IReadOnlyList<NoteSignature>> SignAsync(
        Checkpoint next, long from, IReadOnlyList<Hash> proof, CancellationToken cancellation)
    {
        var asked = new SigningRequest(next, from, proof).ToText();
        var answer = await AskAsync(HttpMethod.Post, "/sign", asked, cancellation);
        var note = new SignedNote(
            next.Text, answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(NoteSignature.Parse));
        // Its key may have been changed since we met.
        if (!note.Signatures.Any((await MeetAsync(cancellation)).Claims)) _met = null;
        try
        {
            Checkpoint.Open(note, await MeetAsync(cancellation));
        }
        catch (UnverifiedException wrong)
        {
            throw new SignerRefused($"The signer at {_address} answers with a bad signature: {wrong.Message}");
        }

        return note.Signatures;
    }

    public async Task<SignerKeys> KeysAsync(CancellationToken cancellation) =>
        SignerKeys.Parse(await AskAsync(HttpMethod.Get, "/keys", null, cancellation));

    public Task ChangeAsync(TlogProof record, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, "/change", record.ToString(), cancellation);

    public Task RetireAsync(TlogProof record, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, "/retire", record.ToString(), cancellation);

    /// <summary>As whoever met it last has written it down; that may be another process.</summary>
    private NoteVerifier? Known()
    {
        var written = _folder.LastChange.Vkey;
        if (_known is not { } known || known.Written != written)
            _known = known = new(written, _folder.Vkey is { } text ? NoteVerifier.Parse(text.TrimEnd('\n')) : null);
        return known.Key;
    }

    private sealed record KeyOnFile(DateTime Written, NoteVerifier? Key);

    private async Task<string> AskAsync(HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = new StringContent(body);
            using var answer = await _http.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => text,
                HttpStatusCode.Conflict => throw new SignerRefused(text.TrimEnd('\n')),
                _ => throw new SignerAway(
                    $"The signer at {_address} answers {(int)answer.StatusCode}: {text.TrimEnd('\n')}"),
            };
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException
            || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw Away(gone);
        }
    }

    private SignerAway Away(Exception? cause) => new(Known() is null
        ? $"The signer at {_address} has never answered, so this ledger has no name yet: start the signer first."
        : $"The signer at {_address} does not answer. Events are sealed, and published once it does.", cause);

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint to, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(to, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();
}
