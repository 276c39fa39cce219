using System.Text.Json;
using EGov.Catalogue;
using EGov.Organisation;
using EGov.Rulebooks;

namespace EGov.Acceptance;

/// <summary>A small province: two departments, six officers, two of the governor's staff, one service.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Start = new(2026, 5, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly Text Any = new("نمونه", "Sample");

    public static RulebookVersion Rules { get; } = new()
    {
        Code = "env-siting",
        Version = 7,
        EffectiveFrom = new(2025, 3, 21),
        Title = Any,
        LegalReference = Any,
        Criteria =
        [
            Criterion("settlement-distance", """{">=":[{"var":"distance"},500]}""", "required"),
            Criterion("income-low", """{"<":[{"var":"income"},900000000]}""", "required"),
            Criterion("plan-acceptable", "\"human\"", "required"),
            Criterion("noise", "\"human\"", "weighs"),
        ],
    };

    public static ServiceTerms Terms { get; } = new()
    {
        Code = "environmental-opinion",
        Title = Any,
        Summary = Any,
        Department = "environment",
        LegalBasis = Any,
        LegalLimitDays = 20,
        PromiseDays = 12,
        AppealWindowDays = 20,
        ContestWindowDays = 30,
        AnswerWindowDays = 10,
        Extension = new(1, 5),
        Channels = ["portal", "desk"],
        Documents = [new("plan", Any, true)],
        Facts =
        [
            new("distance", Any, null, Any, "integer", null, null, Sealed: false, Required: true, Min: 0, Max: 100_000),
            new("income", Any, null, Any, "integer", null, null, Sealed: true, Required: true),
        ],
        PlannedSteps = ["environment"],
        FourEyes = true,
        Rulebook = "env-siting",
    };

    public static IReadOnlyList<(Guid Stream, Type Aggregate, object Event)> Province { get; } =
    [
        (Calendar.TheOne, typeof(Calendar),
            new CalendarOpened(Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), [])),
        Department("environment", "department", null),
        Department("regional-water", "department", null),
        Department("desk-sari", "desk", "sari"),
        Officer("ENV-014", "environment", "officer", "expert"),
        Officer("ENV-021", "environment", "officer", "expert"),
        Officer("ENV-031", "environment", "officer", "senior"),
        Officer("ENV-900", "environment", "manager", "head"),
        Officer("WAT-007", "regional-water", "officer", "expert"),
        Officer("DSK-SAR-1", "desk-sari", "clerk", "expert"),
        Officer("GVN-01", "governorate", "governor", "head"),
        Officer("GVN-02", "governorate", "governor", "senior"),
        (Identity.Of("rulebook", "env-siting"), typeof(Rulebook), new RulebookPublished(Start, Rules)),
        (Identity.Of("service", "environmental-opinion"), typeof(Service), new ServiceOffered(Start, new(2026, 1, 1), Terms)),
    ];

    /// <summary>A filing that meets both computed criteria.</summary>
    public static object Filing { get; } = new
    {
        service = "environmental-opinion",
        county = "sari",
        applicant = new { name = "نمونه", nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
        facts = new { distance = 730, income = 500_000_000 },
    };

    /// <summary>A complete file is refused by two officers, out of turn, and its applicant is told.</summary>
    /// <param name="act">Sends an act of a persona on the file.</param>
    public static async Task RefuseAsync(Func<string, string, object, Task> act)
    {
        await act("officer", "prepare-decision", new
        {
            outcome = "refused",
            answers = new[] { new { criterion = "plan-acceptable", answer = "notMet" } },
        });
        await act("officer-2", "decide", new
        {
            outcome = "refused",
            guidance = "Hand in another plan.",
            overtakingGround = "emergency",
        });
        await act("officer-2", "notice", new { });
    }

    private static Criterion Criterion(string code, string test, string kind) =>
        new(code, Any, Any, JsonElement.Parse(test), kind, Any);

    private static (Guid, Type, object) Department(string code, string kind, string? county) =>
        (Identity.Of("department", code), typeof(Department), new DepartmentEstablished(Start, code, Any, kind, county, null));

    private static (Guid, Type, object) Officer(string code, string department, string role, string grade) =>
        (Identity.Of("officer", code), typeof(Officer),
            new OfficerAppointed(Start, code, department, [role], grade, "ENV-900", []));
}
