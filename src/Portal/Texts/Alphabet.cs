namespace EGov.Texts;

/// <summary>Words in the order of the Persian alphabet, whose letters have codes in another order; all else by
/// code.</summary>
public sealed class Alphabet : IComparer<string>
{
    public static readonly Alphabet Order = new();

    private const string Letters = "آاءأإؤئبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

    // What joins or isolates letters is not read: a non-joiner, and the marks of direction.
    private static bool IsRead(char sign) => sign is not ('\u200c' or (>= '\u2066' and <= '\u2069'));

    public int Compare(string? x, string? y)
    {
        var (first, second) = (Read(x), Read(y));
        for (var i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            var order = Place(first[i]).CompareTo(Place(second[i]));
            if (order != 0) return order;
        }

        return first.Length.CompareTo(second.Length);
    }

    private static string Read(string? words) => new([.. (words ?? "").Where(IsRead).Select(char.ToUpperInvariant)]);

    private static int Place(char sign) => Letters.IndexOf(sign) is var place and >= 0 ? '\u0620' + place : sign;
}
