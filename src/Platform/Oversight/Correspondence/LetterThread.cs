namespace EGov.Oversight;

/// <summary>A letter that went from one office to another and wanted an effect there.</summary>
public sealed record Passing(string From, string To);

/// <summary>How a matter went from office to office in one thread of letters.</summary>
public static class LetterThread
{
    /// <summary>
    /// A loop closes when a letter that wants an effect comes to an office which has itself passed the same matter on
    /// by such a letter, and it went from there to who sends it now, while no effect was verified in between. An
    /// answer that wants nothing closes none.
    /// </summary>
    /// <param name="course">
    /// The passings of a thread in their order, with null where an effect was verified in it.
    /// </param>
    /// <returns>For each loop the offices on it, from the one that it came back to.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Loops(IEnumerable<Passing?> course)
    {
        var (loops, open) = (new List<IReadOnlyList<string>>(), new List<Passing>());
        foreach (var passing in course)
        {
            if (passing is null)
            {
                open.Clear();
                continue;
            }

            if (Way(passing.To, passing.From, open) is not { } way)
            {
                open.Add(passing);
                continue;
            }

            loops.Add([way[0].From, .. way.Select(step => step.To)]);
            // The same round is counted once; who passes it on again begins another.
            open.RemoveAll(way.Contains);
        }

        return loops;
    }

    /// <summary>The shortest way that the matter took from one office to another; null where it took none.</summary>
    private static IReadOnlyList<Passing>? Way(string from, string to, List<Passing> passings)
    {
        var ways = new Queue<IReadOnlyList<Passing>>();
        var seen = new HashSet<string> { from };
        ways.Enqueue([]);
        while (ways.TryDequeue(out var way))
        {
            var at = way is [.., var last] ? last.To : from;
            if (at == to && way.Count > 0) return way;
            foreach (var next in passings.Where(passing => passing.From == at && seen.Add(passing.To)))
                ways.Enqueue([.. way, next]);
        }

        return null;
    }
}
