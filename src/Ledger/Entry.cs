using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EGov.Ledger;

/// <summary>What the public ledger says of an event: a pure function of its stored row, with no person in it.</summary>
/// <remarks>
/// <para>Canonical JSON of {by, data, id, recorded, seq, stream, type, v, ver}, with v = 1. In <c>data</c> each sealed
/// value, stored as {subject, event, path, box, digest}, is {"sealed": digest}: neither key, nor subject, nor
/// ciphertext is public, and nothing here needs a key. The digest is that of a <see cref="Disclosure"/>.</para>
/// <para>All but <c>recorded</c>, <c>seq</c> and <c>ver</c>, which the commit assigns, is known before: its digest
/// stands in a <see cref="Receipt"/>.</para>
/// </remarks>
public sealed class Entry
{
    /// <summary>How many bytes an entry may have: what fits into a bundle.</summary>
    public const int MaxBytes = EntryBundle.MaxEntryBytes;

    // 32 bytes of SHA-256 in base64url without padding (RFC 9901 §4.2.3).
    private const int DigestLength = 43;

    private const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    // In the order of canonical JSON, as the members of canonical bytes are met.
    private static readonly string[] Stored = ["box", "digest", "event", "path", "subject"];
    private static readonly string[] Members = ["by", "data", "id", "recorded", "seq", "stream", "type", "v", "ver"];

    private readonly byte[] _data;
    private readonly byte[] _bytes;

    private Entry(
        string by, byte[] data, Guid id, DateTimeOffset recorded, long seq, Guid stream, string type, long ver)
    {
        if (recorded.Ticks % TimeSpan.TicksPerMicrosecond != 0)
            throw new ArgumentException("PostgreSQL records whole microseconds; this is not a time it gave.",
                nameof(recorded));
        ArgumentOutOfRangeException.ThrowIfNegative(seq);
        ArgumentOutOfRangeException.ThrowIfNegative(ver);

        (By, _data, Id, Recorded, Seq, Stream, Type, Ver) =
            (by, data, id, recorded.ToUniversalTime(), seq, stream, type, ver);
        _bytes = Write(by, data, id, (Recorded, seq, ver), stream, type);
        if (_bytes.Length > MaxBytes) throw new EntryTooLargeException(id, _bytes.Length);
    }

    /// <summary>Role and public code of who acted, such as <c>officer:ENV-014</c>.</summary>
    public string By { get; }

    /// <summary>The event's JSON, each sealed value replaced by its digest.</summary>
    public JsonElement Data => JsonElement.Parse(_data);

    /// <summary>The event's id.</summary>
    public Guid Id { get; }

    /// <summary>When the database wrote it: UTC, whole microseconds. When the act happened, the data says.</summary>
    public DateTimeOffset Recorded { get; }

    /// <summary>The event store's number; these have holes and do not follow the order of commits.</summary>
    public long Seq { get; }

    /// <summary>The stream it belongs to.</summary>
    public Guid Stream { get; }

    /// <summary>What kind of event it is, as the store names it.</summary>
    public string Type { get; }

    /// <summary>Its place in its stream.</summary>
    public long Ver { get; }

    /// <summary>The canonical bytes: what is bundled, and hashed as the leaf.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of the canonical entry without recorded, seq and ver.</summary>
    public Hash ContentDigest => Hash.Of(Write(By, _data, Id, null, Stream, Type));

    /// <summary>SHA-256(0x00 || bytes), RFC 9162 §2.1.1.</summary>
    public Hash Leaf => MerkleTree.Leaf(_bytes);

