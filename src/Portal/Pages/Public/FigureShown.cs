using EGov.Pages.Shared;
using EGov.Texts;
using EGov.Transparency;

namespace EGov.Pages.Public;

/// <summary>How the figure of a definition is taken from an answer and written.</summary>
/// <param name="Value">None where there are too few cases.</param>
/// <param name="Share">With its interval, where the figure is a share.</param>
/// <param name="Of">How many cases it is computed from.</param>
internal sealed record FigureShown(
    Func<Figures, decimal?> Value, Func<Figures, Share?>? Share, Func<Figures, int>? Of, int Decimals)
{
    /// <summary>A definition of a count and of its share is shown by the share.</summary>
    public static FigureShown By(string definition) => definition switch
    {
        "PERF-SUBMITTED" => Count(figures => figures.Submitted),
        "PERF-OPEN" => Count(figures => figures.Open),
        "PERF-PASTLIMIT" => Count(figures => figures.OpenPastLimit),
        "PERF-DECIDED" => Count(figures => figures.Decided),
        "PERF-MEDIAN" => new(figures => figures.MedianDays, null, figures => figures.Decided, 0),
        "PERF-P90" => new(figures => figures.P90Days, null, figures => figures.Decided, 0),
        "PERF-ONTIME" or "PERF-PLACE" => OfShare(figures => figures.OnTime, figures => figures.Decided),
        "PERF-REFUSED" => OfShare(figures => figures.RefusedShare, figures => figures.Decided),
        "PERF-OVERRIDE" => Count(figures => figures.Overridden),
        "PERF-APPEAL" => OfShare(figures => figures.OverturnedShare, figures => figures.AppealsDecided),
        "PERF-CONTEST" => OfShare(figures => figures.ContestedShare, figures => figures.Closed),
        "PERF-WITHDRAWN" => Count(figures => figures.Withdrawn),
        "PERF-BREACH" => Count(figures => figures.Breaches),
        "PERF-LATESTEP" => Count(figures => figures.LateSteps) with { Of = figures => figures.Steps },
        "PERF-PATH" => Count(figures => figures.Referred + figures.Transferred),
        "PERF-TURN" => Count(figures => figures.OutOfTurn),
        "PERF-WANDER" => new(figures => (decimal?)figures.Wandering, null, figures => figures.WanderingFiles, 2),
        _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "It defines no figure."),
    };

    public Words Write(Figures figures, Language language) =>
        Value(figures) is not { } value ? language["figure.missing"]
        : Share is null ? language.Num(value, Decimals)
        : language.Pct(value);

    public MeasuredShare? Measured(Figures figures) => Measured(Share?.Invoke(figures));

    public static MeasuredShare? Measured(Share? share) => share is { } known
        ? new((decimal)known.Value, (decimal)known.Low, (decimal)known.High)
        : null;

    private static FigureShown Count(Func<Figures, int> count) => new(figures => count(figures), null, null, 0);

    private static FigureShown OfShare(Func<Figures, Share?> share, Func<Figures, int> of) =>
        new(figures => (decimal?)share(figures)?.Value, share, of, 1);
}
