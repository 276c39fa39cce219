using EGov.Privacy;

namespace EGov.Appointments;

// What can happen to a post. These records are stored and hashed into the ledger for good: add members and new records
// freely; never rename, remove or retype one.
//
// Who holds a public post is public. Who else stood for it is not: a candidate is a number here, and what is known of
// the person lies under a key of the candidate's own.

/// <param name="By">By public code, as in every record below.</param>
/// <param name="Level">Code of a level that is set when the post is established.</param>
public record PostEstablished(
    DateTimeOffset At, string By, string Post, Text Title, string Department, string Level) : IHappened;

/// <summary>Somebody held the post before it was kept here. Only once, and never after a vacancy.</summary>
/// <param name="Candidate">The subject under whose key the gender lies.</param>
public record IncumbentRecorded(
    DateTimeOffset At, string By, Guid Candidate, string Officer, DateOnly From, DateOnly Until, Sealed Gender)
    : IHappened;

/// <summary>What the post demands, and how each is shown; a vacancy keeps the version it opened under.</summary>
public record PostCriteriaSet(
    DateTimeOffset At, string By, int Version, IReadOnlyList<PostCriterion> Criteria) : IHappened;

/// <param name="Demand">What somebody can do or has done.</param>
/// <param name="ShownBy">By what it is shown.</param>
/// <param name="IsRequired">Whether nobody is appointed who does not meet it.</param>
public record PostCriterion(string Code, Text Demand, Text ShownBy, bool IsRequired);

/// <summary>Somebody is looked for: from now on candidates can stand.</summary>
/// <param name="Vacancy">The first of a post is 1.</param>
/// <param name="ClosesOn">The last day to stand.</param>
/// <param name="Panel">Who assesses, by public code.</param>
/// <param name="AreReasonsPublic">As the level had it on this day.</param>
public record VacancyOpened(
    DateTimeOffset At, string By, int Vacancy, int CriteriaVersion, DateOnly ClosesOn, IReadOnlyList<string> Panel,
    bool AreReasonsPublic) : IHappened;

/// <summary>One more member, where others have stepped aside.</summary>
public record PanelistNamed(DateTimeOffset At, string By, int Vacancy, string Officer) : IHappened;

/// <summary>A member steps aside, or is set aside by the platform; what he has assessed counts no more.</summary>
/// <param name="Ground">From <see cref="RecuseFromPanelHandler.Grounds"/>.</param>
public record PanelistRecused(DateTimeOffset At, int Vacancy, string Officer, string Ground) : IHappened;

/// <summary>Somebody stands for the post.</summary>
/// <param name="Candidate">The subject under whose key the person lies; it says nothing of who it is.</param>
/// <param name="Number">National number.</param>
/// <param name="Mark">Keyed hash of the number, compared with what the panel has declared.</param>
/// <param name="Gender">Counted for the public, and read by nobody.</param>
/// <param name="Level">The level of the post held at present, if any.</param>
/// <param name="Officer">Public code, of who belongs to the staff already.</param>
public record CandidateEntered(
    DateTimeOffset At, string By, int Vacancy, Guid Candidate, Sealed Name, Sealed Number, Sealed Mark, Sealed Gender,
    Sealed? Level, Sealed? Officer) : IHappened;

public record CandidateWithdrawn(DateTimeOffset At, string By, int Vacancy, Guid Candidate) : IHappened;

/// <summary>One member of the panel has looked at one candidate, criterion by criterion.</summary>
/// <param name="MeetsAll">Whether by this member's findings every required criterion is met.</param>
/// <param name="Score">0 to 100.</param>
public record CandidateAssessed(
    DateTimeOffset At, string By, int Vacancy, Guid Candidate, int CriteriaVersion, bool MeetsAll, int Score,
    IReadOnlyList<CriterionFinding> Findings) : IHappened;

/// <param name="IsMet">Sealed under the candidate's key, as the evidence is.</param>
public record CriterionFinding(string Criterion, Sealed IsMet, Sealed Evidence);

/// <param name="Officer">Who holds the post, by public code.</param>
/// <param name="Until">The last day of the term.</param>
/// <param name="Assessments">How many members of the panel had assessed, and not stepped aside.</param>
/// <param name="PastBetter">From <see cref="AppointHolderHandler.PastBetterGrounds"/>.</param>
/// <param name="Reasons">Where the level has them public.</param>
/// <param name="SealedReasons">Else, under the candidate's key.</param>
public record HolderAppointed(
    DateTimeOffset At, string By, int Vacancy, Guid Candidate, string Officer, DateOnly From, DateOnly Until,
    int CriteriaVersion, int Assessments, string? PastBetter, Text? Reasons, Sealed? SealedReasons) : IHappened;

/// <param name="Ground">From <see cref="EndVacancyHandler.Grounds"/>.</param>
public record VacancyEnded(DateTimeOffset At, string By, int Vacancy, string Ground) : IHappened;

public record TermRenewed(DateTimeOffset At, string By, string Officer, DateOnly Until, Sealed Reasons) : IHappened;

/// <param name="LastDay">On which the post was held.</param>
/// <param name="Ground">From <see cref="EndTermHandler.Grounds"/>.</param>
public record TermEnded(DateTimeOffset At, string By, string Officer, DateOnly LastDay, string Ground) : IHappened;

/// <summary>The key of a candidate is destroyed: what was sealed under it is gone.</summary>
/// <param name="Ground">From <see cref="EraseCandidateHandler.Grounds"/>.</param>
public record CandidateErased(DateTimeOffset At, string By, Guid Candidate, string Ground) : IHappened;
