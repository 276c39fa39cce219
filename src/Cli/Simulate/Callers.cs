using EGov.Integrity;

namespace EGov.Cli.Simulate;

/// <summary>Those who put in a word for a file. Somebody of the office reports it, whether it moves anybody.</summary>
internal sealed class Callers(World world)
{
    public void AfterFiling(CaseFile file)
    {
        var dice = world.Dice("contact", file.Index);
        var isHeeded = world.Wrongs.Casting.PartOf(file) is { Kind.Code: "yielding" };
        if (!dice.Chance(isHeeded ? 0.95 : file.Intent.IsQuiet ? 0 : world.Wrongs.Honest.Contacts)) return;
        var day = world.Handbook.Calendar.AddWorkingDays(world.Today, dice.Whole(1, 3));
        world.Schedule(day.At(dice.Between(8, 14)), () => Report(file, dice, isHeeded));
    }

    private void Report(CaseFile file, Dice dice, bool isHeeded)
    {
        // Who yields does not report it; somebody who sits beside him does.
        var yields = isHeeded ? world.Wrongs.Casting.PartOf(file)!.Code : null;
        var staff = world.Handbook.Officers.Values.Where(officer => officer.Code != yields
                && officer.Department == file.State.Matter.Department && officer.Roles.Contains("officer"))
            .OrderBy(officer => officer.Code, StringComparer.Ordinal).ToList();
        if (staff.Count == 0) return;
        var reporter = dice.Pick(staff);
        var kind = dice.Weighted([
            ("recommendation", 0.5), ("pressure", 0.2), ("intermediary", 0.15), ("gift-or-favour", 0.08),
            ("interference", 0.07)]);
        var category = dice.Weighted([
            ("other-office", 0.2), ("kin-or-friend", 0.2), ("elected-official", 0.15), ("superior", 0.12),
            ("business", 0.1), ("applicant", 0.1), ("colleague", 0.08), ("unknown", 0.05)]);
        var channel = dice.Weighted([
            ("telephone", 0.45), ("in-person", 0.3), ("message", 0.15), ("third-person", 0.07), ("letter", 0.03)]);
        var answer = dice.Weighted<string>(isHeeded
            ? [("promised", 0.5), ("did-as-asked", 0.3), ("promised-nothing", 0.2)]
            : [("referred-to-the-rules", 0.5), ("refused", 0.3), ("promised-nothing", 0.2)]);
        var report = new ReportInfluence(InfluencedMatter.OnRequest, $"{file.Id}", kind, category, channel,
            dice.Pick(Words.Asked), answer, Words: dice.Chance(0.3) ? dice.Pick(Words.OfContact) : null);
        world.Letters.HandIn($"contact/{file.Index}",
            Influence.Of(world.Master, InfluencedMatter.OnRequest, file.Id), typeof(Influence),
            ReportInfluenceHandler.Decide(
                report, InfluencedMatter.Of(file.State), new("officer", reporter.Code, reporter.Department),
                world.Now));
    }
}
