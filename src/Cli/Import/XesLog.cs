using System.Diagnostics.CodeAnalysis;

namespace EGov.Cli.Import;

/// <summary>What a log says of itself; attributes written behind the traces appear when reading gets there.</summary>
public sealed record XesLog(
    IReadOnlyList<XesExtension> Extensions,
    IReadOnlyList<XesClassifier> Classifiers,
    IReadOnlyDictionary<string, XesValue> TraceDefaults,
    IReadOnlyDictionary<string, XesValue> EventDefaults,
    IReadOnlyDictionary<string, XesValue> Attributes);

public sealed record XesExtension(string Name, string Prefix, string Uri);

/// <summary>Names the attributes whose values together say which kind of event (or trace) one is.</summary>
public sealed record XesClassifier(string Name, string Scope, IReadOnlyList<string> Keys)
{
    /// <summary>The values of its keys joined by <c>+</c>; a missing one leaves its place empty.</summary>
    public string Classify(IReadOnlyDictionary<string, XesValue> attributes) =>
        string.Join('+', Keys.Select(key => attributes.GetValueOrDefault(key)?.Text));
}

/// <summary>One case; <c>Name</c> is its <c>concept:name</c>, empty when it has none.</summary>
public sealed record XesTrace(
    string Name, IReadOnlyDictionary<string, XesValue> Attributes, IReadOnlyList<XesEvent> Events);

/// <summary>One row of a case, in file order; <c>Ordinal</c> counts from 1 in each trace.</summary>
public sealed record XesEvent(int Ordinal, IReadOnlyDictionary<string, XesValue> Attributes)
{
    public string? Activity => this["concept:name"]?.Text;
    public string? Resource => this["org:resource"]?.Text;
    public string? Lifecycle => this["lifecycle:transition"]?.Text;
    public DateTimeOffset? At => this["time:timestamp"]?.Date;

    public XesValue? this[string key] => Attributes.GetValueOrDefault(key);
}

/// <summary>A value as written, its typed reading, and what hangs below it.</summary>
public sealed record XesValue(XesType Type, string Text, object? Typed)
{
    /// <summary>Attributes of this attribute; the members of a container.</summary>
    public IReadOnlyList<XesAttribute> Nested { get; init; } = [];

    /// <summary>The members of a list, in order; keys may repeat.</summary>
    public IReadOnlyList<XesAttribute> Items { get; init; } = [];

    /// <summary>The log's global default stands in for a value that nobody wrote.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The instant with the offset it was written with; without one it is read as UTC.</summary>
    public DateTimeOffset? Date => Typed as DateTimeOffset?;
    public long? Whole => Typed as long?;
    public double? Number => Typed as double?;
    public bool? Truth => Typed as bool?;
}

public sealed record XesAttribute(string Key, XesValue Value);

public enum XesType { Text, Date, Whole, Number, Truth, Id, List, Container }

/// <summary>The file is not a readable log from this line on; every trace before it has been given out.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "An error is what the operator calls it.")]
public sealed class XesError(string reason, int line, Exception? cause = null)
    : Exception($"Line {line}: {reason}", cause)
{
    public int Line { get; } = line;
}
