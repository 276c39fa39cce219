using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Catalogue;

/// <summary>
/// Writes a decimal as text, in one way only: an event holds no number that another reader could round. Reads both.
/// </summary>
public sealed class ExactDecimal : JsonConverter<decimal?>
{
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetDecimal(),
            JsonTokenType.String when decimal.TryParse(
                reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var exact) => exact,
            _ => throw new JsonException(),
        };

    // Divided by a one of many places, a decimal loses the noughts at its end.
    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options) =>
        writer.WriteStringValue((value!.Value / 1.0000000000000000000000000000m)
            .ToString(CultureInfo.InvariantCulture));
}
