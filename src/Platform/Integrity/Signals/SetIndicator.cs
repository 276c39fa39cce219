using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Integrity;

/// <param name="Thresholds">
/// Those that change, by name; with :service behind it for one service, and for steps :service:step.
/// </param>
public record SetIndicator(string Indicator, IReadOnlyDictionary<string, decimal> Thresholds)
{
    public Guid IndicatorsId { get; } = Indicators.TheOne;
}

public static class SetIndicatorHandler
{
    private const decimal Largest = 1_000_000_000_000_000;

    /// <summary>Sets thresholds of an indicator; what was found before keeps those that it was found by.</summary>
    [WolverinePost("/api/indicators"), EmptyResponse]
    public static IndicatorSet Handle(
        SetIndicator command, [WriteModel(nameof(SetIndicator.IndicatorsId), Required = false)] Indicators? indicators,
        Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var indicator = Indicator.Find(command.Indicator)
            ?? throw new Refused("indicator.unknown", command.Indicator) { Status = 422 };
        if (command.Thresholds.Count == 0) throw new Refused("indicator.nothing-set") { Status = 422 };
        foreach (var (name, value) in command.Thresholds)
        {
            if (!IsKnown(indicator, name, handbook))
                throw new Refused("indicator.threshold-unknown", name) { Status = 422 };
            if (value is < 0 or > Largest
                || (name == IndicatorTerms.Window && value is < 1 or > SignalBook.LongestWindow))
                throw new Refused("indicator.value-out-of-range", name) { Status = 422 };
        }

        var before = (indicators ?? new()).Of(indicator);
        return new(now, actor.Code, indicator.Code, before.Version + 1,
        [
            .. before.Thresholds.Where(one => !command.Thresholds.ContainsKey(one.Name)),
            .. command.Thresholds.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new Threshold(one.Key, one.Value)),
        ]);
    }

    private static bool IsKnown(Indicator indicator, string name, Handbook handbook) => name.Split(':') switch
    {
        [var plain] => indicator.Terms.Thresholds.Any(one => one.Name == plain),
        [var plain, var service] => indicator.Terms.Thresholds.Any(one => one.Name == plain)
            && handbook.Services.ContainsKey(service),
        [var named, var service, var steps] => indicator.StepNames.Contains(named)
            && handbook.Services.ContainsKey(service) && steps.Length is > 0 and <= 80
            && steps.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '/'),
        _ => false,
    };
}
