using EGov.Privacy;

namespace EGov.Integrity;

// What can happen to a tip. These records are stored and hashed into the ledger for good: add members and new records
// freely; never rename, remove or retype one.

/// <summary>Somebody, named or not, reports misconduct. The day is public, and nothing else.</summary>
/// <param name="At">The beginning of the day on which it came.</param>
/// <param name="Topic">From <see cref="SubmitTipHandler.Topics"/>.</param>
/// <param name="Identity">Under a key of the custodian's office; none where he gave none.</param>
public record TipSubmitted(DateTimeOffset At, Sealed Topic, Sealed Words, Sealed? About, Sealed? Identity) : IHappened;

/// <summary>Whoever holds the receipt adds something.</summary>
/// <param name="At">The beginning of the day on which it came.</param>
public record TipMessageAdded(DateTimeOffset At, Sealed Words) : IHappened;

/// <summary>The office of integrity writes to whoever holds the receipt.</summary>
public record TipAnswered(DateTimeOffset At, string Officer, Sealed Words) : IHappened;

/// <summary>The tip concerns this file. Neither the file nor its officers show it.</summary>
public record TipLinked(DateTimeOffset At, string Officer, Sealed Request) : IHappened;

/// <param name="Outcome">From <see cref="CloseTipHandler.Outcomes"/>.</param>
public record TipClosed(DateTimeOffset At, string Officer, string Outcome) : IHappened;

/// <summary>The custodian opens who gave the tip: on a ground, and everybody sees that he did.</summary>
/// <param name="Ground">From <see cref="OpenTipIdentityHandler.Grounds"/>.</param>
public record TipIdentityOpened(DateTimeOffset At, string Custodian, string Ground, Sealed Reasons) : IHappened;
