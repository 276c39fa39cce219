using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace EGov.Ledger;

/// <summary>Writes the public form of an event's stored JSON in one pass, where it is surely that.</summary>
/// <remarks>
/// <see cref="TryWrite"/> writes the bytes that the longer way over <see cref="CanonicalJson"/> gives, or nothing:
/// what it does not know well, that way has the last word on. Unusual, and left to it, are names outside ASCII, \u and
/// \/ escapes, integers of more than 15 digits, more than 32 objects and arrays inside one another, and all that is to
/// be refused.
/// </remarks>
internal ref struct PublicForm
{
    private const int MaxDepth = 32, MaxDigits = 15;

    private static readonly SearchValues<byte> InText =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private ReadOnlySpan<byte> _rest;

    // As long as what is read: spaces go, and a digest is shorter than the box it stands for.
    private readonly byte[] _output;
    private int _length;

    // The members of all objects that are open, the innermost last.
    private readonly List<Member> _members;

    private PublicForm(ReadOnlySpan<byte> json, byte[] output)
    {
        _rest = json;
        (_output, _members) = (output, []);
    }

    /// <param name="json">UTF-8, as a store gives it: white space and order of members as they please.</param>
    /// <param name="data">Canonical, each sealed value replaced by its digest.</param>
    public static bool TryWrite(ReadOnlySpan<byte> json, out byte[] data)
    {
        data = [];
        if (!Utf8.IsValid(json)) return false;
        var output = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            var reader = new PublicForm(json, output);
            if (!reader.Next('{') || !reader.Object(1)) return false;
            reader.Skip();
            if (!reader._rest.IsEmpty) return false;
            data = output.AsSpan(0, reader._length).ToArray();
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output, clearArray: true);
        }
    }

    /// <summary>A member as it stands in the output: where its name begins, and where its value.</summary>
    private readonly record struct Member(int Start, int NameLength, int End)
    {
        public int Value => Start + NameLength + "\"\":".Length;

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> output) => output.Slice(Start + 1, NameLength);
    }

    private bool Object(int depth)
    {
        if (depth > MaxDepth) return false;
        var (start, first) = (_length, _members.Count);
        var isSorted = true;
        Put((byte)'{');
        if (!Next('}'))
        {
            do
            {
                if (_members.Count > first) Put((byte)',');
                var at = _length;
                Skip();
                if (!Text() || !Next(':')) return false;
                var name = _output.AsSpan(at + 1, _length - at - 2);
                if (!Ascii.IsValid(name) || name.Contains((byte)'\\')) return false;
                if (_members.Count > first)
                {
                    // Bytes of ASCII sort as the UTF-16 code units of RFC 8785 do.
                    isSorted &= _members[^1].Name(_output).SequenceCompareTo(name) < 0;
                }

                Put((byte)':');
                if (!Value(depth + 1)) return false;
                _members.Add(new(at, name.Length, _length));
            }
            while (Next(','));
            if (!Next('}')) return false;
        }

        Put((byte)'}');
        if (!isSorted && !Sort(first)) return false;
        var isKnown = Replace(start, first);
        _members.RemoveRange(first, _members.Count - first);
        return isKnown;
    }

    /// <summary>Puts the members since one into their order; two of one name are left to the longer way.</summary>
    private readonly bool Sort(int first)
    {
        var members = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_members)[first..];
        var (start, end) = (members[0].Start, members[^1].End);
        var copy = ArrayPool<byte>.Shared.Rent(end - start);
        var before = copy.AsSpan(0, end - start);
        _output.AsSpan(start, end - start).CopyTo(before);
        Order(members, _output);

        var at = start;
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0) _output[at++] = (byte)',';
            var length = members[i].End - members[i].Start;
            before.Slice(members[i].Start - start, length).CopyTo(_output.AsSpan(at));
            members[i] = new(at, members[i].NameLength, at + length);
            at += length;
        }

        ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        for (var i = 1; i < members.Length; i++)
            if (members[i - 1].Name(_output).SequenceEqual(members[i].Name(_output))) return false;
        return true;
    }

    // An object has a handful of members, mostly in order.
    private static void Order(Span<Member> members, ReadOnlySpan<byte> output)
    {
        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var at = i;
            for (; at > 0 && members[at - 1].Name(output).SequenceCompareTo(member.Name(output)) > 0; at--)
                members[at] = members[at - 1];
            members[at] = member;
        }
    }

    /// <summary>Puts the digest in place of a sealed value; what only reads like one is not known here.</summary>
    private bool Replace(int start, int first)
    {
        var count = _members.Count - first;
        if (count == 1) return !NameAt(first).SequenceEqual("sealed"u8);
        if (count != 5 || !NameAt(first).SequenceEqual("box"u8) || !NameAt(first + 1).SequenceEqual("digest"u8)
            || !NameAt(first + 2).SequenceEqual("event"u8) || !NameAt(first + 3).SequenceEqual("path"u8)
            || !NameAt(first + 4).SequenceEqual("subject"u8))
            return true;
        var digest = _members[first + 1];
        var quoted = _output.AsSpan(digest.Value, digest.End - digest.Value);
        if (!EntryView.IsDigest(quoted)) return false;
        _length = start;
        Put("{\"sealed\":"u8);
        quoted.CopyTo(_output.AsSpan(_length));   // It stood further right, behind the box.
        _length += quoted.Length;
        Put((byte)'}');
        return true;
    }

    private readonly ReadOnlySpan<byte> NameAt(int member) => _members[member].Name(_output);

    private bool Array(int depth)
    {
        if (depth > MaxDepth) return false;
        Put((byte)'[');
        if (!Next(']'))
        {
            for (var isFirst = true; isFirst || Next(','); isFirst = false)
            {
                if (!isFirst) Put((byte)',');
                if (!Value(depth + 1)) return false;
            }

            if (!Next(']')) return false;
        }

        Put((byte)']');
        return true;
    }

    private bool Value(int depth)
    {
        Skip();
        if (_rest.IsEmpty) return false;
        switch (_rest[0])
        {
            case (byte)'"': return Text();
            case (byte)'{': _rest = _rest[1..]; return Object(depth);
            case (byte)'[': _rest = _rest[1..]; return Array(depth);
            case (byte)'t': return Word("true"u8);
            case (byte)'f': return Word("false"u8);
            case (byte)'n': return Word("null"u8);
            default: return Integer();
        }
    }

    // A text with the escapes of two characters that RFC 8785 §3.2.2.2 writes too stands as it is.
    private bool Text()
    {
        if (_rest.IsEmpty || _rest[0] != '"') return false;
        for (var at = 1; ; at += 2)
        {
            var next = _rest[at..].IndexOfAny(InText);
            if (next < 0) return false;
            at += next;
            if (_rest[at] == '"')
            {
                Put(_rest[..(at + 1)]);
                _rest = _rest[(at + 1)..];
                return true;
            }

            if (_rest[at] != '\\' || at + 1 >= _rest.Length
                || _rest[at + 1] is not ((byte)'"' or (byte)'\\' or (byte)'b' or (byte)'f' or (byte)'n'
                    or (byte)'r' or (byte)'t'))
                return false;
        }
    }

    private bool Integer()
    {
        var from = _rest[0] == '-' ? 1 : 0;
        var end = _rest[from..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? _rest.Length - from : end;
        if (digits is 0 or > MaxDigits || (_rest[from] == '0' && (digits > 1 || from > 0))) return false;

        // What follows a number must end it: a point or an exponent is for the longer way to refuse.
        var next = from + digits;
        if (next < _rest.Length && _rest[next] is (byte)'.' or (byte)'e' or (byte)'E') return false;
        Put(_rest[..next]);
        _rest = _rest[next..];
        return true;
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!_rest.StartsWith(word)) return false;
        Put(word);
        _rest = _rest[word.Length..];
        return true;
    }

    private bool Next(char sign)
    {
        Skip();
        if (_rest.IsEmpty || _rest[0] != sign) return false;
        _rest = _rest[1..];
        return true;
    }

    private void Skip()
    {
        var at = 0;
        while (at < _rest.Length && _rest[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        _rest = _rest[at..];
    }

    private void Put(byte sign) => _output[_length++] = sign;

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.AsSpan(_length));
        _length += bytes.Length;
    }
}
