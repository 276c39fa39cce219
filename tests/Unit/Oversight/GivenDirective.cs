using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

/// <summary>A directive to two departments, and what happened to it before.</summary>
internal static class GivenDirective
{
    public static readonly Actor Governor = new("governor", "GVN-01", "governorate");
    public static readonly Actor Second = new("governor", "GVN-02", "governorate");
    public static readonly Actor WaterManager = new("manager", "WAT-900", "regional-water");
    public static readonly Actor Head = new("manager", "GOV-900", "governorate");

    public static readonly Text Line = new("چاه‌های بی‌پروانه بسته شوند", "Wells without a permit are closed");

    /// <summary>The small province, with a governorate above its two departments.</summary>
    public static readonly Handbook Handbook = Given.Handbook with
    {
        Departments = Given.Handbook.Departments.With("governorate", Given.Fold(new Department(),
            new DepartmentEstablished(Given.Start, "governorate", Given.Any, "governorate", null, null))),
        Officers = Given.Handbook.Officers
            .With("GOV-900", Officer(Head, null)).With("WAT-900", Officer(WaterManager, "GOV-900"))
            .With("GVN-01", Officer(Governor, "GOV-900")).With("GVN-02", Officer(Second, "GOV-900")),
    };

    public static readonly DirectiveIssued Issued = Issue();
    public static readonly DirectiveAcknowledged Acknowledged = new(Given.On(1), "environment", "ENV-900");
    public static readonly DirectiveAssigned Assigned = new(Given.On(2), "environment", "ENV-014", "ENV-900");
    public static readonly EvidenceAttached Attached = new(Given.On(3), "environment", "ENV-014", Words("a.pdf"),
        SealedFile.Of(Subjects.Oversight, "%PDF-"u8.ToArray()));

    public static readonly DirectiveReported Reported =
        new(Given.On(4), "environment", "ENV-014", Words("All are closed."), [Words("MZ-1")], 0, OnTime: true);

    public static readonly DirectiveVerified Verified =
        new(Given.On(5), "environment", "GVN-02", null, 4, OnTime: true);

    public static readonly DirectiveReturned Returned =
        new(Given.On(5), "environment", "GVN-02", Words("Three are open."));

    public static readonly object[] UntilAssigned = [Issued, Acknowledged, Assigned];
    public static readonly object[] UntilReported = [.. UntilAssigned, Reported];

    public static DirectiveIssued Issue(
        Actor? by = null, Handbook? handbook = null, string? verifier = null, params string[] departments) =>
        IssueDirectiveHandler.Decide(
            new(departments is [] ? ["environment", "regional-water"] : departments, Line, "No well without a permit.",
                "A list of wells with seals.", 10, Verifier: verifier, Support: "Two inspectors."),
            Given.Id, handbook ?? Handbook, by ?? Governor, Given.Start);

    public static Directive Fold(params object[] past) => past.Aggregate(new Directive(), Then);

    public static Directive Then(Directive directive, object data) => directive.Evolve(Given.AsEvent(data));

    /// <summary>What it asks of the environment department.</summary>
    public static DirectivePart Part(params object[] past) => Fold(past).Of("environment");

    public static Sealed Words(string words) => Sealed.Of(Subjects.Oversight, words);

    public static Officer Officer(Actor who, string? supervisor) => Given.Fold(new Officer(),
        new OfficerAppointed(Given.Start, who.Code, who.Department!, [who.Role], "head", supervisor, []));
}
