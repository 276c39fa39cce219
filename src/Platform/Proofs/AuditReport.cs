using System.Globalization;

namespace EGov.Proofs;

/// <summary>Something that is not as it has to be.</summary>
/// <param name="Kind">What it is, for programs: such as event.changed.</param>
/// <param name="What">What is wrong, and what that means.</param>
/// <param name="Leaf">The event's place in the ledger; none before it has one, or where no single one is meant.</param>
public sealed record Finding(string Kind, string What, Guid? Event = null, long? Leaf = null, Guid? Stream = null)
{
    public override string ToString()
    {
        string?[] where =
        [
            Event is { } id ? $"event {id}" : null,
            Leaf is { } leaf ? string.Create(CultureInfo.InvariantCulture, $"leaf {leaf}") : null,
            Stream is { } stream ? $"stream {stream}" : null,
        ];
        var named = string.Join(", ", where.OfType<string>());
        return named.Length == 0 ? $"{Kind}: {What}" : $"{Kind} ({named}): {What}";
    }
}

/// <summary>What an audit has looked at, and what it found.</summary>
/// <param name="From">The first leaf that was read; those before it were only held against their root.</param>
/// <param name="Head">The tree that the entries give.</param>
/// <param name="Waiting">Committed events that are not sealed yet.</param>
/// <param name="States">How many stored states were compared with what their events give.</param>
/// <param name="Findings">The first offending event first; of each kind no more than a page.</param>
/// <param name="Unlisted">How many more there are.</param>
/// <param name="LastFull">When all leaves were last read and nothing was found.</param>
public sealed record AuditReport(
    long From, Ledger.TreeHead Head, long Waiting, int States, IReadOnlyList<Finding> Findings, long Unlisted,
    DateTimeOffset? LastFull, TimeSpan Took)
{
    public bool IsClean => Findings.Count == 0;
    public bool IsFull => From == 0;

    /// <summary>What no audit of this kind can see, so that nobody takes it for more than it is.</summary>
    public IEnumerable<string> Blind
    {
        get
        {
            if (!IsFull)
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"Rows, entries and tiles below leaf {From} were not read again: what somebody changed there since "
                    + $"they were last read is found by --full only.");
            yield return "Whether what was entered is true.";
            yield return "An event that was taken out before it was sealed, with every trace of it: who holds its "
                + "receipt can show it.";
            yield return "A history rewritten and signed again by whoever holds the signer's key and state: witnesses, "
                + "older checkpoints and proofs in other hands show it.";
            yield return "Whether sealed values still open, and what stands in the columns that no entry holds "
                + "(correlation, causation, headers).";
        }
    }
}

/// <summary>Collects findings; a ledger full of them fills no memory.</summary>
internal sealed class Findings
{
    public const int Page = 50;

    private readonly List<Finding> _listed = [];

    public long Unlisted { get; private set; }

    /// <summary>By place in the ledger; then events that have none yet; then what is of no one event.</summary>
    public IReadOnlyList<Finding> Listed =>
    [
        .. _listed.OrderBy(found => found.Leaf ?? (found.Event is null ? long.MaxValue : long.MaxValue - 1)),
    ];

    public void Add(Finding found)
    {
        if (_listed.Count(other => other.Kind == found.Kind) < Page) _listed.Add(found);
        else Unlisted++;
    }

    /// <summary>Names the events of findings that so far name a leaf only.</summary>
    public async Task NameAsync(Func<long[], Task<Dictionary<long, Guid>>> ask)
    {
        var nameless = _listed.Where(found => found is { Event: null, Leaf: not null }).ToList();
        if (nameless.Count == 0) return;
        var events = await ask([.. nameless.Select(found => found.Leaf!.Value).Distinct()]);
        foreach (var found in nameless)
            if (events.TryGetValue(found.Leaf!.Value, out var id))
                _listed[_listed.IndexOf(found)] = found with { Event = id };
    }
}
