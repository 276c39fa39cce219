using EGov.Privacy;
using Marten;

namespace EGov.Integrity;

/// <summary>What somebody handed in unnamed and what is not on record yet.</summary>
/// <remarks>Its fact is sealed already; of the time only the round is kept in which it will be recorded.</remarks>
public sealed class Letter
{
    /// <summary>The id that its event will have; made under a key, so that it tells nothing.</summary>
    public Guid Id { get; set; }

    public Guid Stream { get; set; }
    public DateTimeOffset Round { get; set; }
    public InfluenceReported? Influence { get; set; }
    public TipSubmitted? Tip { get; set; }
    public TipMessageAdded? Message { get; set; }
    public SignalAnswered? Answer { get; set; }

    /// <summary>Begins no stream: it comes after what it is added to.</summary>
    public bool IsLater => Message is not null;

    internal IHappened Fact => Influence ?? (IHappened?)Tip ?? Message ?? Answer as IHappened
        ?? throw new InvalidOperationException("A letter with nothing in it.");

    /// <summary>The same sent twice under one key is one letter. From its id nobody finds who sent it.</summary>
    /// <remarks>What was sent is in it: two unnamed senders may hit on one key.</remarks>
    internal static Guid IdOf(Act act, MasterKey master) => act.Key is not { } key
        ? Guid.NewGuid()
        : Identity.Of("letter", master.Mark(
            "letter", $"{act.Actor.Name}\n{act.Actor.Subject}\n{key}\n{act.Fingerprint}"));

    /// <summary>Hands it in with the transaction of the command, so that none is lost or half there.</summary>
    internal async Task PostAsync(
        IDocumentSession session, Vault vault, Handbook handbook, DateTimeOffset now, CancellationToken cancellation)
    {
        Round = Letterbox.RoundAfter(now, handbook);
        await vault.CloseAsync(Fact, Id, new Dictionary<Guid, OpenKey>(), cancellation);
        session.Store(this);
    }
}
