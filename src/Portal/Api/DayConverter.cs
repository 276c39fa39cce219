using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Portal.Api;

/// <summary>A day as yyyy-MM-dd, of the centuries in which this administration can have something to do.</summary>
internal sealed class DayConverter : JsonConverter<DateOnly>
{
    private const int First = 1900;
    private const int Last = 2200;

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", out var day) && day.Year is >= First and <= Last
            ? day
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
