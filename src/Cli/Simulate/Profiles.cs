namespace EGov.Cli.Simulate;

/// <summary>How a department works when nobody does wrong: its usual pace, and how well it keeps it.</summary>
/// <param name="Pace">Median working days from ready to decided, as a share of what the service promises.</param>
/// <param name="Punctuality">Chance that a file which would miss its limit is taken in hand in time.</param>
/// <param name="Intake">Working days until somebody takes a new file.</param>
/// <param name="Opinion">Median working days to answer what another department asks.</param>
/// <param name="Waves">How much the backlog rises and falls from week to week (sigma of a logarithm).</param>
/// <param name="Distributed">Share of the files that the manager gives out, instead of officers taking them.</param>
internal sealed record Tempo(
    double Pace, double Punctuality, double Intake, double Opinion, double Waves, double Distributed)
{
    private static readonly Tempo Usual = new(0.85, 0.75, 1.0, 4, 0.25, 0.05);

    private static readonly Dictionary<string, Tempo> Known = new()
    {
        ["electricity"] = new(0.58, 0.65, 0.4, 3, 0.32, 0),
        ["industry"] = new(0.95, 0.5, 0.6, 3, 0.4, 0.05),
        ["water-and-sewerage"] = new(0.95, 0.5, 0.7, 3, 0.38, 0.05),
        ["governorate"] = new(0.88, 0.55, 0.8, 3, 0.36, 0.1),
        ["heritage"] = new(0.97, 0.5, 1.0, 4, 0.38, 0.05),
        ["environment"] = new(1.1, 0.35, 1.2, 6, 0.4, 0.05),
        ["housing-foundation"] = new(1.08, 0.35, 1.2, 4, 0.42, 0.1),
        ["welfare"] = new(1.22, 0.15, 1.4, 3, 0.5, 0.25),
        ["agriculture"] = new(1.24, 0.08, 1.8, 6, 0.45, 0.3),
        ["regional-water"] = new(0.9, 0.6, 1.5, 6, 0.3, 0),
        ["roads"] = new(0.9, 0.6, 1.2, 5, 0.3, 0),
        ["natural-resources"] = new(1, 0.6, 1.5, 6, 0.3, 0),
        ["civil-registration"] = new(0.7, 0.8, 0.8, 2, 0.2, 0),
    };

    public static Tempo Of(string department) => Known.GetValueOrDefault(department, Usual);

    /// <summary>Slower around the new year and in the summer holidays.</summary>
    public static double Season(DateOnly day) => day.JalaliMonth() switch
    {
        1 => 1.25,
        2 => 1.05,
        5 => 1.08,
        6 => 1.12,
        12 => 1.12,
        _ => 1.0,
    };
}

/// <summary>How much a service is asked for, by whom, and what its files need on their way.</summary>
/// <param name="Share">Of all requests.</param>
/// <param name="Desk">Share that is filed at a county's desk.</param>
/// <param name="Incomplete">Chance that a paper is missing or wrong, so that the applicant must be asked first.</param>
/// <param name="Doubt">Chance that a question arises after the clock has started.</param>
/// <param name="Referrals">Which department is asked for an opinion, and how often.</param>
/// <param name="Visit">The step put on the file after going there; none where nobody goes.</param>
/// <param name="Judged">The criterion that rests on the other departments' opinions.</param>
/// <param name="Remeasured">The fact that an applicant sometimes corrects when he is asked something.</param>
internal sealed record Demand(
    string Service, double Share, double Desk, double Incomplete, double Doubt,
    IReadOnlyList<(string Department, double Chance)> Referrals, string? Visit, string? Judged, string? Remeasured = null)
{
    public static readonly IReadOnlyList<Demand> All =
    [
        new("social-support", 0.140, 0.58, 0.15, 0.07,
            [("civil-registration", 0.62), ("labour", 0.5)], "home-visit", "household-confirmed"),
        new("business-licence", 0.145, 0.34, 0.13, 0.06, [], "premises-visit", null),
        new("building-permit", 0.132, 0.46, 0.17, 0.08,
            [("roads", 0.5)], "site-visit", "sound-structure", "watercourseDistance"),
        new("electricity-branch", 0.155, 0.38, 0.10, 0.04,
            [], "network-visit", null, "lineClearance"),
        new("water-branch", 0.125, 0.40, 0.11, 0.05,
            [], "network-visit", null, "distanceToMain"),
        new("environmental-opinion", 0.090, 0.28, 0.18, 0.10,
            [("regional-water", 0.8)], "site-visit", "river-distance", "distanceToSettlement"),
        new("land-use-change", 0.053, 0.52, 0.19, 0.10,
            [("environment", 0.75), ("roads", 0.55)], "site-visit", "need-shown", "distanceToVillage"),
        new("information-request", 0.055, 0.16, 0.09, 0.03, [], null, null),
        new("complaint-about-office", 0.040, 0.35, 0.10, 0.09, [], null, null),
        new("tourism-lodging", 0.040, 0.22, 0.14, 0.06,
            [("housing-foundation", 0.7)], "premises-visit", "sound-building"),
        new("gravel-extraction", 0.013, 0.30, 0.20, 0.10,
            [("regional-water", 0.9), ("natural-resources", 0.85)], "site-visit", "bed-and-reach-free", "depth"),
        new("ngo-permit", 0.012, 0.25, 0.22, 0.08, [], null, null),
    ];

    public static Demand Of(string service) => All.Single(demand => demand.Service == service);

    /// <summary>People build in spring and autumn, travel before the new year and in summer, and need help in winter.</summary>
    public double Season(DateOnly day)
    {
        var month = day.JalaliMonth();
        return Service switch
        {
            "building-permit" or "land-use-change" => month is 2 or 3 or 7 ? 1.25 : month is 10 or 11 ? 0.75 : 1,
            "water-branch" or "electricity-branch" => month is 3 or 4 or 5 ? 1.25 : month is 10 or 11 ? 0.85 : 1,
            "tourism-lodging" => month is 3 or 4 or 11 or 12 ? 1.4 : 0.85,
            "gravel-extraction" => month is >= 3 and <= 8 ? 1.2 : 0.7,
            "social-support" => month is 7 or 8 or 9 or 12 ? 1.2 : 0.95,
            _ => 1,
        };
    }
}
