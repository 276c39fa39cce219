namespace EGov;

/// <summary>A list is answered page by page; a page begins after a line and not after a count of lines.</summary>
/// <remarks>Whoever reads on misses nothing and gets nothing twice, whatever is inserted meanwhile.</remarks>
public static class Paging
{
    public const int Most = 500;
    private const int Usual = 100;
    private const int PlaceLength = 8 + 16 + 1 + 32;

    public static Refused WrongCursor => new("paging.cursor-wrong") { Status = 400 };

    public static int SizeOf(int? limit) => limit is < 1 or > Most
        ? throw new Refused("paging.limit-out-of-range", Most) { Status = 400 }
        : limit ?? Usual;

    /// <summary>The page of a list that is at hand as a whole, in the order of its lines' places.</summary>
    /// <param name="place">Where a line stands; ordinal order, no two alike.</param>
    /// <param name="isPlace">Whether a cursor can be such a place.</param>
    public static (IReadOnlyList<T> Items, int Total, string? Next) Cut<T>(
        IEnumerable<T> lines, Func<T, string> place, Func<string, bool> isPlace, string? after, int? limit)
    {
        var size = SizeOf(limit);
        if (after is { Length: > 0 } && !isPlace(after)) throw WrongCursor;
        var all = lines.Select(line => (Place: place(line), Line: line))
            .OrderBy(line => line.Place, StringComparer.Ordinal).ToList();
        var rest = all.Where(line => string.CompareOrdinal(line.Place, after ?? "") > 0).ToList();
        var next = rest.Count > size ? rest[size - 1].Place : null;
        return ([.. rest.Take(size).Select(line => line.Line)], all.Count, next);
    }

    /// <summary>A place by two numbers, the smaller first, and an id that tells equals apart.</summary>
    public static string Place(int first, long second, Guid id) =>
        $"{first ^ int.MinValue:x8}{second ^ long.MinValue:x16}-{id:N}";

    public static bool IsPlace(string cursor) =>
        cursor.Length == PlaceLength && cursor[24] == '-'
        && cursor.Where((_, i) => i != 24).All(char.IsAsciiHexDigitLower);

    /// <summary>What a place was made of.</summary>
    public static (int First, long Second, Guid Id) Read(string cursor) =>
        IsPlace(cursor)
            ? (Convert.ToInt32(cursor[..8], 16) ^ int.MinValue, Convert.ToInt64(cursor[8..24], 16) ^ long.MinValue,
                Guid.ParseExact(cursor[25..], "N"))
            : throw WrongCursor;

    /// <summary>A list that is sorted by code has the code for its place.</summary>
    public static bool IsCode(string cursor) =>
        cursor.Length <= 60 && cursor.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
