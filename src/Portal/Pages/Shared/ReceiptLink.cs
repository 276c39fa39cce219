using System.Buffers.Text;
using System.Globalization;
using EGov.Ledger;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>
/// The address by which the verifying page gets a whole receipt: all of it stands behind the number sign, which no
/// browser sends to a server. On paper it is a code to scan.
/// </summary>
public static class ReceiptLink
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <param name="note">The receipt, signed by one key.</param>
    public static string Of(SignedNote note, Language language)
    {
        var receipt = Ledger.Receipt.Parse(note.Text);
        var line = note.Signatures[0].Line.TrimEnd('\n');
        var signature = Convert.FromBase64String(line[(line.LastIndexOf(' ') + 1)..]);
        return language.Path("/verify")
            + $"#origin={Uri.EscapeDataString(receipt.Origin)}&id={receipt.EventId}"
            + $"&digest={Base64Url.EncodeToString(Convert.FromBase64String(receipt.ContentDigest.ToBase64()))}"
            + $"&time={receipt.Time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture)}"
            + $"&delay={(long)receipt.MaximumMergeDelay.TotalSeconds}&sig={Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The verifying page, which then fetches the proof of that event.</summary>
    public static string Of(Guid @event, Language language) => language.Path("/verify") + $"#id={@event}";
}
