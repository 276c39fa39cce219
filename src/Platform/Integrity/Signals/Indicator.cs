using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>One reason to open a file, and never a verdict: a rule over what is written in the record.</summary>
/// <remarks>
/// Holds nothing of its own: what it says follows from the book and its terms alone, so that it says the same whenever
/// the events are read again.
/// </remarks>
public abstract class Indicator
{
    /// <summary>Every indicator, by its code.</summary>
    public static readonly IReadOnlyList<Indicator> All =
    [
        .. typeof(Indicator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Indicator)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Indicator)Activator.CreateInstance(type)!),
    ];

    /// <summary>F01 to F22, as its class begins.</summary>
    public string Code => GetType().Name[..3];

    public abstract Text Title { get; }

    /// <summary>What it looks for, in words that a reader without mathematics can follow.</summary>
    public abstract Text Rule { get; }

    /// <summary>The rule as it is computed; letters as in its class.</summary>
    public abstract string Formula { get; }

    /// <summary>What the platform begins with.</summary>
    public IndicatorTerms Terms => field ??= new(1, [.. Begin().Select(one => new Threshold(one.Name, one.Value))]);

    protected abstract IEnumerable<(string Name, decimal Value)> Begin();

    /// <summary>Names under which the steps of a service may be given to it.</summary>
    public virtual IReadOnlyList<string> StepNames => [];

    /// <summary>What an event alone gives reason for; the book has taken it in already.</summary>
    public virtual IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms) => [];

    /// <summary>What the window that ends with this day gives reason for.</summary>
    public virtual IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) => [];

    public static Indicator? Find(string code) => All.FirstOrDefault(indicator => indicator.Code == code);
}

/// <summary>What an indicator found.</summary>
/// <param name="Subject">What it is said of: of equals in one window the first counts. Never shown.</param>
/// <param name="N">How many cases it was measured on.</param>
/// <param name="Value">What was measured, in the unit of the rule.</param>
/// <param name="Evidence">The events it rests on.</param>
public sealed record Finding(string Subject, int N, double Value, IReadOnlyList<Guid> Evidence)
{
    /// <summary>The file, where it is about one.</summary>
    public Guid? Request { get; init; }
    public string? Officer { get; init; }
    public string? Service { get; init; }
    public string? Department { get; init; }

    /// <summary>The mark of the contact that it is about. Never shown.</summary>
    public string? Contact { get; init; }

    public static Finding OfCase(
        CaseLine line, string? officer, int n, double value, params IReadOnlyList<Guid> evidence) =>
        new(line.Request.ToString(), n, value, evidence)
        {
            Request = line.Request,
            Officer = officer,
            Service = line.Service,
            Department = line.Department,
        };
}
