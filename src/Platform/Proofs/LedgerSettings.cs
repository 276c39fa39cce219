using Microsoft.Extensions.Configuration;

namespace EGov.Proofs;

/// <summary>Where the ledger lies and by which promises it is kept.</summary>
/// <param name="Connection">Of the role that the platform works under.</param>
/// <param name="Folder">
/// Holds the public files (<c>ledger</c>), the keys (<c>keys</c>), the signer's state (<c>signer</c>), and how far
/// all was audited (<c>audit</c>).
/// </param>
public sealed record LedgerSettings(string Connection, string Schema, string Folder)
{
    /// <summary>The name of a new ledger; none: one that is unlike any other.</summary>
    public string? Origin { get; init; }

    /// <summary>How often the queue is looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What a receipt promises: by then its event stands in a published checkpoint.</summary>
    public TimeSpan MaximumMergeDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where a signer of its own answers, <c>unix:/path</c> or <c>http://127.0.0.1:port</c>; none: this process signs.
    /// </summary>
    public string? Signer { get; init; }

    /// <summary>The policy file (C2SP tlog-policy) that names the witnesses; none: nobody is asked.</summary>
    public string? Policy { get; init; }

    /// <summary>How long a witness may take to answer.</summary>
    public TimeSpan WitnessTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often witnesses are asked at most.</summary>
    public TimeSpan WitnessInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How old a cosignature may become: then the same checkpoint is cosigned anew.</summary>
    public TimeSpan WitnessRenewal { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The file that names the witnesses' keys for draws (<see cref="Ledger.DrawKeys"/>), each by its name in the
    /// policy; none: draws rest on the platform's key alone.
    /// </summary>
    public string? DrawKeys { get; init; }

    /// <summary>How long contributors to a draw have before lots are drawn without them.</summary>
    public TimeSpan DrawPatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an applicant has before them, to reveal the nonce that he committed to.</summary>
    public TimeSpan NoncePatience { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The authority that stamps checkpoints by RFC 3161; none: nothing is stamped.</summary>
    public Uri? TsaUrl { get; init; }

    /// <summary>The PEM file of the authority's certificate, or of those who issued it.</summary>
    public string? TsaCertificate { get; init; }

    public TimeSpan TsaEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often the host audits what has come since the last audit; zero: never by itself.</summary>
    public TimeSpan AuditEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often such an audit reads every event again.</summary>
    public TimeSpan AuditFullEvery { get; init; } = TimeSpan.FromDays(7);

    public string Public => Path.Combine(Folder, "ledger");
    public string Keys => Path.Combine(Folder, "keys");
    public string State => Path.Combine(Folder, "signer");

    /// <summary>What an operator says otherwise, in the section <c>Ledger</c>.</summary>
    public LedgerSettings With(IConfiguration ledger) => this with
    {
        Origin = ledger["Origin"] ?? Origin,
        Signer = ledger["Signer"] ?? Signer,
        Policy = ledger["Policy"] ?? Policy,
        WitnessTimeout = ledger.GetValue("Witness:Timeout", WitnessTimeout),
        WitnessInterval = ledger.GetValue("Witness:Interval", WitnessInterval),
        WitnessRenewal = ledger.GetValue("Witness:Renewal", WitnessRenewal),
        DrawKeys = ledger["Draw:Keys"] ?? DrawKeys,
        DrawPatience = ledger.GetValue("Draw:Patience", DrawPatience),
        NoncePatience = ledger.GetValue("Draw:NoncePatience", NoncePatience),
        TsaUrl = ledger["Tsa:Url"] is { Length: > 0 } url ? new Uri(url) : TsaUrl,
        TsaCertificate = ledger["Tsa:Certificate"] ?? TsaCertificate,
        TsaEvery = ledger.GetValue("Tsa:Every", TsaEvery),
        AuditEvery = ledger.GetValue("AuditEvery", AuditEvery),
        AuditFullEvery = ledger.GetValue("AuditFullEvery", AuditFullEvery),
    };

    /// <summary>How far the ledger was audited.</summary>
    public string AuditState => Path.Combine(Folder, "audit", "state");
}
