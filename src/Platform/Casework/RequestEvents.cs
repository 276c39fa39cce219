using System.Text.Json;
using EGov.Privacy;
using EGov.Rulebooks;

namespace EGov.Casework;

// What can happen to a request. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.
//
// At says when the act happened; when it was written stands in the event's metadata.

/// <summary>Somebody asks for a service. Facts about the matter are public; whatever concerns a person is sealed.</summary>
/// <param name="Channel">portal, desk, or import.</param>
/// <param name="Representative">Who acts for the applicant, declared at filing.</param>
/// <param name="RepresentativeMark">Keyed hash of the representative's contact: equal for equal contacts, and no more.</param>
/// <param name="Clerk">The desk clerk who filed for the applicant.</param>
/// <param name="ApplicantMark">Keyed hash of his national number, sealed as it is: who may unseal may compare.</param>
/// <param name="NonceDigest">SHA-256 of the 32 bytes that the applicant adds to a draw, in hexadecimal.</param>
public record RequestSubmitted(
    DateTimeOffset At, string TrackingNumber, Matter Matter, string Channel, SealedPerson Applicant,
    SealedPerson? Representative, string? RepresentativeMark, string? Clerk,
    IReadOnlyDictionary<string, JsonElement> Facts, IReadOnlyDictionary<string, Sealed> SealedFacts,
    Sealed? Words, IReadOnlyList<string> Documents, Sealed? ApplicantMark = null,
    string? NonceDigest = null) : IOnRequest;

/// <summary>A person, each value sealed by itself so that each can be disclosed by itself.</summary>
public record SealedPerson(Sealed Name, Sealed? NationalNumber, Sealed? Phone);

/// <summary>A fact of one request, with what the public figures are counted by.</summary>
public interface IOnRequest : IHappened
{
    Matter Matter { get; }
}

/// <summary>What a request is about: which service, at which department, from which county.</summary>
public record Matter(string Service, string Department, string? County);

/// <summary>An officer takes the file, or is given it.</summary>
/// <param name="Overtook">How many earlier files of the same queue were left waiting.</param>
/// <param name="By">Who gave it; empty where lots were drawn.</param>
/// <param name="Ground">Why a later file was taken first; from <see cref="Overtaken.Grounds"/>.</param>
/// <param name="Draw">The draw that gave it to him.</param>
/// <param name="PastDraw">Why a manager gave it without a draw, where there should be one.</param>
public record RequestAssigned(
    DateTimeOffset At, Matter Matter, string Officer, string By, int Overtook, string? Ground, Guid? Draw = null,
    string? PastDraw = null) : IOnRequest;

/// <summary>
/// Lots are to be drawn for who handles the file. It is on record and published before any randomness exists, so that
/// nobody can fit the pool to the result.
/// </summary>
/// <param name="Draw">Its id, which follows from the request and from how many draws it had before.</param>
/// <param name="Pool">Those who may be drawn, by public code; who is drawn is counted from 0 in this order.</param>
/// <param name="Policy">The version of the rules by which the pool was made: <see cref="DrawPolicy"/>.</param>
/// <param name="N">How many are in the pool.</param>
/// <param name="Contributors">Who adds what nobody can foresee, in the order in which it is hashed.</param>
/// <param name="Deadline">Until when they may; after it lots are drawn without who is missing.</param>
/// <param name="NonceDigest">What the applicant has committed to, if he has.</param>
/// <param name="NonceBy">Until when he may reveal it; nobody else contributes before he has, or it has passed.</param>
public record DrawRequested(
    DateTimeOffset At, Matter Matter, Guid Draw, IReadOnlyList<string> Pool, IReadOnlyList<DrawExclusion> Excluded,
    int Policy, int N, IReadOnlyList<DrawContributor> Contributors, DateTimeOffset Deadline, string? NonceDigest,
    DateTimeOffset? NonceBy) : IOnRequest;

/// <summary>An officer of the department who cannot be drawn.</summary>
/// <param name="Reason">From <see cref="DrawPolicy.Reasons"/>.</param>
/// <param name="OpenFiles">How many open files he holds, where that is the reason.</param>
public record DrawExclusion(string Officer, string Reason, int? OpenFiles);

/// <param name="Name">platform, or a witness as the ledger's policy calls it.</param>
/// <param name="Key">SHA-256 of its public key, in hexadecimal.</param>
public record DrawContributor(string Name, string Key);

/// <summary>The applicant adds the bytes that he committed to when he filed.</summary>
/// <param name="Nonce">32 bytes in hexadecimal.</param>
public record NonceRevealed(DateTimeOffset At, Guid Draw, string Nonce) : IHappened;

