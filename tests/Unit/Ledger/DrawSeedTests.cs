using System.Buffers.Binary;
using System.Text;
using EGov.Cli.Simulate;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class DrawSeedTests
{
    public static readonly DrawAlpha Alpha = new(
        "ledger.example.org/demo", new("0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4"), 41, MerkleTree.Leaf("demo"u8));

    private static readonly DrawSigner Signer = SimulatedLots.Signer();
    private static readonly byte[] One = Signer.Sign(Alpha);
    private static readonly byte[] Two = [.. One.Reverse()];
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void What_is_signed_names_the_draw_and_where_its_request_stands() =>
        Encoding.UTF8.GetString(Alpha.ToBytes()).ShouldBe(
            $"egov-draw/v1\nledger.example.org/demo\n0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4\n41\n{Alpha.Leaf}\n");

    [Fact]
    public void Nothing_else_can_be_said_in_its_form()
    {
        Should.Throw<InvalidOperationException>(() => (Alpha with { Origin = "" }).Text);
        Should.Throw<InvalidOperationException>(() => (Alpha with { Origin = "a\n1" }).Text);
        Should.Throw<InvalidOperationException>(() => (Alpha with { Origin = "a\t" }).Text);
        Should.Throw<InvalidOperationException>(() => (Alpha with { Index = -1 }).Text);
    }

    /// <summary>Computed by a script in Python, over a signature that openssl made.</summary>
    [Fact]
    public void Others_get_the_same_seed_and_draw_the_same()
    {
        Check(DrawSeed.Of(Alpha, [One]),
            "5159f204b34eba0486b8173d7528d6ea282dd75f0601efcf5d387fbd0739c962", 4, 6);
        Check(DrawSeed.Of(Alpha, [One], Nonce),
            "4245343b0716ba73d142ef08b636df3eabf19237917415e02045ba597846c09b", 1, 1);
        Check(DrawSeed.Of(Alpha, [One, null]),
            "0266bbace087c8238b03f7b6bd490891e5ae67e1a3aa480e326f2f285ad11399", 4, 1);
        Check(DrawSeed.Of(Alpha, [null, One]),
            "33b75de0004250fb2792d61f6e47b84c23143e34b184de6875199d7c0916e596", 2, 2);
        DrawSeed.Commit(Nonce).ShouldBe("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");

        static void Check(Hash seed, string expected, int ofFive, int ofSeven)
        {
            Convert.ToHexStringLower(seed.ToArray()).ShouldBe(expected);
            DrawSeed.Select(seed, 5).ShouldBe(ofFive);
            DrawSeed.Select(seed, 7).ShouldBe(ofSeven);
        }
    }

    [Fact]
    public void Whatever_is_changed_gives_another_seed()
    {
        Hash[] seeds =
        [
            DrawSeed.Of(Alpha, [One, Two]), DrawSeed.Of(Alpha, [Two, One]), DrawSeed.Of(Alpha, [One]),
            DrawSeed.Of(Alpha, [Two]), DrawSeed.Of(Alpha, []), DrawSeed.Of(Alpha, [null]),
            DrawSeed.Of(Alpha, [One, null]), DrawSeed.Of(Alpha, [null, One]), DrawSeed.Of(Alpha, [One, Two], Nonce),
            DrawSeed.Of(Alpha with { Index = 42 }, [One, Two]),
            DrawSeed.Of(Alpha with { Draw = Guid.Empty }, [One, Two]),
            DrawSeed.Of(Alpha with { Origin = "another" }, [One, Two]),
            DrawSeed.Of(Alpha with { Leaf = default }, [One, Two]),
        ];
        seeds.Distinct().Count().ShouldBe(seeds.Length);
    }

    [Fact]
    public void Something_of_another_length_is_no_contribution_and_no_nonce()
    {
        Should.Throw<ArgumentException>(() => DrawSeed.Of(Alpha, [One[1..]]));
        Should.Throw<ArgumentException>(() => DrawSeed.Of(Alpha, [[]]));
        Should.Throw<ArgumentException>(() => DrawSeed.Of(Alpha, [One], Nonce.AsSpan(1)));
        Should.Throw<ArgumentException>(() => DrawSeed.Select(DrawSeed.Of(Alpha, [One]), 0));
    }

    // Chi-squared of n - 1 degrees of freedom, beyond which one in a thousand lies (R: qchisq(0.999, n - 1)).
    [Theory, InlineData(2, 10.83), InlineData(5, 18.47), InlineData(7, 22.46), InlineData(12, 31.26)]
    public void In_a_hundred_thousand_draws_everybody_is_drawn_as_often(int n, double limit)
    {
        var counts = new int[n];
        var contribution = One.ToArray();
        for (var i = 0; i < 100_000; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(contribution, i);
            counts[DrawSeed.Select(DrawSeed.Of(Alpha with { Index = i }, [contribution]), n)]++;
        }

        var expected = 100_000.0 / n;
        counts.Sum(count => (count - expected) * (count - expected) / expected).ShouldBeLessThan(limit);
    }
}
