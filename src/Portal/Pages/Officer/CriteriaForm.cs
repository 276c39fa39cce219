using EGov.Casework;
using EGov.Pages.Shared;
using EGov.Rulebooks;
using EGov.Texts;

namespace EGov.Pages.Officer;

/// <summary>The criteria of a decision as a form: what is computed, what was answered before, and what is typed now.</summary>
/// <param name="Before">The answers that stand where nothing else is said.</param>
/// <param name="Notes">The opened notes of those answers, by criterion.</param>
public sealed record CriteriaForm(
    RulebookVersion Rules, Request Request, OpenFacts Facts, IReadOnlyList<CriterionAnswer> Before,
    IReadOnlyDictionary<string, string> Notes, Names Names)
{
    /// <summary>As the form sends them, by the criterion's code.</summary>
    public IReadOnlyDictionary<string, string>? TypedAnswers { get; init; }
    public IReadOnlyDictionary<string, string>? TypedEvidence { get; init; }
    public IReadOnlyDictionary<string, string>? TypedNotes { get; init; }

    private Language T => Names.T;

    public IReadOnlyList<ChecklistItem> Items => [.. Rules.Criteria.Select(Item)];

    public int Answered => Items.Count(item => item.Verdict is not Verdict.Unanswered);

    public string AnswerOf(string criterion) =>
        Typed(TypedAnswers, criterion) ?? Earlier(criterion)?.Answer.ToString() ?? "";

    public string EvidenceOf(string criterion) =>
        Typed(TypedEvidence, criterion) ?? Earlier(criterion)?.Evidence ?? "";

    public string NoteOf(string criterion) =>
        Typed(TypedNotes, criterion) ?? Notes.GetValueOrDefault(criterion) ?? "";

    /// <summary>What this officer answers himself: an answer that stands as it was keeps its first author.</summary>
    public IReadOnlyList<AnswerGiven> Given() =>
    [
        .. from criterion in Rules.Criteria
           where criterion.IsHuman
           let code = criterion.Code
           where Enum.TryParse<Answer>(AnswerOf(code), out var answer) && Enum.IsDefined(answer) && IsNew(code)
           select new AnswerGiven(code, Enum.Parse<Answer>(AnswerOf(code)), Typed(EvidenceOf(code)), Typed(NoteOf(code))),
    ];

    /// <summary>The field that a refusal about a criterion belongs to.</summary>
    public string? FieldOf(Refused refused) => refused.Code switch
    {
        "criterion.unanswered" when Rules.Criteria.FirstOrDefault(c =>
                c is { IsHuman: true, IsRequired: true } && VerdictOf(AnswerOf(c.Code)) is Verdict.Unanswered)
            is { } criterion => $"Answers[{criterion.Code}]",
        "criterion.evidence-not-a-digest"
            when Rules.Criteria.FirstOrDefault(c => c.IsHuman && !IsDigest(EvidenceOf(c.Code))) is { } criterion =>
            $"Evidence[{criterion.Code}]",
        _ => null,
    };

    private ChecklistItem Item(Criterion criterion) => criterion.IsHuman
        ? new(criterion.Code, Names.Of(criterion.Text), LawOf(criterion))
        {
            Verdict = VerdictOf(AnswerOf(criterion.Code)),
            Evidence = Earlier(criterion.Code) is { } earlier
                ? Standing(earlier)
                : criterion.IsRequired ? T["officer.criteria.unanswered"] : T["officer.criteria.optional"],
        }
        : new(criterion.Code, Names.Of(criterion.Text), LawOf(criterion))
        {
            IsComputed = true,
            Verdict = Compute(criterion),
            Evidence = Basis(criterion),
        };

    /// <summary>Whose answer stands, what was seen, and on which evidence it rests.</summary>
    private Words Standing(CriterionAnswer answer) => Words.Join(" · ",
    [
        T["officer.criteria.answered-by", T.Ref(answer.By)],
        Notes.GetValueOrDefault(answer.Criterion) is { Length: > 0 } note ? T["officer.quote", note] : default,
        answer.Evidence is { } digest ? T.Ref("sha256 " + Abridged(digest)) : default,
    ]);

    /// <summary>Whether this note or evidence was changed in the form from what stands.</summary>
    public bool IsChanged(string criterion) =>
        NoteOf(criterion) != Notes.GetValueOrDefault(criterion, "")
        || EvidenceOf(criterion) != (Earlier(criterion)?.Evidence ?? "");

    private Words LawOf(Criterion criterion) => criterion.IsRequired
        ? Names.Of(criterion.LegalReference)
        : Words.Join(" · ", [Names.Of(criterion.LegalReference), T["officer.criteria.weighs"]]);

    private Verdict Compute(Criterion criterion)
    {
        try
        {
            return Criteria.IsMet(criterion, Facts.Values) ? Verdict.Met : Verdict.NotMet;
        }
        catch (Refused)
        {
            return Verdict.Unanswered;
        }
    }

    private Words Basis(Criterion criterion)
    {
        var terms = EGov.Act.Current.Handbook.TermsOf(Request);
        var read = terms.Facts.Where(fact => criterion.FactsRead().Contains(fact.Name)).Select(fact =>
            T["officer.criteria.fact", Names.Of(fact.Title),
                Facts.Values.TryGetPropertyValue(fact.Name, out var value)
                    ? FactWords.Of(fact, value, Names)
                    : T["officer.fact.missing"]]);
        return Words.Join(" · ", [.. read, T.Ref("sha256 " + Abridged(Criteria.EvidenceOf(criterion, Request)))]);
    }

    private CriterionAnswer? Earlier(string criterion) => Before.FirstOrDefault(answer => answer.Criterion == criterion);

    private bool IsNew(string code) => Earlier(code) is not { } earlier
        || AnswerOf(code) != earlier.Answer.ToString()
        || Typed(EvidenceOf(code)) != earlier.Evidence
        || (Typed(NoteOf(code)) ?? "") != Notes.GetValueOrDefault(code, "");

    public static Verdict VerdictOf(string answer) => Enum.TryParse<Verdict>(answer, out var verdict) ? verdict : Verdict.Unanswered;

    public static string Abridged(string digest) => $"{digest[..4]}…{digest[^4..]}";

    private static bool IsDigest(string evidence) =>
        Typed(evidence) is not { } digest || (digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower));

    // Once the form was sent, a field left empty is an answer too.
    private static string? Typed(IReadOnlyDictionary<string, string>? fields, string criterion) =>
        fields is null ? null : fields.GetValueOrDefault(criterion) ?? "";

    private static string? Typed(string text) => Fold.Text(text) is { Length: > 0 } typed ? typed : null;
}
