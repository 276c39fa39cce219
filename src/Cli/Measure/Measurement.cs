using EGov.Cli.Simulate;
using EGov.Organisation;

namespace EGov.Cli.Measure;

/// <summary>A signal as it is measured: by which indicator, when, and whom or what it names.</summary>
/// <param name="Requests">The files that it is about: one, several where they are one matter, or none.</param>
/// <param name="Party">The mark of a telephone, where it is about one.</param>
/// <param name="Office">A department, or a service, where it is about no officer and no file.</param>
public sealed record Raised(
    string Indicator, DateOnly On, string? Officer, IReadOnlyList<Guid> Requests, string? Party, string? Office = null);

/// <summary>One simulated province: what was done in it, and what the indicators said.</summary>
/// <param name="Officers">Everybody who works on files, by code.</param>
/// <param name="Calendar">By which the days until a signal are counted.</param>
public sealed record Trial(
    int Seed, IReadOnlyList<Misdeed> Truth, IReadOnlyList<Raised> Signals, IReadOnlyCollection<string> Officers,
    WorkingCalendar Calendar)
{
    /// <summary>Those who had no part in anything.</summary>
    public IReadOnlySet<string> Honest => field ??= Officers
        .Except(Truth.SelectMany(deed => (string?[])[deed.Officer, deed.Accomplice]).OfType<string>())
        .ToHashSet(StringComparer.Ordinal);
}

/// <summary>What is counted: files, officers, those on the other side, or departments.</summary>
public enum Level { Case, Officer, Party, Office }

/// <summary>How well one indicator tells wrong from right, over all provinces together.</summary>
/// <param name="Planted">Files, officers or parties that were planted for this indicator.</param>
/// <param name="Found">Of those, the ones that a signal named, on the day of the first deed or later.</param>
/// <param name="Flagged">Everything that signals named.</param>
/// <param name="Right">Of those, the ones with a deed that this indicator may show.</param>
/// <param name="MedianDays">Working days from the first deed to the first signal, of those found.</param>
/// <param name="FalseAlarms">Signals that name an honest officer.</param>
/// <param name="Honest">Officers who had no part in anything, counted in each province.</param>
public sealed record Measured(
    string Indicator, Level Level, int Planted, int Found, int Flagged, int Right, double? MedianDays, int FalseAlarms,
    int Honest)
{
    public double? Precision => Flagged == 0 ? null : (double)Right / Flagged;
    public double? Recall => Planted == 0 ? null : (double)Found / Planted;
    public double FalseAlarmsPerOfficer => Honest == 0 ? 0 : (double)FalseAlarms / Honest;

    /// <summary>The goal of the design: nine of ten signals are right, and eight of ten wrongs are seen.</summary>
    public bool KeepsGoal => Precision >= Goals.Precision && Recall >= Goals.Recall;
}

/// <summary>What the design promises on seeds that nobody tuned on.</summary>
public static class Goals
{
    public const double Precision = 0.9;
    public const double Recall = 0.8;

    /// <summary>Share of honest officers whom any signal names.</summary>
    public const double Honest = 0.01;

    public static readonly IReadOnlyList<string> Indicators =
        ["F01", "F04", "F07", "F10", "F11", "F13", "F14", "F17", "F21", "F22"];

    /// <summary>Those that are about an office as a whole, and about nobody in it.</summary>
    public static readonly IReadOnlyList<string> OfOffices = ["F16"];
}

/// <summary>Precision, recall and time to detection of signals against what was planted.</summary>
/// <param name="HonestNamed">Honest officers whom any signal names.</param>
/// <param name="HonestNamedByTen">Those whom a signal of the ten indicators names that have goals of their own.</param>
public sealed record Measurement(IReadOnlyList<Measured> Rows, int Honest, int HonestNamed, int HonestNamedByTen)
{
    public double HonestShare => Honest == 0 ? 0 : (double)HonestNamed / Honest;

    public bool KeepsHonest => HonestShare <= Goals.Honest;

    /// <summary>At the level of files or at that of officers: which, the design leaves open.</summary>
    public bool Keeps(string indicator) => Rows.Any(row => row.Indicator == indicator && row.KeepsGoal);

    public bool KeepsAll => KeepsHonest && Goals.Indicators.All(Keeps);