/// <summary>Lots were drawn; with what stands here and in the request of the draw anybody draws them again.</summary>
/// <param name="Origin">The ledger's name.</param>
/// <param name="Index">The leaf of the request of the draw in it, from 0.</param>
/// <param name="Leaf">The hash of that leaf, in base64.</param>
/// <param name="Contributions">In the order of the contributors.</param>
/// <param name="Missing">Those who had not contributed by the deadline.</param>
/// <param name="Nonce">The applicant's, if he revealed one.</param>
/// <param name="Seed">In hexadecimal.</param>
/// <param name="Result">The place in the pool, from 0.</param>
public record DrawExecuted(
    DateTimeOffset At, Matter Matter, Guid Draw, string Origin, long Index, string Leaf,
    IReadOnlyList<DrawContribution> Contributions, IReadOnlyList<string> Missing, string? Nonce, string Seed,
    int Result, string Officer) : IOnRequest;

/// <param name="Signature">RSASSA-PKCS1-v1_5 with SHA-256 over the draw and its leaf, in base64.</param>
public record DrawContribution(string Name, string Signature);

/// <summary>No lots were drawn, or none could be.</summary>
/// <param name="Reason">From <see cref="AbortDrawHandler.Reasons"/>.</param>
/// <param name="Excluded">Everybody, where nobody was left to draw from.</param>
public record DrawAborted(
    DateTimeOffset At, Matter Matter, Guid Draw, string Reason, IReadOnlyList<DrawExclusion> Excluded) : IOnRequest;

public record OfficerRecused(DateTimeOffset At, string Officer, string Ground) : IHappened;

/// <summary>The file is complete: it takes its place in the queue and the clock runs.</summary>
public record RequestReady(
    DateTimeOffset At, Matter Matter, string Officer, int CalendarVersion, int LegalLimitDays, int PromiseDays,
    DateOnly LegalLimit, DateOnly Promise) : IOnRequest;

/// <summary>The applicant is asked something; if the clock was running it stops.</summary>
/// <param name="LegalLimit">None while the clock stands; a stop begun on the last day or later no longer moves it.</param>
public record InformationRequested(
    DateTimeOffset At, Matter Matter, string Officer, Sealed Question, DateOnly AnswerBy, bool ClockStopped,
    DateOnly? LegalLimit, DateOnly? Promise) : IOnRequest;

/// <summary>The applicant answered; a stopped clock runs again, and the dates move by the days it stood.</summary>
public record InformationSupplied(
    DateTimeOffset At, Matter Matter, IReadOnlyDictionary<string, JsonElement> Facts,
    IReadOnlyDictionary<string, Sealed> SealedFacts, Sealed? Words, IReadOnlyList<string> Documents,
    DateOnly? LegalLimit, DateOnly? Promise) : IOnRequest;

/// <summary>The applicant handed in a file.</summary>
/// <param name="Document">The code of the document that it is, where the service asks for one.</param>
/// <param name="About">Its name, media type and length.</param>
/// <param name="File">The digest of its ciphertext.</param>
public record FileAttached(
    DateTimeOffset At, Matter Matter, string? Document, Sealed About, SealedFile File) : IOnRequest;

/// <summary>No answer came by the day that was set; the clock runs again.</summary>
public record QuestionLapsed(DateTimeOffset At, Matter Matter, DateOnly? LegalLimit, DateOnly? Promise) : IOnRequest;

/// <summary>Another department is asked for its opinion. The file stays, and the clock runs.</summary>
public record RequestReferred(
    DateTimeOffset At, Matter Matter, int Referral, string Officer, string To, Sealed Question, DateOnly AnswerBy) : IOnRequest;

public record ReferralAnswered(
    DateTimeOffset At, Matter Matter, int Referral, string Officer, string Department, Opinion Opinion, Sealed Words) : IOnRequest;

/// <summary>The file moves to the competent department. The office does it, never the citizen; his clock runs on.</summary>
/// <param name="Matter">As it stands after the move.</param>
public record RequestTransferred(
    DateTimeOffset At, Matter Matter, string From, string Officer, string Ground, Sealed? Words) : IOnRequest;

public record RequestExtended(
    DateTimeOffset At, Matter Matter, string Officer, string Ground, int Days, DateOnly LegalLimit, DateOnly Promise) : IOnRequest;

public record RequestPrioritised(DateTimeOffset At, Matter Matter, string Officer, int Priority, string Ground) : IOnRequest;

/// <summary>A day off was declared or withdrawn after the clock had started: the dates are computed anew.</summary>
public record DeadlineRedated(
    DateTimeOffset At, Matter Matter, int CalendarVersion, DateOnly LegalLimit, DateOnly Promise) : IOnRequest;

/// <summary>Something done on the file that changes nothing in its course, such as a visit or a publication.</summary>
/// <param name="DueOn">The day by which it should have been done, where one was set.</param>
public record StepRecorded(
    DateTimeOffset At, Matter Matter, string Step, string Officer, DateOnly? DueOn, bool Late) : IOnRequest;

/// <summary>A decision is drawn up for another officer to take.</summary>
public record DecisionPrepared(
    DateTimeOffset At, Matter Matter, string Officer, string Rulebook, int RulebookVersion,
    IReadOnlyList<CriterionAnswer> Answers, Outcome Computed, Outcome Proposed, string? OverrideGround) : IOnRequest;

