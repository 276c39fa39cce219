namespace EGov.Appointments;

/// <summary>A person who is counted.</summary>
/// <param name="Id">An officer's public code, or a candidate's id.</param>
public sealed record Counted(string Id, string Band, string Department);

/// <summary>A group as it is formed: who is in it, and how many women the public is told of.</summary>
public sealed record Group(
    int Number, int? Within, string? Band, string? Department, IReadOnlyList<string> Members, int AtLeast, int AtMost);

/// <summary>Groups so large that no number of women in them, nor any difference of these, tells of fewer.</summary>
/// <remarks>
/// Which groups there are follows from who holds which post, which everybody knows, and never from who is a woman: what
/// is left out tells nothing (Kenthapadi, Mishra, Nissim: Simulatable auditing, PODS 2005). Two groups share nobody, or
/// one holds the other; each, and what is left of the larger, has at least the least number of persons. So has every
/// sum and difference of them. A number that would tell that a whole group is of one gender is told as a range.
/// </remarks>
public static class Grouping
{
    /// <summary>No group is smaller.</summary>
    public const int Least = 5;

    /// <summary>The groups to be told of now.</summary>
    /// <param name="known">All that were told of before.</param>
    /// <param name="now">Who is there now.</param>
    /// <param name="women">Whether somebody is a woman, of all whose gender is known.</param>
    public static IReadOnlyList<Group> Next(
        IReadOnlyList<Group> known, IReadOnlyCollection<Counted> now, IReadOnlyDictionary<string, bool> women,
        int least = Least)
    {
        var told = new List<Group>();
        var places = now.ToDictionary(one => one.Id);
        var number = known.Count == 0 ? 0 : known.Max(group => group.Number);
        foreach (var leaf in Leaves(known).Where(leaf => leaf.Members.All(women.ContainsKey)))
            Split(leaf);
        var seen = known.SelectMany(group => group.Members).ToHashSet();
        var fresh = now.Where(one => !seen.Contains(one.Id) && women.ContainsKey(one.Id));
        foreach (var band in fresh.GroupBy(one => one.Band).OrderBy(band => band.Key, StringComparer.Ordinal)
                     .Where(band => band.Count() >= least))
            foreach (var piece in Divide([.. band.Select(one => one.Id)], id => places[id].Department, least))
            {
                var (low, high) = Told(piece.Count(id => women[id]), 0, piece.Count);
                Tell(null, piece, low, high);
            }

        return told;

        void Split(Group leaf)
        {
            var pieces = Divide(leaf.Members, id => places.GetValueOrDefault(id)?.Band ?? "", least);
            if (pieces.Count < 2) return;
            var (left, low, high) = (leaf.Members.Count, leaf.AtLeast, leaf.AtMost);
            foreach (var piece in pieces.SkipLast(1))
            {
                left -= piece.Count;
                // With what is known of the whole, the piece has from..to women; of what is left the same follows.
                var (from, to) = (Math.Max(0, low - left), Math.Min(piece.Count, high));
                var (atLeast, atMost) = Told(piece.Count(id => women[id]), from, to);
                Tell(leaf.Number, piece, atLeast, atMost);
                (low, high) = (Math.Max(0, low - atMost), Math.Min(left, high - atLeast));
            }

            Tell(leaf.Number, pieces[^1], low, high);
        }

        void Tell(int? within, IReadOnlyList<string> members, int low, int high)
        {
            var at = members.Select(id => places.GetValueOrDefault(id)).ToList();
            var band = at.Select(one => one?.Band).Distinct().ToList();
            var department = at.Select(one => one?.Department).Distinct().ToList();
            told.Add(new(++number, within, band.Count == 1 ? band[0] : null,
                department.Count == 1 ? department[0] : null, members, low, high));
        }
    }

    /// <summary>Those that were not divided further.</summary>
    public static IEnumerable<Group> Leaves(IReadOnlyList<Group> groups)
    {
        var divided = groups.Select(group => group.Within).OfType<int>().ToHashSet();
        return groups.Where(group => !divided.Contains(group.Number));
    }

    /// <summary>Persons apart by a key, those of small keys together; no part is smaller than the least.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Divide(
        IReadOnlyList<string> members, Func<string, string> key, int least)
    {
        var parts = members.GroupBy(key).OrderByDescending(part => part.Count())
            .ThenBy(part => part.Key, StringComparer.Ordinal).Select(part => Sorted(part)).ToList();
        var large = parts.Where(part => part.Count >= least).ToList();
        List<string> small = [.. parts.Where(part => part.Count < least).SelectMany(part => part)];
        while (small.Count > 0 && small.Count < least && large.Count > 0)
        {
            small.AddRange(large[^1]);
            large.RemoveAt(large.Count - 1);
        }

        if (small.Count > 0) large.Add(Sorted(small));
        return [.. large.OrderBy(part => part.Count).ThenBy(part => part[0], StringComparer.Ordinal)];
    }

    /// <summary>
    /// The number itself in the middle of what it can be; at either end two numbers, for the end tells that all of a
    /// group are of one gender.
    /// </summary>
    public static (int AtLeast, int AtMost) Told(int women, int from, int to) =>
        to - from <= 2 ? (from, to)
        : women <= from + 1 ? (from, from + 1)
        : women >= to - 1 ? (to - 1, to)
        : (women, women);

    private static IReadOnlyList<string> Sorted(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];
}
