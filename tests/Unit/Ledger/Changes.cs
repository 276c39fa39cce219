using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

/// <summary>Every small way in which bytes may be tampered with.</summary>
internal static class Changes
{
    /// <summary>At each place a bit flipped, the low and the sixth in turn, and the byte left out or doubled.</summary>
    public static IEnumerable<byte[]> Of(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bit in new[] { 0x01, 0x20 })
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)bit;
                yield return flipped;
            }
            yield return [.. bytes[..at], .. bytes[(at + 1)..]];
            yield return [.. bytes[..at], bytes[at], .. bytes[at..]];
        }
        yield return [.. bytes, (byte)'\n'];
    }

    /// <summary>That it is refused as malformed, or not verified: anything else is a finding.</summary>
    public static void ShouldFail(Action read, byte[] bytes)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is FormatException or UnverifiedException)
        {
            return;
        }
        throw new InvalidOperationException("This was accepted:\n" + Encoding.UTF8.GetString(bytes));
    }
}
