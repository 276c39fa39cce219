using System.Globalization;
using System.Text;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>How far the ledger has been audited and found in order: the next audit goes on from there.</summary>
/// <param name="LastFull">When an audit last read every leaf.</param>
internal sealed record AuditMark(TreeHead Head, DateTimeOffset LastFull)
{
    /// <returns>Null when there is none, or none that can be read: then everything is audited.</returns>
    public static AuditMark? Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return new(
                new(long.Parse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture), Hash.FromBase64(lines[1])),
                DateTimeOffset.ParseExact(lines[2], "O", CultureInfo.InvariantCulture));
        }
        catch (Exception none) when (none is IOException or FormatException or OverflowException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Durable.Write(path, Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Head.Size}\n{Head.Root.ToBase64()}\n{LastFull:O}\n")));
    }
}
