using System.Security.Cryptography;
using System.Text;
using EGov.Casework;
using EGov.Ledger;

namespace EGov.Cli.Simulate;

/// <summary>
/// Draws of an invented past. They go through the platform's own commands, but over a leaf that no ledger has, and by a
/// key that everybody has: nobody can draw these again, and whoever tries is told so.
/// </summary>
public static class SimulatedLots
{
    /// <summary>In place of a ledger's name.</summary>
    public const string Origin = "simulation";

    private static readonly Lazy<DrawSigner> Key = new(Signer);

    /// <summary>The key that is published with the program.</summary>
    public static DrawSigner Signer()
    {
        using var file = typeof(SimulatedLots).Assembly.GetManifestResourceStream("Seed/draw-key.pem")
            ?? throw new InvalidOperationException("The program lacks its key for draws.");
        using var text = new StreamReader(file);
        return DrawSigner.FromPem(text.ReadToEnd());
    }

    /// <summary>What an applicant commits to, the same for the same seed.</summary>
    public static byte[] Nonce(int seed, int index) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"simulated nonce/{seed}/{index}")));

    internal static RequestDraw Request(Guid file) => new(file,
        [new(ExecuteDrawHandler.Platform, Key.Value.Key.Id)], TimeSpan.FromHours(1), TimeSpan.FromDays(1));

    internal static ExecuteDraw Execute(Guid file, RunningDraw draw)
    {
        var alpha = new DrawAlpha(
            Origin, draw.Requested.Draw, 0, MerkleTree.Leaf(Encoding.UTF8.GetBytes(draw.Requested.Draw.ToString())));
        return new(file, Origin, alpha.Index, alpha.Leaf.ToBase64(),
        [
            new(ExecuteDrawHandler.Platform, Key.Value.Key.ToBase64(), Convert.ToBase64String(Key.Value.Sign(alpha))),
        ]);
    }
}