/// <summary>The decision, with everything that is needed to compute it again.</summary>
/// <param name="Computed">What the rulebook gives from the answers.</param>
/// <param name="Outcome">What was decided; where it differs, <paramref name="Override"/> says why and who agreed.</param>
/// <param name="Grounds">For a refusal, the required criteria that are not met.</param>
/// <param name="Guidance">For a refusal, what the applicant can do next (Charter, article 23).</param>
/// <param name="WorkingDays">Working days that counted, from ready to decided.</param>
/// <param name="Cites">The clauses of guidance on which it rests besides the criteria.</param>
public record RequestDecided(
    DateTimeOffset At, Matter Matter, string Officer, string Rulebook, int RulebookVersion,
    IReadOnlyList<CriterionAnswer> Answers, Outcome Computed, Outcome Outcome, Override? Override,
    IReadOnlyList<string> Grounds, Sealed? Reasons, Sealed? Guidance, long? ValueRials, int WorkingDays,
    bool OnTime, int Overtook, string? OvertakingGround, IReadOnlyList<Cited>? Cites = null) : IOnRequest;

/// <param name="By">computed, or the code of the officer who answered.</param>
/// <param name="Evidence">SHA-256 of what the answer rests on: of the facts a test used, or of a document.</param>
public record CriterionAnswer(string Criterion, Answer Answer, string By, string? Evidence, Sealed? Note);

public record Override(string Ground, string SecondOfficer);

/// <summary>The applicant is told. From here the days to appeal count.</summary>
public record DecisionNotified(DateTimeOffset At, Matter Matter, string Officer, string Channel, DateOnly AppealBy) : IOnRequest;

/// <summary>The file is closed. Until the day named the applicant can contest that.</summary>
public record RequestClosed(DateTimeOffset At, Matter Matter, string Officer, Closure Closure, DateOnly ContestBy) : IOnRequest;

/// <summary>The applicant says that the file should not have been closed. It opens again.</summary>
/// <param name="Undone">The decision that no longer counts as settled, for the figures that had counted it.</param>
public record ClosureContested(DateTimeOffset At, Matter Matter, Sealed Grounds, DecidedFigures? Undone) : IOnRequest;

/// <summary>The figures of a decision, as they were counted.</summary>
public record DecidedFigures(DateOnly Day, int WorkingDays, bool OnTime, Outcome Outcome);

public record RequestReopened(
    DateTimeOffset At, Matter Matter, int CalendarVersion, DateOnly? LegalLimit, DateOnly? Promise) : IOnRequest;

/// <summary>Nobody contested in time: silence confirms.</summary>
public record ClosureConfirmed(DateTimeOffset At, Matter Matter) : IOnRequest;

public record RequestWithdrawn(DateTimeOffset At, Matter Matter, Sealed? Words) : IOnRequest;

public record DecisionAppealed(DateTimeOffset At, Matter Matter, Sealed Grounds) : IOnRequest;

/// <param name="Overturned">Whether the first decision fell.</param>
/// <param name="Outcome">What holds now.</param>
/// <param name="Rulebook">That of the first decision, with its version.</param>
/// <param name="Guidance">For a refusal, what the applicant can do now (Charter, article 23).</param>
public record AppealDecided(
    DateTimeOffset At, Matter Matter, string Officer, string FirstOfficer, bool Overturned, Outcome Outcome,
    IReadOnlyList<CriterionAnswer> Answers, Sealed Reasons, string? Rulebook = null,
    int? RulebookVersion = null, Sealed? Guidance = null) : IOnRequest;

/// <summary>The legal limit has passed without a decision. Recorded by the platform on the first day after it.</summary>
/// <param name="EscalatedTo">The officer's superior, by public code.</param>
/// <param name="Remedy">What is owed now: an apology, unless more is.</param>
public record LimitBreached(
    DateTimeOffset At, Matter Matter, DateOnly LegalLimit, string? Officer, string? EscalatedTo, string Remedy) : IOnRequest;

/// <param name="Kind">apology, correction, or compensation-referral.</param>
public record RemedyGiven(DateTimeOffset At, Matter Matter, string Officer, string Kind, Sealed Words) : IOnRequest;

/// <summary>The applicant puts right what is kept about him; what stood there before stays on record.</summary>
/// <param name="SealedFacts">Only before the decision: afterwards it rests on them.</param>
/// <param name="ApplicantMark">In place of the one before, where the national number was wrong.</param>
public record ApplicantCorrected(
    DateTimeOffset At, Matter Matter, Sealed? Name, Sealed? NationalNumber, Sealed? Phone,
    IReadOnlyDictionary<string, Sealed> SealedFacts, Sealed? Words, Sealed? ApplicantMark = null) : IOnRequest;

public record RequestRated(DateTimeOffset At, Matter Matter, int Stars) : IOnRequest;

/// <summary>Unstated: no criterion applied, or an imported record does not say how it was decided.</summary>
public enum Outcome { Granted, Refused, Unstated }

public enum Answer { Met, NotMet, NotApplicable }

public enum Opinion { Favourable, Unfavourable, NoOpinion }

public enum Closure { Resolved, Refused, Transferred, Withdrawn, OutOfCompetence }
