using EGov.Privacy;

namespace EGov.Integrity;

// What can happen where somebody tries to influence an officer. These records are stored and hashed into the ledger
// for good: add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody of the staff reports that an officer was contacted; by whom and about what is sealed.</summary>
/// <param name="At">The beginning of the day on which it was reported.</param>
/// <param name="On">What kind of thing it was about: request, directive, meeting, issue; later others.</param>
/// <param name="Department">With whom it lies; none where it lies with no department.</param>
/// <param name="Service">Of a request.</param>
/// <param name="Kind">From <see cref="ReportInfluenceHandler.Kinds"/>.</param>
/// <param name="About">Its id.</param>
/// <param name="Category">Who made contact: from <see cref="ReportInfluenceHandler.Categories"/>.</param>
/// <param name="Contact">By name or description, where that is known.</param>
/// <param name="Asked">What was asked for.</param>
/// <param name="Answer">What the officer answered: from <see cref="ReportInfluenceHandler.Answers"/>.</param>
/// <param name="Reporter">By public code.</param>
public record InfluenceReported(
    DateTimeOffset At, string On, string? Department, string? Service, string Kind, Sealed About, Sealed Category,
    Sealed? Contact, Sealed Channel, Sealed Asked, Sealed Answer, Sealed? Words, Sealed Reporter) : IHappened;
