using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EGov.Casework;
using EGov.Cli;
using EGov.Cli.Simulate;
using EGov.Privacy;

namespace EGov.Unit.Simulate;

/// <summary>One small simulation for all tests: seven hundred requests in three months, no store.</summary>
public sealed class ImaginedProvince : IAsyncLifetime
{
    public static readonly Scenario Scenario = new(1, 3, 700, new(2026, 11, 22));

    public IReadOnlyList<Deed> Deeds { get; private set; } = [];
    public GroundTruth Truth { get; private set; } = null!;

    /// <summary>Every file as its events leave it.</summary>
    public IReadOnlyDictionary<Guid, Request> Files { get; private set; } = new Dictionary<Guid, Request>();

    public async ValueTask InitializeAsync()
    {
        (Deeds, Truth) = await SimulatedProvince.ImagineAsync(Scenario, Given.Master);
        Files = Deeds.Where(deed => deed.Aggregate == typeof(Request)).GroupBy(deed => deed.Stream).ToDictionary(
            stream => stream.Key, stream => stream.Aggregate(new Request(), (state, deed) => state.Evolve(deed.Event)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public IEnumerable<(Deed Deed, T Fact)> All<T>() =>
        Deeds.Where(deed => deed.Event.Data is T).Select(deed => (deed, (T)deed.Event.Data));

    /// <summary>One digest over all that is written: ids, times, actors, and contents with their sealed values open.</summary>
    public static string Digest(IReadOnlyList<Deed> deeds)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var deed in deeds)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
                $"{deed.Stream} {deed.Event.Id} {deed.Event.Timestamp:O} {deed.Event.UserName} {deed.Event.CorrelationId} {deed.IsNew}\n")));
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(deed.Event.Data, deed.Event.Data.GetType(), Open));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static readonly JsonSerializerOptions Open =
        new(JsonSerializerDefaults.Web) { Converters = { new OpenValue(), new OpenFile() } };

    private sealed class OpenValue : JsonConverter<Sealed>
    {
        public override Sealed Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Sealed value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.Subject);
            value.Plain.WriteTo(writer);
            writer.WriteEndArray();
        }
    }

    private sealed class OpenFile : JsonConverter<SealedFile>
    {
        public override SealedFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, SealedFile value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.Plain.Span);
    }
}
