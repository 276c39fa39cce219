using JasperFx.Events;

namespace EGov.Catalogue;

/// <summary>Something people may ask for, with its terms as they stood on every day.</summary>
public record Service
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public IReadOnlyList<DatedTerms> History { get; init; } = [];
    public DateOnly? WithdrawnFrom { get; init; }

    /// <summary>Earlier times without it: withdrawn, and offered again later.</summary>
    public IReadOnlyList<TimeWithout> Gaps { get; init; } = [];

    /// <summary>The terms in force on a day; null before the first, and while it is withdrawn.</summary>
    public ServiceTerms? On(DateOnly day) =>
        WithdrawnFrom <= day || Gaps.Any(gap => gap.From <= day && day < gap.Until) ? null : Ever(day);

    /// <summary>The terms in force on a day, withdrawn or not: running requests go on by them.</summary>
    public ServiceTerms? Ever(DateOnly day) => History.LastOrDefault(dated => dated.From <= day)?.Terms;

    public Service Evolve(IEvent e) => e.Data switch
    {
        ServiceOffered offered => this with
        {
            Id = e.StreamId,
            Code = offered.Terms.Code,
            History = [.. History.Where(dated => dated.From < offered.From), new(offered.From, offered.Terms)],
            WithdrawnFrom = null,
            Gaps = WithdrawnFrom < offered.From ? [.. Gaps, new(WithdrawnFrom.Value, offered.From)] : Gaps,
        },
        ServiceWithdrawn withdrawn => this with { WithdrawnFrom = withdrawn.From },
        _ => this,
    };
}

public record DatedTerms(DateOnly From, ServiceTerms Terms);

/// <param name="Until">The first day on which it is offered again.</param>
public record TimeWithout(DateOnly From, DateOnly Until);
