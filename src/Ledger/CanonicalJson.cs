using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EGov.Ledger;

/// <summary>The one sequence of bytes that stands for a JSON value: equal values hash alike (RFC 8785).</summary>
/// <remarks>
/// <para>Members are sorted by the UTF-16 code units of their names, nothing is escaped that JSON lets stand, no white
/// space, UTF-8 (RFC 8785 §3.2).</para>
/// <para>Restricted to what every reader reads alike: a number is an integer, written without point or exponent, and at
/// most <see cref="MaxInteger"/> from zero; no name twice in an object; no half of a surrogate pair. What is accepted
/// has the bytes that RFC 8785 gives it. Amounts with decimals are strings.</para>
/// </remarks>
public static class CanonicalJson
{
    /// <summary>2^53 - 1: beyond it, who reads numbers as doubles reads another number (RFC 7493 §2.2).</summary>
    public const long MaxInteger = (1L << 53) - 1;

    /// <summary>How many objects and arrays may stand inside one another.</summary>
    public const int MaxDepth = 64;

    /// <summary>The canonical bytes of a value.</summary>
    /// <param name="value">Its document must live; where it was parsed leniently, the profile is checked here.</param>
    /// <returns>UTF-8 without byte order mark.</returns>
    /// <exception cref="CanonicalJsonException">The value lies outside the restricted profile.</exception>
    public static byte[] Serialize(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The canonical bytes of the value that a JSON text stands for.</summary>
    /// <param name="json">UTF-8 without byte order mark; white space around and inside, but nothing after it.</param>
    /// <returns>UTF-8 without byte order mark; the same bytes where the text was canonical.</returns>
    /// <exception cref="CanonicalJsonException">Not JSON, or outside the restricted profile.</exception>
    public static byte[] Serialize(ReadOnlySpan<byte> json) => Serialize(Parse(json));

    /// <summary>Appends the canonical bytes of a value to a buffer.</summary>
    /// <exception cref="CanonicalJsonException">
    /// The value lies outside the restricted profile; the buffer then holds a part of it, to be thrown away.
    /// </exception>
    public static void Write(JsonElement value, IBufferWriter<byte> output) => new Writer(output).Value(value);

    /// <summary>Appends the canonical bytes of the value that a JSON text stands for to a buffer.</summary>
    /// <exception cref="CanonicalJsonException">
    /// Not JSON, or outside the restricted profile; the buffer may then hold a part of it, to be thrown away.
    /// </exception>
    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output) => Write(Parse(json), output);

    /// <summary>Appends the canonical bytes of a text, quotes included, to a buffer.</summary>
    /// <exception cref="CanonicalJsonException">The text holds half of a surrogate pair.</exception>
    public static void WriteText(string text, IBufferWriter<byte> output) => new Writer(output).Text(text);

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException e)
        {
            throw new CanonicalJsonException("", "not a JSON text: " + e.Message, e);
        }
    }

    private sealed class Writer(IBufferWriter<byte> output)
    {
        private const string NotUnicode = "a text is not whole Unicode: half a surrogate pair, or broken UTF-8";

        private static readonly SearchValues<char> Escaped =
            SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

        // Refuses what Encoding.UTF8 would silently turn into U+FFFD.
        private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

        // The names above the value being written: an error says where it stands, and never what it is.
        private readonly Stack<string> _path = [];
        private int _depth;

        public void Value(JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object: Object(value); break;
                case JsonValueKind.Array: Array(value); break;
                case JsonValueKind.String: Text(Read(value, v => v.GetString()!)); break;
                case JsonValueKind.Number: Number(value); break;
                case JsonValueKind.True: output.Write("true"u8); break;
                case JsonValueKind.False: output.Write("false"u8); break;
                case JsonValueKind.Null: output.Write("null"u8); break;
                default: throw Outside("there is no value");
            }
        }

        private void Object(JsonElement value)
        {
            Enter();
            var members = new (string Name, JsonElement Value)[value.GetPropertyCount()];
            var count = 0;
            foreach (var member in value.EnumerateObject())
                members[count++] = (Read(member, m => m.Name), member.Value);

            // .NET compares ordinally by UTF-16 code unit, as RFC 8785 §3.2.3 asks; code points would sort otherwise.
            System.Array.Sort(members, static (a, b) => string.CompareOrdinal(a.Name, b.Name));

            output.Write("{"u8);
            for (var i = 0; i < members.Length; i++)
            {
                var (name, member) = members[i];
                if (i > 0 && name == members[i - 1].Name) throw Outside($"the name \"{name}\" stands twice");
                if (i > 0) output.Write(","u8);
                Text(name);
                output.Write(":"u8);
                _path.Push(name);
                Value(member);
                _path.Pop();
            }
            output.Write("}"u8);
            _depth--;
        }

        private void Array(JsonElement value)
        {
            Enter();
            output.Write("["u8);
            var first = true;
            foreach (var item in value.EnumerateArray())
            {
                if (!first) output.Write(","u8);
                first = false;
                Value(item);
            }
            output.Write("]"u8);
            _depth--;
        }

        private void Number(JsonElement value)
        {
            // Reads digits alone: 1.0 and 1e2 are refused rather than rewritten. -0 is 0 (RFC 8785 §3.2.2.3).
            if (!value.TryGetInt64(out var number) || number is < -MaxInteger or > MaxInteger)
                throw Outside("a number is no integer of at most 2^53 - 1, written in digits alone");
            number.TryFormat(output.GetSpan(20), out var written, provider: CultureInfo.InvariantCulture);
            output.Advance(written);
        }

        public void Text(string text)
        {
            output.Write("\""u8);
            var rest = text.AsSpan();
            for (int at; (at = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(at + 1)..])
            {
                Plain(rest[..at]);
                output.Write(Escape(rest[at]));
            }
            Plain(rest);
            output.Write("\""u8);
        }

        private void Plain(ReadOnlySpan<char> text)
        {
            try
            {
                Utf8.GetBytes(text, output);
            }
            catch (EncoderFallbackException e)
            {
                throw Outside(NotUnicode, e);
            }
        }

        // RFC 8785 §3.2.2.2: two characters where JSON has such an escape, else \u and four lower-case digits.
        private static ReadOnlySpan<byte> Escape(char c) => c switch
        {
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            _ => Encoding.ASCII.GetBytes($"\\u{(int)c:x4}"),
        };

        // The parser lets \ud800 alone and broken UTF-8 pass; they show only when the text is read.
        private string Read<T>(T from, Func<T, string> text)
        {
            try
            {
                return text(from);
            }
            catch (InvalidOperationException e)
            {
                throw Outside(NotUnicode, e);
            }
        }

        private void Enter()
        {
            if (++_depth > MaxDepth) throw Outside($"more than {MaxDepth} objects and arrays inside one another");
        }

        private CanonicalJsonException Outside(string reason, Exception? cause = null) =>
            new(string.Join('.', _path.Reverse()), reason, cause);
    }
}

/// <summary>A JSON value has no canonical bytes: it lies outside the restricted profile, or is not JSON.</summary>
public sealed class CanonicalJsonException : FormatException
{
    internal CanonicalJsonException(string path, string reason, Exception? cause = null)
        : base(path.Length > 0 ? $"{path}: {reason}" : reason, cause) => Path = path;

    /// <summary>The names that lead to the offending value, joined by dots; empty at the top.</summary>
    public string Path { get; }
}
