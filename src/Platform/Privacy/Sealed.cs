using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Privacy;

/// <summary>A value about a person or in free words, readable only with its subject's key.</summary>
/// <remarks>
/// Born open by <see cref="Of{T}"/> inside a decide function, closed in place by the vault before the event is
/// written. An open one cannot be serialised, so that no personal word can reach a table, a log or a response.
/// </remarks>
[JsonConverter(typeof(Converter))]
public sealed class Sealed : IEquatable<Sealed>
{
    private Sealed(Guid subject) => Subject = subject;

    /// <summary>Whose key closes it: a person's, or an office's (<see cref="Subjects.Office"/>).</summary>
    public Guid Subject { get; }

    /// <summary>The event it belongs to and the member's path there: the associated data of the cipher.</summary>
    public Guid Event { get; private set; }
    public string Path { get; private set; } = "";

    /// <summary>AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
    public ReadOnlyMemory<byte> Box { get; private set; }

    /// <summary>The SD-JWT digest (RFC 9901) that stands for the value in the public entry; base64url.</summary>
    public string Digest { get; private set; } = "";

    public bool IsClosed => Digest.Length > 0;

    /// <summary>The value as JSON while still open; undefined once closed.</summary>
    internal JsonElement Plain { get; private set; }

    public static Sealed Of<T>(Guid subject, T value) =>
        new(subject) { Plain = JsonSerializer.SerializeToElement(value) };

    /// <summary>Nothing to say is nothing to seal.</summary>
    public static Sealed? OfWords(Guid subject, string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : Of(subject, words.Trim());

    internal void Close(Guid @event, string path, byte[] box, string digest) =>
        (Event, Path, Box, Digest, Plain) = (@event, path, box, digest, default);

    public bool Equals(Sealed? other) =>
        other is not null && Subject == other.Subject && IsClosed == other.IsClosed
        && (IsClosed ? Digest == other.Digest : Plain.GetRawText() == other.Plain.GetRawText());

    public override bool Equals(object? obj) => Equals(obj as Sealed);
    public override int GetHashCode() => Subject.GetHashCode();
    public override string ToString() => "(sealed)";

    internal sealed class Converter : JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            var value = new Sealed(root.GetProperty("subject").GetGuid());
            value.Close(root.GetProperty("event").GetGuid(), root.GetProperty("path").GetString()!,
                root.GetProperty("box").GetBytesFromBase64(), root.GetProperty("digest").GetString()!);
            return value;
        }

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options)
        {
            if (!value.IsClosed) throw new InvalidOperationException("A sealed value was not closed by the vault.");
            writer.WriteStartObject();
            writer.WriteString("subject", value.Subject);
            writer.WriteString("event", value.Event);
            writer.WriteString("path", value.Path);
            writer.WriteBase64String("box", value.Box.Span);
            writer.WriteString("digest", value.Digest);
            writer.WriteEndObject();
        }
    }
}

/// <summary>Whose keys there are.</summary>
public static class Subjects
{
    /// <summary>The office of integrity: what is declared, reported and told to it lies under its key.</summary>
    public static readonly Guid Integrity = Office("integrity");

    /// <summary>The custodian: who gave a tip lies under this key, and not under that of who reads the tip.</summary>
    public static readonly Guid Custodian = Office("custodian");

    /// <summary>The office of oversight: the words of directives and the like lie under its key.</summary>
    public static readonly Guid Oversight = Office("oversight");

    /// <summary>An office's own subject: what it must keep confidential for a while is sealed under it.</summary>
    public static Guid Office(string department) => Identity.Of("office", department);

    /// <summary>The office of a member of staff; those who belong to no department have one by their role.</summary>
    public static Guid OfficeOf(Actor actor) => Office(actor.Department ?? actor.Role);
}
