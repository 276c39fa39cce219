using EGov.Organisation;

namespace EGov.Cli.Simulate;

/// <summary>Officers who declare to whom they are tied: most of these file something later.</summary>
internal sealed class Ties(World world)
{
    // Beyond the numbers of those who are in the province anyway.
    private const int Kin = 960_000;

    private readonly Dictionary<(string Officer, string Number), Guid> _declared = [];

    /// <param name="filings">Everything that will be filed.</param>
    public void Open(IReadOnlyList<Sketch> filings)
    {
        if (world.Wrongs.Honest.Interests == 0) return;
        var able = world.Handbook.Officers.Values.Where(officer => officer is { IsServing: true, Grade: "expert" }
                && officer.Roles.Contains("officer") && !officer.Roles.Contains("appeal")
                && !world.Wrongs.IsCulprit(officer.Code))
            .OrderBy(officer => world.Dice("interest", officer.Code).Unit())
            .ThenBy(officer => officer.Code, StringComparer.Ordinal).Take(world.Wrongs.Honest.Interests).ToList();
        for (var i = 0; i < able.Count; i++) Open(i, able[i], filings);
    }

    /// <summary>The declaration that keeps the file from this officer, if any does.</summary>
    public Guid? Of(string officer, CaseFile file) =>
        file.Filing.Applicant.NationalNumber is { } number && _declared.TryGetValue((officer, number), out var declared)
            ? declared : null;

    private void Open(int place, Officer officer, IReadOnlyList<Sketch> filings)
    {
        var dice = world.Dice("tie-declared", officer.Code);
        var day = world.Handbook.Calendar.Next(world.Scenario.From.AddDays(dice.Whole(0, 20)));
        var when = day.At(dice.Between(8, 13));
        var his = !dice.Chance(0.7) ? []
            : filings.Where(sketch => sketch.FiledAt > when && IsHis(officer, sketch)).ToList();
        var (name, number) = his.Count > 0 && dice.Pick(his).Applicant is { NationalNumber: { } known } applicant
            ? (applicant.Name, known) : (People.Applicant(world.Scenario.Seed, Kin + place).Name,
                People.NationalNumber(Kin + place));
        var relation = dice.Weighted([
            ("other-kin", 0.35), ("sibling", 0.2), ("close-friend", 0.2), ("spouse", 0.1), ("parent-or-child", 0.1),
            ("debt", 0.05)]);
        world.Schedule(when, () => _declared[(officer.Code, number)] = world.Declare(
            new("officer", officer.Code, officer.Department), new DeclareInterest(relation, name, number)));
    }

    /// <summary>Two more can do what he may not.</summary>
    private bool IsHis(Officer officer, Sketch sketch) =>
        officer.Handles(sketch.Service)
        && world.Handbook.Offered(sketch.Service, sketch.FiledAt.Day()).Department == officer.Department
        && world.Handbook.Officers.Values.Count(other => other.Department == officer.Department
            && other.Roles.Contains("officer") && !other.Roles.Contains("appeal") && other.Handles(sketch.Service)) > 2;
}
