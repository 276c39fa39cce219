namespace EGov.Cli.Simulate;

/// <summary>A slogan that the simulated governor made, and what his staff make of it.</summary>
/// <param name="Service">By whose requests it is measured; none where it is measured by directives.</param>
/// <param name="Departments">Who is to do it; directives to them serve it, where directives measure it.</param>
internal sealed record ProgrammePlan(
    string Code, Text Promise, Text Source, Text Commitment, string? Service, IReadOnlyList<string> Departments);

/// <summary>What the simulated governor promised.</summary>
internal static class ProgrammePlans
{
    public static readonly ProgrammePlan Permits = new(
        "permits",
        new("پروانهٔ ساختمان دیگر چشم‌انتظاری نمی‌خواهد؛ پاسخ در مهلت داده می‌شود.",
            "Nobody will wait for a building permit any more: answers come within the limit."),
        new("سخنرانی آغاز کار استاندار", "The governor’s inaugural speech"),
        new("بنیاد مسکن پاسخ پرونده‌های پروانهٔ ساختمان را در مهلت قانونی بدهد و زمان رسیدگی را کوتاه کند.",
            "The Housing Foundation answers building permits within the legal limit, and sooner than before."),
        "building-permit", ["housing-foundation"]);

    public static readonly ProgrammePlan Water = new(
        "water",
        new("آب و زمین استان را پس می‌گیریم.", "We take back the province’s water and land."),
        new("گفت‌وگو با صداوسیمای استان", "Interview with the provincial broadcaster"),
        new("چاه‌های بی‌پروانه بسته، نهرها لایروبی و جاده‌های جنگلی پاک شوند؛ هر کار با اثری که نفر دوم دیده باشد.",
            "Wells without a permit are closed, canals dredged, forest roads cleaned; each with an effect that a "
                + "second person has seen."),
        null,
        ["regional-water", "agriculture", "environment", "natural-resources", "water-and-sewerage", "electricity"]);

    public static readonly ProgrammePlan Branches = new(
        "branches",
        new("هیچ انشعاب آبی پشت صف نمی‌ماند.", "No water connection is left behind in a queue."),
        new("دیدار مردمی شهرستان‌ها", "Meeting with the people of the counties"),
        new("آب و فاضلاب پرونده‌های گذشته از مهلت انشعاب را به صفر برساند.",
            "Water and Sewerage brings connections past their limit down to none."),
        "water-branch", ["water-and-sewerage"]);

    public static readonly IReadOnlyList<ProgrammePlan> All = [Permits, Water, Branches];
}
