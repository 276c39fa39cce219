using System.Globalization;
using System.Text;

namespace EGov.Ledger;

/// <summary>What every contributor to a draw signs: the draw, and where its request stands in the ledger.</summary>
/// <param name="Origin">The name of the ledger that the request of the draw stands in.</param>
/// <param name="Draw">The draw's id.</param>
/// <param name="Index">The leaf of the request of the draw, from 0.</param>
/// <param name="Leaf">The hash of that leaf.</param>
/// <remarks>
/// <para>alpha = "egov-draw/v1\n" || origin || "\n" || id || "\n" || index || "\n" || base64(leaf hash) || "\n", in
/// UTF-8; the id in lower case with hyphens, the index in decimal.</para>
/// <para>The leaf fixes the pool, its order and the contributors. No root, no time and no Ed25519 signature is in it:
/// an operator can try out the first two, and of the third a key can give several for one message.</para>
/// </remarks>
public sealed record DrawAlpha(string Origin, Guid Draw, long Index, Hash Leaf)
{
    private const string Header = "egov-draw/v1";

    /// <summary>The text, five lines of which each ends in a newline.</summary>
    /// <exception cref="InvalidOperationException">
    /// The origin is empty or has a line end, or the index is negative.
    /// </exception>
    public string Text
    {
        get
        {
            if (Origin.Length == 0 || Strict.HasControls(Origin) || Origin.Contains('\n', StringComparison.Ordinal))
                throw new InvalidOperationException("The origin of a draw is one line of text.");
            if (Index < 0) throw new InvalidOperationException("Leaves count from 0.");
            return string.Create(CultureInfo.InvariantCulture,
                $"{Header}\n{Origin}\n{Draw:D}\n{Index}\n{Leaf.ToBase64()}\n");
        }
    }

    /// <summary>The text in UTF-8: what is signed.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Text);
}
