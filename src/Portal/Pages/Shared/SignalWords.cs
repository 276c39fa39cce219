using EGov.Integrity;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>Says of a signal how it stands, and what was measured.</summary>
internal static class SignalWords
{
    public static Words State(SignalLine line, Names names) =>
        line.Disposition is { } disposition ? names.Said("signals.disposition.", disposition)
        : names.T[line.Answers > 0 ? "signals.state.answered" : "signals.state.open"];

    /// <summary>A measure or a threshold, with at most four digits behind the point.</summary>
    public static Words Number(Language language, double value) =>
        language.Num((decimal)value, value == Math.Floor(value) ? 0 : Math.Abs(value) < 0.1 ? 4 : 2);

    /// <summary>The thresholds that were in force, by their names in the rule.</summary>
    public static Words Thresholds(Language language, IEnumerable<KeyValuePair<string, decimal>> thresholds) =>
        Words.Join(language.IsRightToLeft ? "، " : ", ", thresholds.Select(one =>
            language.Ref(one.Key) + " = " + Number(language, (double)one.Value)));
}
