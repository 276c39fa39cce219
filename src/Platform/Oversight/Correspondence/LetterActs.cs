namespace EGov.Oversight;

/// <summary>What somebody may do with a letter now, found by asking each act's own rule.</summary>
/// <remarks>As with directives: each is tried with an input that says nothing wrong, and thrown away.</remarks>
public static class LetterActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;
    private static readonly LetterDraft Blank = new(new(Words, Words), Correspondent: Words, IsInformation: true);

    /// <summary>The last part of the address of each, in the order in which a letter meets them.</summary>
    /// <param name="draft">As it stands, while it is one.</param>
    public static IReadOnlyList<string> Of(
        OfficialLetter letter, LetterDraft? draft, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        (string Name, Func<object> Try)[] acts =
        [
            ("send", () => SendLetterHandler.Decide(draft ?? Blank, letter, 1, handbook, actor, now)),
            ("redraft", () => RedraftLetterHandler.Handle(
                new(None, Blank), letter, LetterTies.None, handbook, actor, now)),
            ("receive", () => ReceiveLetterHandler.Decide(letter, 1, actor, now)),
            ("assign", () => Assign(letter, ExecutorsFor(letter, handbook, actor, now) is [var first, ..]
                ? first : "", handbook, actor, now)),
            ("files", () => AttachToLetterHandler.Handle(
                new(None, Words, "text/plain", "-"u8.ToArray()), letter, actor, now)),
            ("report", () => ReportLetterHandler.Handle(new(None, Words, [Words]), letter, actor, now)),
            ("verify", () => VerifyLetterHandler.Handle(new(None), letter, handbook, actor, now)),
            ("return", () => ReturnLetterHandler.Handle(new(None, Words), letter, handbook, actor, now)),
            ("withdraw", () => WithdrawLetterHandler.Handle(
                new(None, WithdrawLetterHandler.Grounds[0], Words), letter, actor, now)),
            ("correspondent/erase", () => EraseCorrespondentHandler.Decide(
                new(None, EraseCorrespondentHandler.Grounds[0]), letter, actor, now)),
        ];
        return [.. acts.Where(act => IsFor(act.Name, actor) && IsAllowed(act.Try)).Select(act => act.Name)];
    }

    /// <summary>Those of the office to whom it may be given.</summary>
    public static IReadOnlyList<string> ExecutorsFor(
        OfficialLetter letter, Handbook handbook, Actor actor, DateTimeOffset now) =>
    [
        .. handbook.Officers.Values.Where(officer => officer.Department == actor.Department)
            .Select(officer => officer.Code).Order(StringComparer.Ordinal)
            .Where(code => IsAllowed(() => Assign(letter, code, handbook, actor, now))),
    ];

    private static LetterAssigned Assign(
        OfficialLetter letter, string code, Handbook handbook, Actor actor, DateTimeOffset now) =>
        AssignLetterHandler.Handle(new(None, code), letter, handbook, actor, now);

    private static bool IsFor(string name, Actor actor) =>
        Access.Of("POST", $"/api/letters/{{letterId}}/{name}")!.Of(actor.Role) is not Reach.None;

    private static bool IsAllowed(Func<object> act)
    {
        try
        {
            act();
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }
}
