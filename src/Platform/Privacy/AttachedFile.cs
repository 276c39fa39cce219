using System.Text.Json;
using System.Text.Unicode;

namespace EGov.Privacy;

/// <summary>What only a reader with the key learns of a file that was handed in.</summary>
public record AttachedFile(string Name, string MediaType, int Length)
{
    public const int Longest = 10 << 20;

    /// <summary>A file in base64, and what stands around it.</summary>
    public const int LongestBody = (Longest / 3 * 4) + (64 << 10);

    private const int LongestName = 200;

    /// <summary>Each kind of file that is taken, and how its bytes begin.</summary>
    private static readonly Dictionary<string, byte[]> Kinds = new()
    {
        ["application/pdf"] = "%PDF-"u8.ToArray(),
        ["image/jpeg"] = [0xFF, 0xD8, 0xFF],
        ["image/png"] = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A],
        ["text/plain"] = [],
    };

    public static IEnumerable<string> MediaTypes => Kinds.Keys;

    /// <summary>A file of a kind that is taken, under the last part of what a browser calls it.</summary>
    public static AttachedFile Of(string name, string mediaType, byte[] content)
    {
        var last = NameOf(name);
        if (!Kinds.TryGetValue(mediaType, out var beginning))
            throw new Refused("attachment.kind-not-taken", mediaType) { Status = 422 };
        if (content.Length is 0 or > Longest)
            throw new Refused("attachment.length-wrong", Longest >> 20) { Status = 422 };
        var isOfItsKind = mediaType is "text/plain"
            ? Utf8.IsValid(content) && !content.Contains((byte)0)
            : content.AsSpan().StartsWith(beginning);
        return isOfItsKind
            ? new(last, mediaType, content.Length)
            : throw new Refused("attachment.not-what-it-says", mediaType) { Status = 422 };
    }

    public Sealed Seal(Guid subject) =>
        Sealed.Of(subject, JsonSerializer.SerializeToElement(this, JsonSerializerOptions.Web));

    public static AttachedFile Read(JsonElement opened) => opened.Deserialize<AttachedFile>(JsonSerializerOptions.Web)!;

    private static string NameOf(string name)
    {
        var last = Fold.Text(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]);
        return last.Length is > 0 and <= LongestName && !last.Any(char.IsControl)
            ? last
            : throw new Refused("attachment.name-wrong", LongestName) { Status = 422 };
    }
}
