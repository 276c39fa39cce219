namespace EGov.Oversight;

/// <summary>What somebody may do with an issue now, found by asking each act's own rule.</summary>
public static class IssueActs
{
    private const string Words = "-";
    private static readonly Guid None = Guid.Empty;
    private static readonly Text Line = new(Words, Words);

    /// <summary>In the order in which an issue meets them: the last part of the address of each.</summary>
    public static IReadOnlyList<string> Of(Issue issue, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var department = handbook.Departments.Keys.FirstOrDefault() ?? "";
        (string Name, Func<object> Try)[] acts =
        [
            ("owner", () => NameIssueOwnerHandler.Handle(
                new(None, OwnersFor(issue, handbook) is [var one, ..] ? one : ""), issue, handbook, actor, now)),
            ("plan", () => PlanIssueHandler.Handle(
                new(None, [new(department, Line, now.Day())]), issue, handbook, actor, now)),
            ("step", () => CompleteIssueStepHandler.Handle(
                new(None, StepsFor(issue, actor) is [var first, ..] ? first : 0, Words), issue, handbook, actor, now)),
            ("follow-up", () => FollowUpIssueHandler.Handle(new(None, Words), issue, actor, now)),
            ("report", () => ReportIssueHandler.Handle(new(None, Words), issue, actor, now)),
            ("verify", () => VerifyIssueHandler.Handle(new(None), issue, handbook, actor, now)),
            ("return", () => ReturnIssueHandler.Handle(new(None, Words), issue, handbook, actor, now)),
            ("reopen", () => ReopenIssueHandler.Handle(new(None, Words), issue, handbook, actor, now)),
            ("drop", () => DropIssueHandler.Handle(
                new(None, DropIssueHandler.Grounds[0], Words), issue, actor, now)),
        ];
        return
        [
            .. acts.Where(act => Access.Of("POST", $"/api/issues/{{issueId}}/{act.Name}")!.Of(actor.Role)
                    is not Reach.None && Verification.IsAllowed(act.Try))
                .Select(act => act.Name),
        ];
    }

    /// <summary>Who may be made to answer for it.</summary>
    public static IReadOnlyList<string> OwnersFor(Issue issue, Handbook handbook) =>
    [
        .. handbook.Officers.Values
            .Where(officer => issue.Departments.Contains(officer.Department) || officer.Roles.Contains("governor"))
            .Select(officer => officer.Code).Where(code => code != issue.Owner).Order(StringComparer.Ordinal)
            .Where(code => Verification.IsAllowed(() =>
            {
                NameIssueOwnerHandler.MustBeAbleTo(code, issue, handbook);
                return code;
            })),
    ];

    /// <summary>The steps that somebody may say were taken.</summary>
    public static IReadOnlyList<int> StepsFor(Issue issue, Actor actor) =>
    [
        .. issue.Steps.Where(step => !step.IsCompleted
            && (actor.Code == issue.Owner || actor.Department == step.Department)).Select(step => step.Step),
    ];
}
