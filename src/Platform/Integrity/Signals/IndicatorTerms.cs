namespace EGov.Integrity;

/// <summary>The thresholds of an indicator as they are in force.</summary>
public sealed record IndicatorTerms(int Version, IReadOnlyList<Threshold> Thresholds)
{
    /// <summary>How many days back a rule looks.</summary>
    public const string Window = "window";

    /// <summary>Below so many cases nothing is said.</summary>
    public const string Least = "least";

    /// <summary>So many must speak for it.</summary>
    public const string Hits = "hits";

    /// <summary>The chance that what is seen is chance, at most.</summary>
    public const string Alpha = "alpha";

    /// <summary>At most this part of what is found among many may be found by chance.</summary>
    public const string FalseRate = "false-rate";

    /// <summary>Fences are drawn between so many groups at least.</summary>
    public const string Groups = "groups";

    /// <summary>Where a rule fires on more than this part of all cases, it says so of itself.</summary>
    public const string Most = "most";

    private readonly Dictionary<string, double> _values =
        Thresholds.ToDictionary(one => one.Name, one => (double)one.Value!.Value, StringComparer.Ordinal);

    public double this[string name] => _values[name];

    /// <summary>What holds for one service: its own threshold where it has one.</summary>
    public double For(string name, string service) =>
        _values.TryGetValue($"{name}:{service}", out var own) ? own : _values[name];

    /// <summary>The steps named for a service under a name, by their place.</summary>
    public IReadOnlyList<string> Steps(string name, string service)
    {
        var prefix = $"{name}:{service}:";
        return
        [
            .. Thresholds.Where(one => one.Name.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(one => one.Value).Select(one => one.Name[prefix.Length..]),
        ];
    }

    public int Days => (int)this[Window];
    public int Fewest => (int)this[Least];

    public bool Equals(IndicatorTerms? other) =>
        other is not null && Version == other.Version && Thresholds.SequenceEqual(other.Thresholds);

    public override int GetHashCode() => HashCode.Combine(Version, Thresholds.Count);
}
