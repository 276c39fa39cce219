using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Transparency;

/// <summary>A guidance note as everybody reads it: what was asked, is drafted, holds, and held.</summary>
/// <param name="State">
/// asked, answered (no rule was needed), drafted, issued, repealed, or dropped. Issued: its clauses can be cited from
/// the first day of an edition on.
/// </param>
/// <param name="Question">None where the governorate began it.</param>
/// <param name="Draft">About which departments may say what they think, or which waits to be issued.</param>
/// <param name="Dropped">Why drafts were put away, the first first.</param>
public sealed record PublicGuidance(
    Guid GuidanceId, string Number, string State, DateOnly BegunOn, AskedGuidance? Question, DraftedGuidance? Draft,
    IReadOnlyList<IssuedGuidance> Editions, RepealedGuidance? Repealed, IReadOnlyList<Text> Dropped)
{
    /// <summary>Its title; before there is one, what was asked.</summary>
    public Text Title => (Editions is [.., var latest] ? latest.Text : Draft?.Text)?.Title ?? Question!.Line;

    /// <summary>Folds events in their order of writing, of any notes.</summary>
    public static IReadOnlyList<PublicGuidance> Fold(IEnumerable<IEvent> events)
    {
        var notes = new Dictionary<Guid, PublicGuidance>();
        foreach (var e in events)
            if (e.Data is GuidanceAsked asked)
                notes[e.StreamId] = new(e.StreamId, asked.Number, "asked", asked.At.Day(),
                    new(asked.Line, asked.Department, asked.Services, asked.Due), null, [], null, []);
            else if (e.Data is GuidanceDrafted drafted)
                notes[e.StreamId] = new(e.StreamId, drafted.Number, "drafted", drafted.At.Day(), null,
                    DraftedGuidance.Of(drafted), [], null, []);
            else if (notes.TryGetValue(e.StreamId, out var before)) notes[e.StreamId] = before.After(e);
        return [.. notes.Values];
    }

    /// <summary>The edition that holds on a day; none where none does.</summary>
    public IssuedGuidance? On(DateOnly day) =>
        day >= Repealed?.From ? null : Editions.LastOrDefault(edition => edition.From <= day);

    /// <summary>Whether it concerns a department: who asked, or whom a draft or an edition binds.</summary>
    public bool Concerns(string department) => Question?.Department == department
        || Draft?.Text.Binds(department) is true || Editions.Any(edition => edition.Text.Binds(department));

    private PublicGuidance After(IEvent e) => e.Data switch
    {
        IDraftOfGuidance drafted => this with
        {
            State = Editions.Count == 0 ? "drafted" : State,
            Draft = DraftedGuidance.Of(drafted),
        },
        GuidanceCommented commented => this with
        {
            Draft = Draft! with
            {
                Comments = Draft.Comments + 1,
                Against = Draft.Against + (commented.IsAgainst ? 1 : 0),
            },
        },
        GuidanceAnswered answered => this with
        {
            State = "answered",
            Question = Question! with { AnsweredOn = answered.At.Day(), Cites = answered.Cites },
        },
        GuidanceIssued issued => this with
        {
            State = "issued",
            Question = Question is null ? null : Question with { AnsweredOn = Question.AnsweredOn ?? issued.At.Day() },
            Draft = null,
            Editions =
            [
                .. Editions, new(issued.Edition, Draft!.Text, issued.From, issued.At.Day(), Draft.By, issued.Officer,
                    Draft.Comments, Draft.Against, issued.Heard, [], e.Id),
            ],
        },
        GuidanceAcknowledged acknowledged => this with
        {
            Editions =
            [
                .. Editions.Select(one => one.Edition == acknowledged.Edition
                    ? one with { Acknowledged = [.. one.Acknowledged, acknowledged.Department] }
                    : one),
            ],
        },
        GuidanceDraftDropped dropped => this with
        {
            State = Editions.Count > 0 ? State : Question is { AnsweredOn: null } ? "asked" : "dropped",
            Draft = null,
            Dropped = [.. Dropped, dropped.Reason],
        },
        GuidanceRepealed repealed => this with
        {
            State = "repealed",
            Draft = null,
            Repealed = new(repealed.At.Day(), repealed.From, repealed.Reason),
        },
        GuidanceReminded _ => this with { Question = Question! with { WasLate = true } },
        _ => this,
    };
}

/// <param name="Due">By when it was to be answered.</param>
/// <param name="AnsweredOn">Or the day on which a note was issued for it; none: it waits.</param>
/// <param name="WasLate">It waited past its day.</param>
public sealed record AskedGuidance(
    Text Line, string Department, IReadOnlyList<string> Services, DateOnly Due, DateOnly? AnsweredOn = null,
    bool WasLate = false)
{
    /// <summary>The clauses that answered it.</summary>
    public IReadOnlyList<string> Cites { get; init; } = [];
}

/// <param name="By">Who wrote it, by public code.</param>
/// <param name="Comments">How often a department said what it thinks.</param>
/// <param name="Against">How often one wanted it changed.</param>
public sealed record DraftedGuidance(
    int Draft, GuidanceText Text, string By, DateOnly CommentUntil, Text? Haste, int Comments = 0, int Against = 0)
{
    internal static DraftedGuidance Of(IDraftOfGuidance drafted) =>
        new(drafted.Draft, drafted.Text, drafted.By, drafted.CommentUntil, drafted.Haste);
}

/// <param name="From">The first day on which it holds.</param>
/// <param name="DraftedBy">By public code.</param>
/// <param name="IssuedBy">Somebody else.</param>
/// <param name="Heard">What became of what departments said.</param>
/// <param name="Acknowledged">The departments that have read it.</param>
/// <param name="EventId">By which /ledger/proofs proves that it was issued.</param>
public sealed record IssuedGuidance(
    int Edition, GuidanceText Text, DateOnly From, DateOnly IssuedOn, string DraftedBy, string IssuedBy, int Comments,
    int Against, Text? Heard, IReadOnlyList<string> Acknowledged, Guid EventId);

/// <param name="From">The first day on which it no longer holds.</param>
public sealed record RepealedGuidance(DateOnly On, DateOnly From, Text Reason);
