namespace EGov.Privacy;

// What can happen to what is kept about a person. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.
//
// No record names the person. Words are sealed under his own key, which an erasure destroys together with all else;
// the stream's id follows from his subject, and nobody who does not know the one learns it from the other.

/// <summary>A person asks that everything kept about him be erased.</summary>
/// <param name="Words">Sealed even where he gave none: its subject says whose stream this is.</param>
public record ErasureAsked(DateTimeOffset At, Sealed Words) : IHappened;

/// <summary>A member of staff proposes an erasure; another one has to approve it.</summary>
/// <param name="Basis">Code of a legal basis, from <see cref="ErasureBasis.All"/>.</param>
public record ErasureProposed(DateTimeOffset At, string Basis, string By, Sealed Reasons) : IHappened;

/// <summary>What was asked or proposed is not done; the person can read why.</summary>
/// <param name="Basis">As it was proposed; none where only the person had asked.</param>
public record ErasureRefused(DateTimeOffset At, string? Basis, string By, Sealed Reasons) : IHappened;

/// <summary>The person's key was destroyed in the transaction that wrote this.</summary>
/// <param name="Requests">How many requests were his, and <paramref name="Values"/> how many sealed values.</param>
public record SubjectErased(
    DateTimeOffset At, string Basis, string ProposedBy, string By, int Requests, int Values) : IHappened;

/// <summary>Until that day nothing of this person may be erased.</summary>
/// <param name="Ground">From <see cref="HoldGround.All"/>.</param>
public record LegalHoldPlaced(DateTimeOffset At, string Ground, string By, DateOnly Until) : IHappened;

public record LegalHoldLifted(DateTimeOffset At, string By) : IHappened;
