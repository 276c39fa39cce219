namespace EGov.Oversight;

/// <summary>An act on a directive that the rules allow somebody now.</summary>
/// <param name="Name">The last part of its address, such as verify.</param>
/// <param name="Department">For which of the departments; none where it is for the whole directive.</param>
public sealed record DirectiveAct(string Name, string? Department);

/// <summary>What somebody may do with a directive now, found by asking each act's own rule.</summary>
/// <remarks>As with the acts on a file: each is tried with an input that says nothing wrong, and thrown away.</remarks>
public static class DirectiveActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;

    /// <summary>In the order in which a directive meets them.</summary>
    public static IReadOnlyList<DirectiveAct> Of(
        Directive directive, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var own = directive.Parts.FirstOrDefault(part => part.Department == actor.Department)?.Department;
        (string Name, Func<object> Try)[] ofTheDepartment =
        [
            ("acknowledge", () => AcknowledgeDirectiveHandler.Handle(new(None), directive, actor, now)),
            ("assign", () => Assign(directive, ExecutorsFor(directive, handbook, actor, now) is [var first, ..]
                ? first : "", handbook, actor, now)),
            ("ask-support", () => AskSupportHandler.Handle(new(None, Words), directive, actor, now)),
            ("evidence", () => AttachEvidenceHandler.Handle(
                new(None, Words, "text/plain", "-"u8.ToArray()), directive, actor, now)),
            ("report", () => ReportDirectiveHandler.Handle(new(None, Words, [Words]), directive, actor, now)),
        ];
        (string Name, Func<string, object> Try)[] ofTheGovernorate =
        [
            ("answer-support", code => AnswerSupportHandler.Handle(
                new(None, code, true, Words), directive, actor, now)),
            ("verify", code => VerifyDirectiveHandler.Handle(new(None, code), directive, handbook, actor, now)),
            ("return", code => ReturnDirectiveHandler.Handle(new(None, code, Words), directive, handbook, actor, now)),
            ("extend", code => ExtendDirectiveHandler.Handle(
                new(None, code, 1, Words), directive, handbook, actor, now)),
        ];
        var found = new List<DirectiveAct>();
        foreach (var (name, attempt) in ofTheDepartment)
            if (IsFor(name, actor) && Verification.IsAllowed(attempt)) found.Add(new(name, own));
        foreach (var (name, attempt) in ofTheGovernorate.Where(act => IsFor(act.Name, actor)))
            found.AddRange(directive.Parts.Where(part => Verification.IsAllowed(() => attempt(part.Department)))
                .Select(part => new DirectiveAct(name, part.Department)));
        if (IsFor("withdraw", actor) && Verification.IsAllowed(() => WithdrawDirectiveHandler.Handle(
                new(None, WithdrawDirectiveHandler.Grounds[0], Words), directive, actor, now)))
            found.Add(new("withdraw", null));
        return found;
    }

    /// <summary>Those of the department to whom it may be given.</summary>
    public static IReadOnlyList<string> ExecutorsFor(
        Directive directive, Handbook handbook, Actor actor, DateTimeOffset now) =>
    [
        .. handbook.Officers.Values.Where(officer => officer.Department == actor.Department)
            .Select(officer => officer.Code).Order(StringComparer.Ordinal)
            .Where(code => Verification.IsAllowed(() => Assign(directive, code, handbook, actor, now))),
    ];

    private static DirectiveAssigned Assign(
        Directive directive, string code, Handbook handbook, Actor actor, DateTimeOffset now) =>
        AssignDirectiveHandler.Handle(new(None, code), directive, handbook, actor, now);

    private static bool IsFor(string name, Actor actor) =>
        Access.Of("POST", $"/api/directives/{{directiveId}}/{name}")!.Of(actor.Role) is not Reach.None;
}
