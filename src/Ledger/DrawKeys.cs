namespace EGov.Ledger;

/// <summary>
/// Whose contributions a reader believes: names and public keys, as he has them from a place he trusts.
/// </summary>
/// <remarks>
/// A text with a key a line: a name without white space, a space, base64 of the SubjectPublicKeyInfo; comments from
/// <c>#</c>. A name may have several keys, for one that has changed; a key has one name.
/// </remarks>
public sealed class DrawKeys
{
    private readonly List<(string Name, DrawKey Key)> _all = [];

    private DrawKeys()
    {
    }

    /// <summary>Every name with its key, in the order of the text.</summary>
    public IReadOnlyList<(string Name, DrawKey Key)> All => _all;

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">
    /// A line of another form, a key that is none, or one that is there already.
    /// </exception>
    public static DrawKeys Parse(string text)
    {
        var keys = new DrawKeys();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split(' ') is not [{ Length: > 0 } name, var key])
                throw new FormatException("A line of draw keys is a name, a space and a key in base64.");
            keys.Add(name, DrawKey.FromBase64(key));
        }

        return keys;
    }

    /// <summary>The text of one line, with its newline.</summary>
    public static string Line(string name, DrawKey key) => $"{name} {key.ToBase64()}\n";

    /// <summary>The key of that name and id; null where the reader knows none.</summary>
    /// <param name="name">As the request of a draw calls the contributor.</param>
    /// <param name="id">As <see cref="DrawKey.Id"/> writes it.</param>
    public DrawKey? Find(string name, string id) => _all.Find(one => one.Name == name && one.Key.Id == id).Key;

    private void Add(string name, DrawKey key)
    {
        if (_all.Exists(one => one.Key.Equals(key)))
            throw new FormatException($"The key of {name} is there already.");
        _all.Add((name, key));
    }
}
