namespace EGov.Privacy;

// What can happen to the withholding of openings. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.
//
// The stream is named after nothing, and which request it is about is sealed: everybody may see that something is
// withheld, by whom, on what basis and until when, and nobody from these whose file it is.

/// <summary>An integrity officer asks that his openings of one file be kept from its applicant until a day.</summary>
/// <param name="Request">The id of the request, sealed under the office that looks into it.</param>
/// <param name="Basis">From <see cref="AskWithholdingHandler.Bases"/>.</param>
/// <param name="Words">Why the basis holds here.</param>
public record WithholdingAsked(
    DateTimeOffset At, string Officer, string Role, Sealed Request, string Basis, Sealed Words, DateOnly Until)
    : IHappened;

/// <summary>A second person agrees: to the withholding, or to its extension.</summary>
public record WithholdingApproved(DateTimeOffset At, string Officer, string Role, DateOnly Until) : IHappened;

/// <summary>A second person does not agree: to the withholding, or to its extension.</summary>
public record WithholdingRefused(DateTimeOffset At, string Officer, string Role, Sealed Words) : IHappened;

/// <summary>A later day is asked for; it holds once a second person agrees.</summary>
public record WithholdingExtended(
    DateTimeOffset At, string Officer, string Role, Sealed Words, DateOnly Until) : IHappened;

/// <summary>The file was read. Its applicant sees it from the day after the last.</summary>
public record WithheldFileOpened(
    DateTimeOffset At, string Reader, string Role, string? Department) : IHappened;
