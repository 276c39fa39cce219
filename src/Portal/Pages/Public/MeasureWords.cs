using EGov.Oversight;
using EGov.Pages.Shared;
using EGov.Texts;
using EGov.Transparency;

namespace EGov.Pages.Public;

/// <summary>Says what a measure is, and where it is to be.</summary>
public sealed record MeasureWords(Names Names)
{
    private Language T => Names.T;

    public static Tone ToneOf(string state) => state switch
    {
        "met" => Tone.Ok,
        "missed" => Tone.Bad,
        "standing" => Tone.Note,
        _ => Tone.Plain,
    };

    public Words Value(MeasureTerms terms, double? value) => value is not { } known
        ? T["programme.too-few", Statistics.Minimum]
        : terms.Kind == MeasureLanguage.Share ? T.Pct((decimal)known) : T.Num((decimal)known);

    /// <summary>Such as: at least 80 % on a day.</summary>
    public Words Target(MeasureTerms terms, bool atLeast, int target) =>
        T[atLeast ? "programme.at-least" : "programme.at-most",
            terms.Kind == MeasureLanguage.Share ? T.Pct(target / 100m, 0) : T.Num(target)];

    public Words Window(MeasureTerms terms) => terms.Window == MeasureLanguage.InMonths
        ? T.Count("programme.window.months", terms.Months)
        : Names.Said("programme.window.", terms.Window);

    /// <summary>What was measured when the day was over, and recorded.</summary>
    public Words Measured(MeasureTerms terms, MeasuredValue measured) =>
        Value(terms, measured.Value is not { } value ? null
            : terms.Kind == MeasureLanguage.Share ? value / 10_000.0 : value)
        + (measured.Denominator is { } of && terms.Kind == MeasureLanguage.Share
            ? " · " + T["programme.of", measured.Numerator, of]
            : default);

    /// <summary>What is counted, by whom and where.</summary>
    public IEnumerable<Words> Filters(MeasureTerms terms)
    {
        if (terms.Department is { } department) yield return Names.Department(department);
        if (terms.Service is { } service) yield return Names.Service(service);
        if (terms.County is { } county) yield return Names.County(county);
        if (terms.Serving) yield return T["programme.serving"];
        foreach (var number in terms.Directives) yield return T.Ref(number);
    }
}
