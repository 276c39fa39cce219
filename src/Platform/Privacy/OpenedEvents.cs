using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using JasperFx.Events;

namespace EGov.Privacy;

/// <summary>An event as somebody entitled may read it: its sealed values opened in their places.</summary>
/// <param name="Type">Name of the event's record, such as RequestDecided.</param>
/// <param name="Written">When it was recorded; the act itself happened at <paramref name="At"/>.</param>
/// <param name="Actor">Role and public code.</param>
/// <param name="Details">The event's members; a value whose subject was erased is null.</param>
public sealed record OpenedEvent(
    Guid Id, long Version, string Type, DateTimeOffset At, DateTimeOffset Written, string Actor, JsonObject Details)
{
    /// <summary>Paths of the values that nobody can read any more, such as applicant.name.</summary>
    public IReadOnlyList<string> Erased { get; init; } = [];
}

/// <summary>Opens what an entitled reader is shown.</summary>
public static class OpenedEvents
{
    public static async Task<IReadOnlyList<OpenedEvent>> OpenAsync(
        this Vault vault, IEnumerable<IEvent> events, CancellationToken cancellation)
    {
        var opened = new List<OpenedEvent>();
        foreach (var e in events)
        {
            var values = new Dictionary<string, JsonElement>();
            var erased = new List<string>();
            foreach (var (path, value) in SealedMembers.Of(e.Data))
            {
                values[value.Digest] = await vault.OpenAsync(value, cancellation);
                if (values[value.Digest].ValueKind is JsonValueKind.Undefined) erased.Add(path);
            }

            opened.Add(new(e.Id, e.Version, e.Data.GetType().Name, (e.Data as IHappened)?.At ?? e.Timestamp, e.Timestamp,
                e.UserName ?? "", Write(e.Data, values))
            {
                Erased = erased,
            });
        }

        return opened;
    }

    private static JsonObject Write(object data, Dictionary<string, JsonElement> values)
    {
        var json = JsonSerializer.SerializeToNode(data, data.GetType(), Options)!.AsObject();
        json.Remove("at");
        return (JsonObject)Opened(json, values)!;
    }

    /// <summary>Puts the opened value where a sealed one stands; it is known by its digest beside its box.</summary>
    private static JsonNode? Opened(JsonNode? node, Dictionary<string, JsonElement> values)
    {
        switch (node)
        {
            case JsonObject json when json.ContainsKey("box") && json["digest"]?.GetValue<string>() is { } digest:
                return values.TryGetValue(digest, out var plain) && plain.ValueKind is not JsonValueKind.Undefined
                    ? JsonSerializer.SerializeToNode(plain)
                    : null;
            case JsonObject json:
                foreach (var (name, member) in json.ToList()) Replace(member, value => json[name] = value);
                return json;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++) Replace(list[i], value => list[i] = value);
                return list;
            default:
                return node;
        }

        void Replace(JsonNode? member, Action<JsonNode?> put)
        {
            if (Opened(member, values) is var value && !ReferenceEquals(value, member)) put(value);
        }
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
