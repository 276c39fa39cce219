using System.Globalization;
using System.Net;
using EGov.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Proofs;

/// <summary>
/// Asks the witnesses of the policy to cosign what is published, beside the publishing and never in its way: what a
/// quorum has cosigned is *witnessed*, and is published as such.
/// </summary>
/// <remarks>
/// All are asked about the same checkpoint, the latest at the time: one for each could leave a busy ledger without any
/// that a quorum has cosigned. Who has not answered yet is not asked again, and holds up nobody.
/// </remarks>
public sealed class AskWitnesses(
    LedgerSettings settings, LedgerFolder folder, ISigner signer, PublishCheckpoint publish, LedgerWatch watch,
    ILogger<AskWitnesses> logger) : BackgroundService
{
    private const string SizeType = "text/x.tlog.size";
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = settings.WitnessTimeout,
        MaxResponseContentBufferSize = 65_536,
    };

    private Policy _wanted = Policy.Parse("quorum none\n");
    private Policy _policy = Policy.Parse("quorum none\n");
    private NoteVerifier? _log;
    private IReadOnlyList<Asked> _witnesses = [];
    private Round? _round;

    /// <exception cref="PolicyException">The policy file cannot be used.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Policy is { Length: > 0 } path)
            _wanted = Policy.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
        PublishPolicy();
        _witnesses = [.. _wanted.Witnesses.Where(witness => witness.Url is not null).Select(Begin)];
        Tell();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                PublishPolicy();
                if (publish.Latest is { } latest) await AskAsync(latest, stoppingToken);
                await Task.Delay(settings.WitnessInterval, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(e, "No witness is asked; it is tried again.");
                await Task.Delay(LongestPause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The policy by which anybody verifies this ledger: its own key, the witnesses, the quorum.</summary>
    /// <remarks>Without addresses: where witnesses take submissions is between them and the ledger.</remarks>
    private void PublishPolicy()
    {
        if (signer.Verifier.Equals(_log)) return;
        _log = signer.Verifier;
        string[] lines =
        [
            $"log {_log.Vkey}",
            .. _wanted.Witnesses.Select(witness => $"witness {witness.Name} {witness.Key.Vkey}"),
            .. _wanted.Groups.Select(group => string.Create(CultureInfo.InvariantCulture,
                $"group {group.Name} {group.Threshold} {string.Join(' ', group.Members)}")),
            $"quorum {_wanted.Quorum}",
        ];
        var text = string.Concat(lines.Select(line => line + "\n"));
        _policy = Policy.Parse(text);
        folder.WriteText("policy", text);
    }

    /// <summary>What is known of a witness from what was published last.</summary>
    private Asked Begin(PolicyWitness witness)
    {
        if (!Uri.TryCreate(witness.Url!.TrimEnd('/') + "/add-checkpoint", UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException($"The address of the witness {witness.Name} is no URL: {witness.Url}");
        var asked = new Asked(witness, address);
        if (folder.Witnessed is not { } text) return asked;
        var note = SignedNote.Parse(text);
        foreach (var signature in note.Signatures)
            if (Cosignature.TryVerify(witness.Key, note.Text, signature, out var time))
                (asked.Size, asked.Time) = (Checkpoint.Parse(note.Text).Size, time);
        return asked;
    }

    private async Task AskAsync(SignedNote latest, CancellationToken cancellation)
    {
        // The same checkpoint under another key is another round: who has cosigned it is asked again.
        var round = _round?.Note.ToString() == latest.ToString() ? _round : _round = new(latest);
        var now = DateTime.UtcNow;
        var due = _witnesses.Where(witness => witness.IsDue(round, now, settings.WitnessRenewal)).ToList();
        if (due.Count == 0) return;
        foreach (var witness in due)
            witness.Underway = Task.Run(() => AskAsync(witness, round, cancellation), cancellation);
        // Who takes longer than this answers into a round that has passed; all the same it is not asked twice at once.
        Task answered = Task.WhenAny(Task.WhenAll(due.Select(witness => witness.Underway)), round.Witnessed.Task)
            .WaitAsync(settings.WitnessTimeout, cancellation);
        await answered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AskAsync(Asked witness, Round round, CancellationToken cancellation)
    {
        try
        {
            var (signature, time) = await CosignAsync(witness, round, cancellation);
            (witness.Size, witness.Time, witness.Fault, witness.Failures) = (round.Checkpoint.Size, time, null, 0);
            witness.NextTry = DateTime.UtcNow;
            (witness.Answered, witness.Round) = (DateTime.UtcNow, round);
            Take(witness, round, signature);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var fault = e is OperationCanceledException
                ? $"It did not answer within {settings.WitnessTimeout.TotalSeconds:0} seconds."
                : e.Message;
            if (witness.Fault != fault)
                logger.LogWarning("The witness {Witness} does not cosign: {Fault}", witness.Policy.Name, fault);
            witness.Fault = fault;
            var pause = TimeSpan.FromSeconds(Math.Pow(2, witness.Failures++));
            witness.NextTry = DateTime.UtcNow + (pause < LongestPause ? pause : LongestPause);
            if (witness.Failures > 30) witness.Failures = 30;
        }

        Tell();
    }

    private async Task<(NoteSignature Signature, DateTimeOffset Time)> CosignAsync(
        Asked witness, Round round, CancellationToken cancellation)
    {
        var size = round.Checkpoint.Size;
        for (var attempt = 0; ; attempt++)
        {
            if (witness.Size > size)
                throw new WitnessFault(
                    $"It has cosigned {witness.Size} events of this ledger, and {size} are published: it has seen a "
                    + "history that is not here.");
            var proof = MerkleTree.ConsistencyProof(witness.Size, size, folder.Read);
            using var body = new ByteArrayContent(new AddCheckpoint(witness.Size, proof, round.Note).ToBytes());
            using var answer = await _http.PostAsync(witness.Address, body, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK:
                    foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    {
                        var signature = NoteSignature.Parse(line);
                        if (Cosignature.TryVerify(witness.Policy.Key, round.Note.Text, signature, out var time))
                            return (signature, time);
                    }

                    throw new WitnessFault("Its answer holds no cosignature by the key that the policy names.");
                case HttpStatusCode.Conflict
                    when attempt < 2 && answer.Content.Headers.ContentType?.MediaType == SizeType
                        && long.TryParse(
                            text.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var its):
                    witness.Size = its;
                    break;
                default:
                    var reason = text.Trim();
                    throw new WitnessFault(
                        $"It answers {(int)answer.StatusCode}: {(reason.Length > 300 ? reason[..300] : reason)}");
            }
        }
    }

    /// <summary>Adds a cosignature to its checkpoint, and publishes that once they are enough.</summary>
    private void Take(Asked witness, Round round, NoteSignature signature)
    {
        lock (_gate)
        {
            round.Cosignatures[witness.Policy.Name] = signature;
            var note = round.Note.With(round.Cosignatures.Values);
            if (!_policy.Open(note).IsQuorumMet) return;
            if (LedgerFolder.SizeOf(folder.Witnessed) <= round.Checkpoint.Size) folder.Witnessed = note.ToString();
        }

        round.Witnessed.TrySetResult();
    }

    private void Tell() => watch.Witnesses =
        [.. _witnesses.Select(one => new WitnessState(one.Policy.Name, one.Size, one.Time, one.Fault))];

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <summary>A checkpoint and the cosignatures that it has so far.</summary>
    private sealed class Round(SignedNote note)
    {
        public SignedNote Note { get; } = note;
        public Checkpoint Checkpoint { get; } = Checkpoint.Parse(note.Text);
        public Dictionary<string, NoteSignature> Cosignatures { get; } = [];
        public TaskCompletionSource Witnessed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A witness, and what its last answers were.</summary>
    private sealed class Asked(PolicyWitness policy, Uri address)
    {
        public PolicyWitness Policy { get; } = policy;
        public Uri Address { get; } = address;
        public long Size { get; set; }
        public DateTimeOffset? Time { get; set; }
        public string? Fault { get; set; }
        public int Failures { get; set; }
        public DateTime NextTry { get; set; }
        public DateTime Answered { get; set; }
        public Round? Round { get; set; }
        public Task Underway { get; set; } = Task.CompletedTask;

        public bool IsDue(Round round, DateTime now, TimeSpan renewal) =>
            Underway.IsCompleted && now >= NextTry
            && (Round != round || Fault is not null || now - Answered > renewal);
    }

    /// <summary>A witness gives no cosignature, for a reason that it gave or that its answer shows.</summary>
    private sealed class WitnessFault(string message) : Exception(message);
}