    /// <summary>The entry of a stored event.</summary>
    /// <param name="by">Role and public code of who acted.</param>
    /// <param name="data">The event's JSON as stored, UTF-8; order and spelling leave no trace.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="recorded">When the database wrote it, in whole microseconds.</param>
    /// <param name="seq">The number in the event store.</param>
    /// <param name="stream">The stream's id.</param>
    /// <param name="type">The kind of event.</param>
    /// <param name="ver">The place in the stream.</param>
    /// <exception cref="CanonicalJsonException">The data is not JSON, or outside the restricted profile.</exception>
    /// <exception cref="FormatException">
    /// The data is no object, nests too deeply, has a malformed sealed value, or an object that reads like a replaced
    /// one.
    /// </exception>
    /// <exception cref="ArgumentException">A time finer than microseconds, a number below 0, no text.</exception>
    /// <exception cref="EntryTooLargeException">More than <see cref="MaxBytes"/> bytes.</exception>
    public static Entry Of(
        string by, ReadOnlySpan<byte> data, Guid id, DateTimeOffset recorded, long seq, Guid stream, string type,
        long ver)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (!PublicForm.TryWrite(data, out var published)) published = Publish(data);
        return new Entry(by, published, id, recorded, seq, stream, type, ver);
    }

    /// <summary>The content digest of an event that has not been committed yet.</summary>
    /// <returns>The <see cref="ContentDigest"/> of the entry it will have; that one will not be too large.</returns>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static Hash Digest(string by, ReadOnlySpan<byte> data, Guid id, Guid stream, string type) =>
        Of(by, data, id, DateTimeOffset.UnixEpoch, long.MaxValue, stream, type, long.MaxValue).ContentDigest;

    /// <summary>Reads the bytes of an entry from a bundle.</summary>
    /// <returns>An entry with exactly these bytes.</returns>
    /// <exception cref="FormatException">
    /// Too many bytes, not canonical, another set of members, a member of another shape, or a sealed value that is not
    /// replaced by its digest.
    /// </exception>
    public static Entry Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes) throw new FormatException($"An entry has at most {MaxBytes} bytes.");
        if (!bytes.SequenceEqual(CanonicalJson.Serialize(bytes)))
            throw new FormatException("The bytes of an entry are not canonical.");
        var root = JsonElement.Parse(bytes);
        if (root.ValueKind != JsonValueKind.Object
            || !root.EnumerateObject().Select(member => member.Name).SequenceEqual(Members))
            throw new FormatException($"An entry has exactly the members {string.Join(", ", Members)}.");
        if (root.GetProperty("v") is not { ValueKind: JsonValueKind.Number } v || v.GetRawText() != "1")
            throw new FormatException("The version of an entry is 1.");
        if (!DateTimeOffset.TryParseExact(ReadText(root, "recorded"), Microseconds, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var recorded))
            throw new FormatException("The recorded time of an entry is not UTC with six decimals.");

        var data = Publish(CanonicalJson.Serialize(root.GetProperty("data")), isStored: false);
        var entry = new Entry(ReadText(root, "by"), data, ReadId(root, "id"), recorded, ReadNumber(root, "seq"),
            ReadId(root, "stream"), ReadText(root, "type"), ReadNumber(root, "ver"));
        return bytes.SequenceEqual(entry._bytes)
            ? entry
            : throw new FormatException("The bytes of an entry are not those that its members have.");
    }

    private static byte[] Write(string by, byte[] data, Guid id, (DateTimeOffset Recorded, long Seq, long Ver)? commit,
        Guid stream, string type)
    {
        // Members in canonical order, so what is written is canonical.
        var output = new ArrayBufferWriter<byte>(data.Length + 512);
        output.Write("{\"by\":"u8);
        CanonicalJson.WriteText(by, output);
        output.Write(",\"data\":"u8);
        output.Write(data);
        Put(output, ",\"id\":\""u8, id);
        if (commit is { } at)
        {
            output.Write(",\"recorded\":\""u8);
            at.Recorded.UtcDateTime.TryFormat(output.GetSpan(32), out var written, Microseconds,
                CultureInfo.InvariantCulture);
            output.Advance(written);
            Put(output, "\",\"seq\":\""u8, at.Seq);
        }

        Put(output, ",\"stream\":\""u8, stream);
        output.Write(",\"type\":"u8);
        CanonicalJson.WriteText(type, output);
        output.Write(",\"v\":1"u8);
        if (commit is { } of) Put(output, ",\"ver\":\""u8, of.Ver);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void Put<T>(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> before, T idOrNumber)
        where T : IUtf8SpanFormattable
    {
        output.Write(before);
        idOrNumber.TryFormat(output.GetSpan(40), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\""u8);
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>The longer way of <see cref="PublicForm"/>, for what is unusual or to be refused.</summary>
    internal static byte[] Publish(ReadOnlySpan<byte> stored) =>
        Publish(CanonicalJson.Serialize(stored), isStored: true);

    /// <summary>The public form of canonical data: sealed values by their digests.</summary>
    /// <param name="data">Canonical bytes.</param>
    /// <param name="isStored">Sealed values stand as stored; else they must stand replaced.</param>
    private static byte[] Publish(byte[] data, bool isStored)
    {
        var root = JsonElement.Parse(data);
        if (root.ValueKind != JsonValueKind.Object) throw new FormatException("The data of an event is an object.");
        var output = new ArrayBufferWriter<byte>(data.Length);
        Publish(root, output, isStored, depth: 2);
        return output.WrittenSpan.ToArray();
    }

    private static void Publish(JsonElement value, ArrayBufferWriter<byte> output, bool isStored, int depth)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            CanonicalJson.Write(value, output);
            return;
        }
        if (depth > CanonicalJson.MaxDepth) throw new FormatException("The data of an event nests too deeply.");

        var separator = false;
        if (value.ValueKind == JsonValueKind.Array)
        {
            output.Write("["u8);
            foreach (var item in value.EnumerateArray())
            {
                if (separator) output.Write(","u8);
                separator = true;
                Publish(item, output, isStored, depth + 1);
            }
            output.Write("]"u8);
            return;
        }

        if (Sealed(value, isStored) is { } digest)
        {
            output.Write(Ascii($"{{\"sealed\":\"{digest}\"}}"));
            return;
        }
        output.Write("{"u8);
        foreach (var member in value.EnumerateObject())
        {
            if (separator) output.Write(","u8);
            separator = true;
            CanonicalJson.WriteText(member.Name, output);
            output.Write(":"u8);
            Publish(member.Value, output, isStored, depth + 1);
        }
        output.Write("}"u8);
    }

    // The digest if the object is a sealed value. One form stands in the store and the other in public: where the wrong
    // one is met, two events could have one entry, or a ciphertext would be published.
    private static string? Sealed(JsonElement value, bool isStored)
    {
        var names = value.EnumerateObject().Select(member => member.Name).ToList();
        var stored = names.SequenceEqual(Stored);
        var replaced = names is ["sealed"] && value.GetProperty("sealed").ValueKind == JsonValueKind.String;
        if (!stored && !replaced) return null;
        if (stored != isStored)
            throw new FormatException(isStored
                ? "An object of an event reads like a sealed value that was replaced by its digest."
                : "A sealed value of an entry is not replaced by its digest.");

        var digest = value.GetProperty(stored ? "digest" : "sealed");
        return digest.ValueKind == JsonValueKind.String && IsDigest(digest.GetString()!)
            ? digest.GetString()
            : throw new FormatException("The digest of a sealed value is not 32 bytes in base64url without padding.");
    }

    private static bool IsDigest(string text) =>
        text.Length == DigestLength && Base64Url.IsValid(text, out var length) && length == Hash.Length
        && Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;

    private static string ReadText(JsonElement root, string name) =>
        root.GetProperty(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"The member {name} of an entry is not a text, or empty.");

    private static Guid ReadId(JsonElement root, string name) =>
        Guid.TryParseExact(ReadText(root, name), "D", out var id)
            ? id
            : throw new FormatException($"The member {name} of an entry is not an id.");

    private static long ReadNumber(JsonElement root, string name) =>
        Strict.Number(ReadText(root, name), $"The member {name} of an entry");
}

/// <summary>An event is too large for the ledger: its large parts are to be kept elsewhere, named by digest.</summary>
public sealed class EntryTooLargeException : FormatException
{
    internal EntryTooLargeException(Guid id, int bytes)
        : base($"The entry of event {id} has {bytes} bytes, more than {Entry.MaxBytes}.") => (Id, Bytes) = (id, bytes);

    /// <summary>The event's id.</summary>
    public Guid Id { get; }

    /// <summary>How many bytes its entry would have.</summary>
    public int Bytes { get; }
}
