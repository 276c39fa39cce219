using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Cli.Import;

/// <summary>How often each of several things happened.</summary>
[JsonConverter(typeof(Converter))]
public sealed class Tally
{
    private readonly Dictionary<string, int> _counts = [];

    public int this[string what] => _counts.GetValueOrDefault(what);
    public int Sum => _counts.Values.Sum();

    /// <summary>The most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Sorted =>
        _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal);

    public void Add(string what, int times = 1) => _counts[what] = this[what] + times;

    public void Add(Tally other)
    {
        foreach (var (what, times) in other._counts) Add(what, times);
    }

    internal sealed class Converter : JsonConverter<Tally>
    {
        public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var tally = new Tally();
            foreach (var (what, times) in JsonSerializer.Deserialize<Dictionary<string, int>>(ref reader, options)!)
                tally.Add(what, times);
            return tally;
        }

        public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (what, times) in value.Sorted) writer.WriteNumber(what, times);
            writer.WriteEndObject();
        }
    }
}
