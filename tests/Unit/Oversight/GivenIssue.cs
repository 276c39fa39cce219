using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>An issue that an officer of regional water raised about the environment, and what happened to it.</summary>
internal static class GivenIssue
{
    public static readonly Handbook Handbook = GivenDirective.Handbook;
    public static readonly Text Line = new("پساب به رودخانه می‌ریزد", "Waste water runs into the river");

    public static readonly IssueRaised Raised = Raise();
    public static readonly IssueOwnerNamed Owned = new(Given.On(1), "ENV-014", "GVN-01");
    public static readonly IssuePlanned Planned = new(Given.On(2), "ENV-014",
        [new(1, "environment", Line, Given.On(20).Day()), new(2, "regional-water", Line, Given.On(30).Day())], null);

    public static readonly IssueStepCompleted First =
        new(Given.On(3), 1, "ENV-014", GivenDirective.Words("Sealed off."), true);

    public static readonly IssueStepCompleted Second = First with { Step = 2 };
    public static readonly IssueReported Reported = new(Given.On(9), "ENV-014", GivenDirective.Words("It is clean."));
    public static readonly IssueVerified Verified = new(Given.On(10), "WAT-007", null, 9);
    public static readonly IssueDropped Dropped =
        new(Given.On(10), "GVN-01", "no-means", GivenDirective.Words("No money."));

    public static readonly object[] UntilOwned = [Raised, Owned];
    public static readonly object[] UntilPlanned = [.. UntilOwned, Planned];
    public static readonly object[] UntilReported = [.. UntilPlanned, First, Second, Reported];
    public static readonly object[] UntilSolved = [.. UntilReported, Verified];

    public static IssueRaised Raise(
        Actor? by = null, string from = "officer", string? county = null, string? source = null,
        string? verifier = null, string? owner = null, string words = "It smells at Firuzabad.", Text? line = null,
        params string[] departments) =>
        RaiseIssueHandler.Decide(
            new(line ?? Line, words, from, departments is [] ? ["environment"] : departments, county, source, verifier,
                owner),
            Given.Id, Handbook, by ?? Who.Neighbour, Given.Start);

    public static Issue Fold(params object[] past) => past.Aggregate(new Issue(), Then);

    public static Issue Then(Issue issue, object fact) => issue.Evolve(Given.AsEvent(fact));
}
