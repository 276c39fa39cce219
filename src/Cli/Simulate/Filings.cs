using System.Text.Json;
using EGov.Casework;
using EGov.Ledger;

namespace EGov.Cli.Simulate;

/// <summary>Who asks for what, when and where: the requests of the whole period, and those of the two known citizens.</summary>
internal sealed class Filings(World world)
{
    public static readonly Guid FirstCitizen = new("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01");
    public static readonly Guid SecondCitizen = new("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e02");

    private readonly Scenario _scenario = world.Scenario;
    private readonly IReadOnlyList<(string Item, double Weight)> _counties =
        [.. Seed.Counties().Select(county => (county.Code, (double)county.Population))];
    private readonly Dictionary<string, IReadOnlyList<(DateOnly Item, double Weight)>> _days = [];

    public void Open()
    {
        var known = Known().OfType<CaseFile>().ToList();
        var drawn = Enumerable.Range(0, Math.Max(0, _scenario.Requests - known.Count)).Select(Draw).ToList();
        var cast = world.Wrongs.Casting.Of(drawn).ToList();
        world.Ties.Open(cast);
        foreach (var file in known.Concat(cast.Select(Make)))
        {
            world.Schedule(file.FiledAt, () =>
            {
                world.File(file);
                world.Watchman.AfterFiling(file);
                world.Citizens.AfterFiling(file);
                world.Offices.AfterFiling(file);
                world.Callers.AfterFiling(file);
            });
        }
    }

    private Sketch Draw(int index)
    {
        var dice = world.Dice("filing", index);
        var service = dice.Weighted([.. Demand.All.Select(demand => (demand.Service, demand.Share))]);
        var demand = Demand.Of(service);
        var day = dice.Weighted(Days(demand));
        var county = dice.Weighted(_counties);
        // The portal gains on the desks from month to month.
        var share = (double)(day.DayNumber - _scenario.From.DayNumber) / _scenario.Days;
        var isAtDesk = dice.Chance(demand.Desk * (1.15 - 0.3 * share));
        var filedAt = isAtDesk
            ? world.Handbook.Calendar.Next(day).At(Math.Clamp(10.3 + 1.5 * dice.Normal(), 7.7, 14.1))
            : day.At(Portal(dice));
        if (filedAt >= world.End) filedAt = day.At(Portal(dice));
        var filer = isAtDesk && filedAt.Day() == world.Handbook.Calendar.Next(day) ? Clerk(dice, county) : new Actor("citizen");
        var regular = filer.Role is "citizen" && dice.Chance(0.12) ? dice.Whole(0, _scenario.Requests / 25) : -1;
        if (regular >= 0) filer = filer with { Subject = Identity.Of("simulated-citizen", _scenario.Key, $"{regular}") };
        var applicant = regular >= 0 ? People.Regular(_scenario.Seed, regular) : People.Applicant(_scenario.Seed, index);
        return new(index, service, county, filedAt, filer, applicant, Representative(index));
    }

    private CaseFile Make(Sketch sketch) => Make(
        sketch.Index, sketch.Service, sketch.County, sketch.Applicant, sketch.Filer, sketch.FiledAt,
        sketch.Representative, sketch.IsAgreed ? Agreed : null);

    private static Intent Agreed(Intent drawn) => drawn with
    {
        IsSound = true,
        IsIncomplete = false,
        IsDoubtful = false,
        BelongsTo = null,
        HasTie = false,
        WithdrawsAfter = null,
    };

    private CaseFile Make(
        int index, string service, string county, Person applicant, Actor filer, DateTimeOffset filedAt,
        Person? representative, Func<Intent, Intent>? script, Action<Dictionary<string, JsonElement>>? change = null)
    {
        var demand = Demand.Of(service);
        var facts = FactSheet.Of(service, world.Dice("facts", index), filedAt.Day(), sound: script is not null);
        change?.Invoke(facts);
        var intent = Intent.Draw(_scenario.Seed, index, demand, facts);
        intent = script?.Invoke(intent) ?? intent;
        var dice = world.Dice("papers-given", index);
        var documents = world.Handbook.Offered(service, filedAt.Day()).Documents;
        var given = documents.Where(document => document.Required || dice.Chance(0.4)).Select(document => document.Code).ToList();
        if (intent.IsIncomplete && given.Count > 0) given.RemoveAt(dice.Whole(0, given.Count - 1));
        var words = dice.Chance(0.22) ? dice.Pick(Words.Filing) : null;
        var isDrawn = world.Handbook.Offered(service, filedAt.Day()).IsDrawn;
        var nonce = isDrawn && world.Dice("nonce", index).Chance(0.2)
            ? DrawSeed.Commit(SimulatedLots.Nonce(_scenario.Seed, index))
            : null;
        var filing = new SubmitRequest(service, county, applicant, representative, facts, words, given, nonce);
        return new(index, demand, filing, filer, filedAt)
        {
            Intent = intent,
        };
    }

