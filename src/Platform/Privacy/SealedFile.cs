using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Privacy;

/// <summary>A file about a person: the event names it by its ciphertext's digest, which lies apart.</summary>
/// <remarks>
/// Born open inside a decide function, closed by the vault before the event is written, as <see cref="Sealed"/> is.
/// The digest, SHA-256 in hexadecimal, is public: without the key it confirms no guess.
/// </remarks>
[JsonConverter(typeof(Converter))]
public sealed class SealedFile : IEquatable<SealedFile>
{
    private SealedFile(Guid subject, ReadOnlyMemory<byte> plain) => (Subject, Plain) = (subject, plain);

    private SealedFile(string digest) => Digest = digest;

    public string Digest { get; private set; } = "";

    public bool IsClosed => Digest.Length > 0;

    /// <summary>Whose key closes it, while it is open; afterwards the values beside it in the event say so.</summary>
    internal Guid Subject { get; }

    internal ReadOnlyMemory<byte> Plain { get; private set; }

    public static SealedFile Of(Guid subject, ReadOnlyMemory<byte> bytes) => new(subject, bytes);

    internal void Close(string digest) => (Digest, Plain) = (digest, default);

    public bool Equals(SealedFile? other) =>
        other is not null && IsClosed == other.IsClosed
        && (IsClosed ? Digest == other.Digest : Plain.Span.SequenceEqual(other.Plain.Span));

    public override bool Equals(object? obj) => Equals(obj as SealedFile);
    public override int GetHashCode() => Plain.Length;
    public override string ToString() => "(sealed file)";

    internal sealed class Converter : JsonConverter<SealedFile>
    {
        public override SealedFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, SealedFile value, JsonSerializerOptions options)
        {
            if (!value.IsClosed) throw new InvalidOperationException("A sealed file was not closed by the vault.");
            writer.WriteStringValue(value.Digest);
        }
    }
}
