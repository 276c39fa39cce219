using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>The thresholds that were set since the platform began, by indicator; one stream.</summary>
public record Indicators
{
    public static readonly Guid TheOne = Identity.Of("indicators", "province");

    public Guid Id { get; init; }
    public IReadOnlyDictionary<string, IndicatorSet> Latest { get; init; } = new Dictionary<string, IndicatorSet>();

    public IndicatorTerms Of(Indicator indicator) =>
        Latest.TryGetValue(indicator.Code, out var set) ? new(set.Version, set.Thresholds) : indicator.Terms;

    public Indicators Evolve(IEvent e) => e.Data switch
    {
        IndicatorSet set => this with
        {
            Id = e.StreamId,
            Latest = new Dictionary<string, IndicatorSet>(Latest) { [set.Indicator] = set },
        },
        _ => this,
    };
}
