using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>A report of misconduct, from its receipt to its outcome: only what the rules need to know.</summary>
public record Tip
{
    public Guid Id { get; init; }
    public DateOnly ReceivedOn { get; init; }

    /// <summary>Who gave it, where he said so: opened by the custodian alone.</summary>
    public Sealed? Identity { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Who spoke last: whoever holds the receipt, or the office.</summary>
    public bool AwaitsOffice { get; init; }

    public int TimesIdentityOpened { get; init; }

    /// <summary>The stream of a receipt. It is known by the receipt alone, and leads to no receipt.</summary>
    public static Guid Of(MasterKey master, string receipt) =>
        EGov.Identity.Of("tip", master.Mark("tip", receipt));

    public Tip Evolve(IEvent e) => e.Data switch
    {
        TipSubmitted submitted => this with
        {
            Id = e.StreamId,
            ReceivedOn = submitted.At.Day(),
            Identity = submitted.Identity,
            AwaitsOffice = true,
        },
        TipMessageAdded added => this with { AwaitsOffice = true },
        TipAnswered answered => this with { AwaitsOffice = false },
        TipLinked linked => this with { },
        TipClosed closed => this with { Outcome = closed.Outcome, AwaitsOffice = false },
        TipIdentityOpened opened => this with { TimesIdentityOpened = TimesIdentityOpened + 1 },
        _ => this,
    };
}
