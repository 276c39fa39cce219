using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EGov.Ledger;

/// <summary>A value that an entry shows as a digest only, with the salt by which it is proved (RFC 9901).</summary>
/// <param name="Salt">As its issuer wrote it; ours are base64url of at least <see cref="MinSaltBytes"/> bytes.</param>
/// <param name="Name">The member that the digest stands for.</param>
/// <param name="Value">What was sealed.</param>
/// <remarks>
/// <para>disclosure = base64url(UTF-8 JSON [salt, name, value]), digest = base64url(SHA-256(ASCII(disclosure))), both
/// without padding (RFC 9901 §4.2). The digest covers the text of the disclosure, so a disclosure is kept and handed on
/// as it is, whatever white space its JSON has: reading and encoding it again may give another digest.</para>
/// <para>Without the salt a digest tells nothing: even who guesses the value cannot confirm it.</para>
/// </remarks>
public sealed record Disclosure(string Salt, string Name, JsonElement Value)
{
    /// <summary>128 bits, the least that RFC 9901 recommends.</summary>
    public const int MinSaltBytes = 16;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The disclosure of a value: one text for one salt, name and value, however they were spelt.</summary>
    /// <param name="salt">At least <see cref="MinSaltBytes"/> bytes that nobody can guess.</param>
    /// <param name="name">The member; never <c>_sd</c> or <c>...</c>, which SD-JWT keeps for itself.</param>
    /// <param name="value">Any value that has canonical bytes.</param>
    /// <returns>Base64url text, for the holder alone.</returns>
    /// <exception cref="ArgumentException">The salt is too short, or the name is reserved.</exception>
    /// <exception cref="CanonicalJsonException">
    /// Name or value lies outside the profile of <see cref="CanonicalJson"/>.
    /// </exception>
    public static string Encode(ReadOnlySpan<byte> salt, string name, JsonElement value)
    {
        if (salt.Length < MinSaltBytes)
            throw new ArgumentException($"A salt has at least {MinSaltBytes} bytes, not {salt.Length}.", nameof(salt));
        if (IsReserved(name)) throw new ArgumentException(Reserved(name), nameof(name));

        var json = new ArrayBufferWriter<byte>();
        json.Write("["u8);
        CanonicalJson.WriteText(Base64Url.EncodeToString(salt), json);
        json.Write(","u8);
        CanonicalJson.WriteText(name, json);
        json.Write(","u8);
        CanonicalJson.Write(value, json);
        json.Write("]"u8);
        return Base64Url.EncodeToString(json.WrittenSpan);
    }

    /// <summary>What stands in the entry for a disclosure: 43 characters of base64url.</summary>
    /// <exception cref="FormatException">Not base64url without padding.</exception>
    public static string Digest(string disclosure)
    {
        RefuseForeign(disclosure);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(disclosure)));
    }

    /// <summary>Reads a disclosure of a member, ours or another issuer's.</summary>
    /// <exception cref="FormatException">
    /// Not base64url without padding, not JSON, not [text, text, value], a reserved name, or a name twice in an object.
    /// </exception>
    public static Disclosure Parse(string disclosure)
    {
        RefuseForeign(disclosure);
        var array = Json(disclosure);
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() != 3)
            throw new FormatException("A disclosure of a member is an array of three: salt, name, value.");

        var salt = Text(array[0], "salt");
        var name = Text(array[1], "name");
        if (IsReserved(name)) throw new FormatException(Reserved(name));
        return new Disclosure(salt, name, array[2]);
    }

    private static bool IsReserved(string name) => name is "_sd" or "...";

    private static string Reserved(string name) => $"The name {name} is reserved (RFC 9901 §4.2.1).";

    // The framework's decoder skips white space and takes padding; the digest of such a text is another one.
    private static void RefuseForeign(string disclosure)
    {
        if (disclosure.Length == 0 || disclosure.AsSpan().ContainsAnyExcept(Alphabet))
            throw new FormatException("A disclosure is base64url without padding.");
    }

    private static JsonElement Json(string disclosure)
    {
        try
        {
            var json = Base64Url.DecodeFromChars(disclosure);
            return JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (FormatException e)
        {
            throw new FormatException("A disclosure is base64url without padding.", e);
        }
        catch (JsonException e)
        {
            throw new FormatException("A disclosure holds JSON, without a name twice in an object: " + e.Message, e);
        }
    }

    private static string Text(JsonElement item, string what)
    {
        if (item.ValueKind != JsonValueKind.String)
            throw new FormatException($"The {what} of a disclosure is a text, not {item.ValueKind}.");
        try
        {
            return item.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"The {what} of a disclosure is not whole Unicode.", e);
        }
    }
}
