using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F18: a file is closed, and a step that it needs is missing or came out of its turn.</summary>
/// <remarks>
/// fitness = 1 − missing/required &lt; f at the closing; a step whose first time lies before that of the step required
/// before it counts as missing. Fitness of a trace: A. Rozinat and W. M. P. van der Aalst, Information Systems 33
/// (2008), pp. 64–95, counted by steps. A withdrawn file needs nothing; an imported one only what is named for it.
/// </remarks>
public sealed class F18MissingStep : Indicator
{
    public override Text Title => new("گام جاافتاده یا جابه‌جا", "Missing or reordered step");

    public override Text Rule => new(
        "پرونده‌ای بسته شده و گامی که لازم داشته انجام نشده یا در جای خود نبوده است.",
        "A file was closed although a step that it needs is missing, or came before the step that it follows.");

    public override string Formula => "fitness = 1 − missing/required < f";

    public override IReadOnlyList<string> StepNames { get; } = ["required"];

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
        [(IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m), ("fitness", 1)];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is not RequestClosed { Closure: not Closure.Withdrawn } closed) yield break;
        var required = Required(line, book, terms);
        var missing = Missing(line, required);
        var fitness = required.Count == 0 ? 1 : 1 - ((double)missing / required.Count);
        if (fitness < terms["fitness"])
            yield return Finding.OfCase(line, closed.Officer.Length > 0 ? closed.Officer : null, required.Count,
                fitness, line.Filed.Event, e.Id);
    }

    private static IReadOnlyList<string> Required(CaseLine line, CaseBook book, IndicatorTerms terms) =>
        terms.Steps("required", line.Service) is { Count: > 0 } named ? named
        : line.IsImported ? []
        : book.TermsOf(line) is { FourEyes: true } ? ["ready", "prepared", "decided", "notified"]
        : ["ready", "decided", "notified"];

    private static int Missing(CaseLine line, IReadOnlyList<string> required)
    {
        var (missing, after) = (0, -1);
        foreach (var step in required)
        {
            var at = line.Steps.Select((one, i) => (one, i)).FirstOrDefault(one => one.one.Is(step), (null!, -1)).i;
            if (at <= after) missing++;
            else after = at;
        }

        return missing;
    }
}