    public static Measurement Of(IReadOnlyList<Trial> trials)
    {
        var indicators = trials.SelectMany(trial => trial.Signals.Select(signal => signal.Indicator)
                .Concat(trial.Truth.SelectMany(deed => deed.Indicators)))
            .Concat(Goals.Indicators).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var honest = trials.Sum(trial => trial.Honest.Count);
        return new(
            [
                .. indicators.SelectMany(indicator => LevelsOf(indicator)
                        .Select(level => Row(indicator, level, trials, honest)))
                    .Where(row => row.Planted > 0 || row.Flagged > 0),
            ],
            honest, Named(_ => true), Named(Goals.Indicators.Contains));

        int Named(Func<string, bool> by) => trials.Sum(trial => trial.Signals.Where(signal => by(signal.Indicator))
            .Select(signal => signal.Officer).OfType<string>().Where(trial.Honest.Contains)
            .Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<Level> LevelsOf(string indicator) => Goals.OfOffices.Contains(indicator)
        ? [Level.Office] : Enum.GetValues<Level>().Where(level => level is not Level.Office);

    private static Measured Row(string indicator, Level level, IReadOnlyList<Trial> trials, int honest)
    {
        var (planted, found, flagged, right, alarms) = (0, 0, 0, 0, 0);
        var days = new List<int>();
        foreach (var trial in trials)
        {
            var signals = trial.Signals.Where(signal => signal.Indicator == indicator).ToList();
            alarms += signals.Count(signal => signal.Officer is { } officer && trial.Honest.Contains(officer));
            var named = signals.SelectMany(signal => Of(signal, level).Select(unit => (Unit: unit, signal.On)))
                .GroupBy(one => one.Unit, one => one.On, StringComparer.Ordinal)
                .ToDictionary(one => one.Key, one => one.Order().ToList(), StringComparer.Ordinal);
            var shows = FirstDeeds(trial.Truth.Where(deed => deed.Indicators.Contains(indicator)), level);
            flagged += named.Count;
            right += named.Count(one => shows.TryGetValue(one.Key, out var done) && one.Value[^1] >= done);

            foreach (var aimed in trial.Truth.Where(deed => deed.Indicators[0] == indicator)
                .GroupBy(deed => Of(deed, level, all: false).FirstOrDefault()).Where(deeds => deeds.Key is not null))
            {
                planted++;
                var done = aimed.Min(deed => deed.At).Day();
                // Whoever of two is named, what they do together is seen.
                var times = aimed.SelectMany(deed => Of(deed, level, all: true)).Distinct()
                    .SelectMany(unit => named.GetValueOrDefault(unit) ?? []).Where(day => day >= done).Order().ToList();
                if (times.Count == 0) continue;
                found++;
                days.Add(trial.Calendar.WorkingDaysBetween(done, times[0]));
            }
        }

        return new(indicator, level, planted, found, flagged, right, Median(days), alarms, honest);
    }

    /// <summary>The day of the first deed on each file, of each officer and accomplice, or with each party.</summary>
    private static Dictionary<string, DateOnly> FirstDeeds(IEnumerable<Misdeed> deeds, Level level) => deeds
        .SelectMany(deed => Of(deed, level, all: true).Select(unit => (unit, deed.At)))
        .GroupBy(one => one.unit, one => one.At, StringComparer.Ordinal)
        .ToDictionary(one => one.Key, one => one.Min().Day(), StringComparer.Ordinal);

    /// <param name="all">Whether an accomplice counts too, or the service beside the department.</param>
    private static IEnumerable<string> Of(Misdeed deed, Level level, bool all) => ((string?[])(level switch
    {
        Level.Case => [deed.Request.ToString()],
        Level.Officer => all ? [deed.Officer, deed.Accomplice] : [deed.Officer],
        Level.Office => all ? [deed.Department, deed.Service] : [deed.Department],
        _ => [deed.Party],
    })).OfType<string>();

    private static IEnumerable<string> Of(Raised signal, Level level) => level switch
    {
        Level.Case => signal.Requests.Select(request => request.ToString()),
        Level.Officer => signal.Officer is { } officer ? [officer] : [],
        Level.Office => signal.Office is { } office ? [office] : [],
        _ => signal.Party is { } party ? [party] : [],
    };

    private static double? Median(List<int> days)
    {
        if (days.Count == 0) return null;
        days.Sort();
        return (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0;
    }
}
