using System.Buffers.Binary;

namespace EGov.Cli.Simulate;

/// <summary>
/// Random numbers by purpose. Each sequence is derived from the seed and from what it is for, so that another use
/// beside it shifts no draw of any other.
/// </summary>
public sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    public static Dice For(int seed, string purpose, params ReadOnlySpan<object> subject)
    {
        var parts = new string[subject.Length + 2];
        (parts[0], parts[1]) = (FormattableString.Invariant($"dice/{seed}"), purpose);
        for (var i = 0; i < subject.Length; i++) parts[i + 2] = FormattableString.Invariant($"{subject[i]}");
        Span<byte> digest = stackalloc byte[16];
        Identity.Of(parts).TryWriteBytes(digest);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest) ^ BinaryPrimitives.ReadUInt64LittleEndian(digest[8..]));
    }

    /// <summary>From 0 up to, never reaching, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    public bool Chance(double probability) => Unit() < probability;

    public double Between(double low, double high) => low + Unit() * (high - low);

    /// <summary>A whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Unit() * (high - low + 1));

    public T Pick<T>(IReadOnlyList<T> among) => among[(int)(Unit() * among.Count)];

    public T Weighted<T>(IReadOnlyList<(T Item, double Weight)> among)
    {
        var left = Unit() * among.Sum(one => one.Weight);
        foreach (var (item, weight) in among)
        {
            left -= weight;
            if (left < 0) return item;
        }

        return among[^1].Item;
    }

    /// <summary>Box and Muller, 1958: one of the pair.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    /// <summary>A whole number with this mean: the part behind the point is its chance of one more.</summary>
    public int Rounded(double mean) => (int)mean + (Chance(mean - (int)mean) ? 1 : 0);

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