    private Person? Representative(int index)
    {
        var dice = world.Dice("representative", index);
        return dice.Chance(0.055) ? People.Relative(_scenario.Seed, index)
            : dice.Chance(0.03) ? People.Agent(_scenario.Seed, dice.Whole(1, People.Agents))
            : null;
    }

    private Actor Clerk(Dice dice, string county)
    {
        var clerks = world.Handbook.Officers.Values
            .Where(officer => officer.Department == $"desk-{county}" && officer.Roles.Contains("clerk"))
            .Select(officer => officer.Code).Order(StringComparer.Ordinal).ToList();
        return new("clerk", dice.Pick(clerks), $"desk-{county}");
    }

    /// <summary>More on working days, more as people learn of it, and by the season of the service.</summary>
    private IReadOnlyList<(DateOnly Item, double Weight)> Days(Demand demand)
    {
        if (_days.TryGetValue(demand.Service, out var known)) return known;
        var calendar = world.Handbook.Calendar;
        return _days[demand.Service] =
        [
            .. Enumerable.Range(0, _scenario.Days).Select(i =>
            {
                var day = _scenario.From.AddDays(i);
                var weight = demand.Season(day) * (0.85 + 0.3 * i / _scenario.Days)
                    * (calendar.IsWorkingDay(day) ? day.DayOfWeek is DayOfWeek.Saturday ? 1.2 : 1 : 0.3);
                return (day, weight);
            }),
        ];
    }

    /// <summary>The hour of the day at the portal: a hill before noon and one in the evening.</summary>
    private static double Portal(Dice dice)
    {
        var hour = dice.Chance(0.46) ? 10.6 + 1.9 * dice.Normal() : dice.Chance(0.85) ? 20.2 + 2.1 * dice.Normal() : dice.Between(0, 24);
        return hour is >= 0 and < 23.98 ? hour : dice.Between(9, 21);
    }

    /// <summary>The requests of the citizens whom the development sign-in knows, each in another state at the end.</summary>
    /// <remarks>None where its story would begin before the first day.</remarks>
    private IEnumerable<CaseFile?> Known()
    {
        var (zahra, ali) = (new Actor("citizen", Subject: FirstCitizen), new Actor("citizen", Subject: SecondCitizen));
        var (first, second) = (new Person("زهرا رضایی", People.NationalNumber(900_001), "09990900001"),
            new Person("علی نوری", People.NationalNumber(900_002), "09990900002"));
        var index = 1_000_000;

        // Closed, and still to be contested; waiting for an answer; in an officer's hands; in the queue.
        yield return Known(first, zahra, "electricity-branch", "sari", 30, 19.6, Plain);
        yield return Known(first, zahra, "business-licence", "sari", 8, 10.2, Asked);
        yield return Known(first, zahra, "environmental-opinion", "sari", 17, 20.4, Referred);
        yield return Known(first, zahra, "building-permit", "sari", 0, 20.9, Plain);
        yield return Known(second, ali, "water-branch", "babol", 36, 18.3, Plain);
        yield return Known(second, ali, "social-support", "babol", 9, 9.8, Asked);
        yield return Known(second, ali, "complaint-about-office", "babol", 0, 21.3, Plain);
        yield return Known(second, ali, "environmental-opinion", "amol", 52, 17.7, Appealed, facts =>
            facts["distanceToSettlement"] = JsonSerializer.SerializeToElement(380));

        static Intent Plain(Intent drawn) => new() { IsSound = true, IsQuiet = true };
        static Intent Asked(Intent drawn) => new() { IsSound = true, IsQuiet = true, IsIncomplete = true };
        static Intent Referred(Intent drawn) => new() { IsSound = true, IsQuiet = true, Referrals = ["regional-water"] };
        Intent Appealed(Intent drawn) => new() { IsSound = true, IsQuiet = true, AppealsAt = _scenario.Until.AddDays(-3).At(18.4) };

        CaseFile? Known(
            Person person, Actor actor, string service, string county, int daysAgo, double hour, Func<Intent, Intent> script,
            Action<Dictionary<string, JsonElement>>? change = null) =>
            _scenario.Until.AddDays(-daysAgo) is var day && day < _scenario.From ? null
            : Make(index++, service, county, person, actor, day.At(hour), null, script, change);
    }
}
