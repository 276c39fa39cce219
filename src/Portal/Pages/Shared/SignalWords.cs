using EGov.Integrity;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>Says of a signal how it stands, and what was measured.</summary>
internal static class SignalWords
{
    public static Words State(SignalLine line, Names names) =>
        line.Disposition is { } disposition ? names.Said("signals.disposition.", disposition)
        : names.T[line.Answers > 0 ? "signals.state.answered" : "signals.state.open"];

    /// <summary>A measure: two digits behind the point, or as many as a small one needs to have two at all.</summary>
    public static Words Number(Language language, double value)
    {
        var places = Math.Abs(value) is > 0 and < 0.1
            ? Math.Min(MostPlaces, 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))))
            : 2;
        return Exact(language, Math.Round((decimal)value, places));
    }

    /// <summary>The thresholds that were in force, by their names in the rule.</summary>
    public static Words Thresholds(Language language, IEnumerable<KeyValuePair<string, decimal>> thresholds) =>
        Words.Join(language.IsRightToLeft ? "، " : ", ", thresholds.Select(one =>
            language.Ref(one.Key) + " = " + Exact(language, one.Value)));

    /// <summary>As it is written down: left to right, and broken only where lines break.</summary>
    public static Words Formula(string formula) => Words.Code(formula, "formula");

    private const int MostPlaces = 15;

    private static Words Exact(Language language, decimal value)
    {
        // Divided by one of many places, a decimal loses the noughts behind its last digit.
        var bare = value / 1.000000000000000000000000000m;
        return language.Num(bare, bare.Scale);
    }
}
