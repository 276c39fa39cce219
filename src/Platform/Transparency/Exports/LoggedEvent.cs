using System.Globalization;
using System.Text;
using System.Text.Json;
using EGov.Ledger;

namespace EGov.Transparency;

/// <summary>An event as a row of an event log: what was done, when, by whom, and what else is told.</summary>
/// <param name="Leaf">Its leaf in the ledger, from 0.</param>
/// <param name="Activity">The event's name, such as RequestDecided.</param>
/// <param name="At">When it happened.</param>
/// <param name="Role">In which role somebody did it; platform, where nobody did.</param>
/// <param name="Code">The public code of who did it; empty for a citizen.</param>
/// <param name="Matter">What the request is about, where the event says it.</param>
/// <param name="Values">What else is public of it; nothing that is sealed.</param>
/// <param name="Public">The whole of it in JSON without what is sealed.</param>
public sealed record LoggedEvent(
    long Leaf, Guid Id, Guid Stream, string Activity, DateTimeOffset At, DateTimeOffset Recorded, string Role,
    string Code, LoggedMatter? Matter, IReadOnlyList<LoggedValue> Values, string Public)
{
    private const string AtMember = "at", MatterMember = "matter", Sealed = "sealed";

    /// <summary>
    /// Told elsewhere in the row, or by which rows of one person could be put together: the number on his receipt, and
    /// the mark of who represents him.
    /// </summary>
    private static readonly string[] LeftOut = [AtMember, MatterMember, "trackingNumber", "representativeMark"];

    /// <summary>What a row says of itself: a member that is called so is told as event.leaf.</summary>
    private static readonly string[] OfTheRow = ["leaf", "recorded", "role"];

    public static LoggedEvent Of(long leaf, Entry entry)
    {
        var data = entry.Data;
        var by = entry.By.Split(':', 2);
        var values = new List<LoggedValue>();
        foreach (var member in data.EnumerateObject())
            if (!LeftOut.Contains(member.Name))
                Add(OfTheRow.Contains(member.Name) ? $"event.{member.Name}" : member.Name, member.Value, values);
        return new(leaf, entry.Id, entry.Stream, NameOf(entry.Type),
            data.TryGetProperty(AtMember, out var at) && at.TryGetDateTimeOffset(out var happened)
                ? happened.ToUniversalTime() : entry.Recorded,
            entry.Recorded, by[0], by.Length > 1 ? by[1] : "",
            data.TryGetProperty(MatterMember, out var matter) ? LoggedMatter.Of(matter) : null, values, Unsealed(data));
    }

    /// <summary>request_decided is what the store calls RequestDecided.</summary>
    public static string NameOf(string type) => string.Concat(
        type.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Members of members have their names joined by a point; a list stands as JSON.</summary>
    private static void Add(string name, JsonElement value, List<LoggedValue> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when IsSealed(value):
            case JsonValueKind.Array when value.GetArrayLength() == 0:
            case JsonValueKind.Null:
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Add($"{name}.{member.Name}", member.Value, values);
                break;
            case JsonValueKind.Array:
                values.Add(new(name, LoggedType.Text, Unsealed(value)));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                values.Add(new(name, LoggedType.Truth, value.GetRawText()));
                break;
            case JsonValueKind.Number:
                values.Add(new(name, LoggedType.Whole, value.GetRawText()));
                break;
            default:
                var text = value.GetString()!;
                values.Add(text.Length > 16 && text[10] == 'T' && value.TryGetDateTimeOffset(out var moment)
                    ? new(name, LoggedType.Moment, Written(moment))
                    : new(name, LoggedType.Text, text));
                break;
        }
    }

    /// <summary>An instant as event logs have it: UTC, to the last digit that was recorded.</summary>
    public static string Written(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>As <see cref="Entry"/> writes it: the digest and nothing beside it.</summary>
    private static bool IsSealed(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() == 1
        && value.TryGetProperty(Sealed, out var digest) && digest.ValueKind is JsonValueKind.String;

    private static string Unsealed(JsonElement value)
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written, new() { Encoder = Answers.Options.Encoder })) Write(value, json);
        return Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length));
    }

    private static void Write(JsonElement value, Utf8JsonWriter json)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(member => !IsSealed(member.Value)))
                {
                    json.WritePropertyName(member.Name);
                    Write(member.Value, json);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(item => !IsSealed(item))) Write(item, json);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}

/// <summary>What a request is about, where it lies.</summary>
public sealed record LoggedMatter(string Service, string Department, string? County)
{
    internal static LoggedMatter Of(JsonElement matter) => new(
        matter.GetProperty("service").GetString()!, matter.GetProperty("department").GetString()!,
        matter.TryGetProperty("county", out var county) ? county.GetString() : null);
}

/// <summary>One thing that is public of an event, as text.</summary>
public readonly record struct LoggedValue(string Name, LoggedType Type, string Text);

public enum LoggedType { Text, Moment, Whole, Truth }
