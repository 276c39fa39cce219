namespace EGov.Oversight;

/// <summary>What a letter must have before it is sent: effect, owner, date, legal reference, one subject.</summary>
public static class LetterQuality
{
    public const int MostDays = 250;

    /// <summary>Each rule for a draft of its kind, in the order in which one writes, and why it is broken.</summary>
    public static IReadOnlyList<(string Rule, Refused? Broken)> Of(LetterDraft draft, Handbook handbook)
    {
        var subject = ("one-subject",
            draft.Line is { Fa.Length: 0, En.Length: 0 } ? new Refused("letter.no-subject") { Status = 422 }
            : HasOneSubject(draft) ? null
            : new Refused("letter.several-subjects") { Status = 422 });
        return draft.IsInformation
            ? [subject, ("information-only", draft is { Effect: null, Days: null } ? null
                : new("letter.information-wants-something") { Status = 422 })]
            :
            [
                subject,
                ("effect", draft.Effect is not null ? null : new("letter.no-effect") { Status = 422 }),
                ("evidence", draft.Evidence is not null ? null : new("letter.no-evidence-named") { Status = 422 }),
                ("date", draft.Days is >= 1 and <= MostDays ? null : new("letter.no-date", MostDays) { Status = 422 }),
                ("owner", HasOwner(draft, handbook) ? null : new("letter.no-owner") { Status = 422 }),
                ("legal-reference", draft.LegalReference is not null ? null
                    : new("letter.no-legal-reference") { Status = 422 }),
            ];
    }

    public static void Demand(LetterDraft draft, Handbook handbook)
    {
        if (Of(draft, handbook).FirstOrDefault(rule => rule.Broken is not null).Broken is { } first) throw first;
    }

    /// <summary>
    /// What can be seen of it: no list in the subject or the effect, and not two things of one kind that it is about.
    /// </summary>
    private static bool HasOneSubject(LetterDraft draft) =>
        !new[] { draft.Line.Fa, draft.Line.En, draft.Effect }.Any(words => words is not null && IsList(words))
        && (draft.Links ?? []).GroupBy(link => link.Kind).All(kind => kind.Count() == 1);

    private static bool HasOwner(LetterDraft draft, Handbook handbook) => draft.To is null
        ? draft.Contact is not null
        : IsOwner(draft.Owner, draft.To, handbook);

    /// <summary>Somebody of the office to whom something can be given to bring about.</summary>
    public static bool IsOwner(string? code, string department, Handbook handbook) =>
        code is not null && handbook.Officers.GetValueOrDefault(code) is { IsServing: true } officer
        && officer.Department == department
        && (officer.Roles.Contains("officer") || officer.Roles.Contains("manager")
            || officer.Roles.Contains("governor"));

    /// <summary>A semicolon, a second line, a bullet, or an item with a number such as 2. or 2-</summary>
    private static bool IsList(string words) =>
        words.AsSpan().IndexOfAny(";؛\n•") >= 0 || words.Split(' ').SkipLast(1).Any(IsNumberOfItem);

    private static bool IsNumberOfItem(string word) =>
        word.Length is 2 or 3 && word[^1] is '.' or ')' or '-' && word[..^1].All(char.IsAsciiDigit);
}
