using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace EGov.Ledger;

/// <summary>What a walk over a whole log must know of an entry, read in one pass and without a copy.</summary>
/// <remarks>
/// <see cref="TryRead"/> accepts no bytes that <see cref="Entry.Parse"/> would refuse, and all that are usual; that one
/// has the last word. Unusual, and left to it, are names outside ASCII, \u escapes, integers of more than 15 digits,
/// and more than 32 objects and arrays inside one another.
/// </remarks>
public readonly ref struct EntryView
{
    private const int MaxDepth = 32, MaxDigits = 15, IdLength = 36, SealedLength = 43;

    // The last of 43 digits of base64url holds four bits of the hash, and two that are zero.
    private static readonly SearchValues<byte> LastOfDigest = SearchValues.Create("AEIMQUYcgkosw048"u8);
    private static readonly SearchValues<byte> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private static readonly SearchValues<byte> InText =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private EntryView(Guid id, Guid stream, long ver, ReadOnlySpan<byte> type)
    {
        (Id, Stream, Ver) = (id, stream, ver);
        Type = type;
    }

    /// <summary>The event's id.</summary>
    public Guid Id { get; }

    /// <summary>The stream it belongs to.</summary>
    public Guid Stream { get; }

    /// <summary>Its place in its stream.</summary>
    public long Ver { get; }

    /// <summary>What kind of event it is, as JSON writes it between the quotes.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>Reads the bytes of an entry.</summary>
    /// <exception cref="FormatException">What <see cref="Entry.Parse"/> refuses.</exception>
    public static EntryView Read(ReadOnlySpan<byte> bytes)
    {
        if (TryRead(bytes, out var view)) return view;
        var entry = Entry.Parse(bytes);
        var type = new ArrayBufferWriter<byte>();
        CanonicalJson.WriteText(entry.Type, type);
        return new EntryView(entry.Id, entry.Stream, entry.Ver, type.WrittenSpan[1..^1]);
    }

    /// <summary>Reads the bytes of an entry, if they are surely canonical.</summary>
    /// <returns>False where they are not, or need the longer look of <see cref="Entry.Parse"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EntryView view)
    {
        view = default;
        if (bytes.Length > Entry.MaxBytes || !Utf8.IsValid(bytes)) return false;
        var reader = new Reader(bytes);
        if (!reader.Takes("{\"by\":"u8) || !reader.Text(out var by) || by.Length == 0
            || !reader.Takes(",\"data\":"u8) || !reader.Object(1)
            || !reader.Takes(",\"id\":\""u8) || !reader.Id(out var id)
            || !reader.Takes("\",\"recorded\":\""u8) || !reader.Time()
            || !reader.Takes("\",\"seq\":\""u8) || !reader.Number(out _)
            || !reader.Takes("\",\"stream\":\""u8) || !reader.Id(out var stream)
            || !reader.Takes("\",\"type\":"u8) || !reader.Text(out var type) || type.Length == 0
            || !reader.Takes(",\"v\":1,\"ver\":\""u8) || !reader.Number(out var ver)
            || !reader.Takes("\"}"u8) || !reader.IsAtEnd)
            return false;
        view = new EntryView(id, stream, ver, type);
        return true;
    }

    /// <summary>Whether that is a digest between quotes: 32 bytes in base64url without padding.</summary>
    internal static bool IsDigest(ReadOnlySpan<byte> quoted) =>
        quoted.Length == SealedLength + 2 && quoted[0] == '"' && quoted[^1] == '"'
        && !quoted[1..^1].ContainsAnyExcept(Base64) && LastOfDigest.Contains(quoted[^2]);

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public bool Takes(ReadOnlySpan<byte> literal)
        {
            if (!_rest.StartsWith(literal)) return false;
            _rest = _rest[literal.Length..];
            return true;
        }

        private bool Takes(byte character)
        {
            if (_rest.IsEmpty || _rest[0] != character) return false;
            _rest = _rest[1..];
            return true;
        }

        public bool Id(out Guid id)
        {
            id = default;
            if (_rest.Length < IdLength || _rest[..IdLength].ContainsAnyInRange((byte)'A', (byte)'F')
                || !Utf8Parser.TryParse(_rest[..IdLength], out id, out var consumed, 'D') || consumed != IdLength)
                return false;
            _rest = _rest[IdLength..];
            return true;
        }

        // Digits alone, without leading zeros; 18 of them fit into 63 bits.
        public bool Number(out long number)
        {
            number = 0;
            var digits = Digits();
            if (digits is 0 or > 18 || (digits > 1 && _rest[0] == '0')) return false;
            foreach (var digit in _rest[..digits]) number = (number * 10) + (digit - '0');
            _rest = _rest[digits..];
            return true;
        }

        // yyyy-MM-ddTHH:mm:ss.ffffffZ
        public bool Time()
        {
            const int length = 27;
            if (_rest.Length < length) return false;
            var time = _rest[..length];
            _rest = _rest[length..];
            return time[4] == '-' && time[7] == '-' && time[10] == 'T' && time[13] == ':' && time[16] == ':'
                && time[19] == '.' && time[26] == 'Z'
                && Two(time, 0, 99, out var century) && Two(time, 2, 99, out var year) && (century | year) > 0
                && Two(time, 5, 12, out var month) && month > 0
                && Two(time, 8, 31, out var day) && day > 0
                && day <= DateTime.DaysInMonth((century * 100) + year, month)
                && Two(time, 11, 23, out _) && Two(time, 14, 59, out _) && Two(time, 17, 59, out _)
                && !time[20..26].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        }

        private static bool Two(ReadOnlySpan<byte> time, int at, int most, out int number)
        {
            var (tens, ones) = (time[at] - '0', time[at + 1] - '0');
            number = (tens * 10) + ones;
            return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 && number <= most;
        }

        // A text with the escapes of two characters; what needs \u is rare, and \/ is not canonical.
        public bool Text(out ReadOnlySpan<byte> text)
        {
            text = default;
            if (!Takes((byte)'"')) return false;
            var start = _rest;
            for (var at = 0; ; at += 2)
            {
                var next = start[at..].IndexOfAny(InText);
                if (next < 0) return false;
                at += next;
                if (start[at] == '"')
                {
                    text = start[..at];
                    _rest = start[(at + 1)..];
                    return true;
                }
                if (start[at] != '\\' || at + 1 >= start.Length
                    || start[at + 1] is not ((byte)'"' or (byte)'\\' or (byte)'b' or (byte)'f' or (byte)'n'
                        or (byte)'r' or (byte)'t'))
                    return false;
            }
        }

        private bool Value(int depth)
        {
            if (_rest.IsEmpty) return false;
            switch (_rest[0])
            {
                case (byte)'"': return Text(out _);
                case (byte)'{': return Object(depth);
                case (byte)'[': return Array(depth);
                case (byte)'t': return Takes("true"u8);
                case (byte)'f': return Takes("false"u8);
                case (byte)'n': return Takes("null"u8);
                default: return Integer();
            }
        }

        public bool Object(int depth)
        {
            if (depth > MaxDepth || !Takes((byte)'{')) return false;
            if (Takes((byte)'}')) return true;
            ReadOnlySpan<byte> before = default;
            for (var isFirst = true; ; isFirst = false)
            {
                if (!Text(out var name) || !Ascii.IsValid(name) || name.Contains((byte)'\\')) return false;
                // Bytes of ASCII sort as the UTF-16 code units of RFC 8785 do; equal names are out of order too.
                if (!isFirst && before.SequenceCompareTo(name) >= 0) return false;
                if (!Takes((byte)':')) return false;
                if (isFirst && name.SequenceEqual("box"u8)) return false;
                if (isFirst && name.SequenceEqual("sealed"u8)) return Digest();
                if (!Value(depth + 1)) return false;
                before = name;
                if (Takes((byte)'}')) return true;
                if (!Takes((byte)',')) return false;
            }
        }

        // What stands for a sealed value: {"sealed":"…"} and nothing beside it.
        private bool Digest()
        {
            const int quoted = SealedLength + 2;
            if (_rest.Length < quoted || !IsDigest(_rest[..quoted])) return false;
            _rest = _rest[quoted..];
            return Takes((byte)'}');
        }

        private bool Array(int depth)
        {
            if (depth > MaxDepth || !Takes((byte)'[')) return false;
            if (Takes((byte)']')) return true;
            do
            {
                if (!Value(depth + 1)) return false;
            }
            while (Takes((byte)','));
            return Takes((byte)']');
        }

        private bool Integer()
        {
            var isBelow = Takes((byte)'-');
            var digits = Digits();
            if (digits is 0 or > MaxDigits || (_rest[0] == '0' && (digits > 1 || isBelow))) return false;
            _rest = _rest[digits..];
            return true;
        }

        private readonly int Digits()
        {
            var end = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            return end < 0 ? _rest.Length : end;
        }
    }
}
