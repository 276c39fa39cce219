using EGov.Integrity;

namespace EGov.Unit.Integrity;

/// <summary>
/// Against worked examples, and against sums of exact fractions (Python 3.11, fractions and math.comb).
/// </summary>
public class ChanceTests
{
    /// <summary>
    /// R. A. Fisher, The Design of Experiments (1935): the lady who tastes tea, 1 in 70 and 17 in 70.
    /// </summary>
    [Theory]
    [InlineData(4, 1 / 70.0)]
    [InlineData(3, 17 / 70.0)]
    public void Four_cups_of_eight_are_told_by_chance_as_Fisher_says(int right, double chance) =>
        Chance.Hypergeometric(8, 4, 4, right).ShouldBe(chance, 1e-15);

    [Theory]
    [InlineData(52, 13, 13, 7, 0.010080323097403037)]
    [InlineData(300, 12, 60, 9, 4.041521621717015e-05)]
    [InlineData(1434, 30, 200, 12, 0.0003386631982933398)]
    [InlineData(5000, 40, 900, 38, 1.4077936240194918e-26)]
    [InlineData(5000, 40, 900, 1, 0.9996551782450435)]
    public void The_hypergeometric_tail_is_that_of_exact_fractions(
        int all, int marked, int drawn, int x, double exact) =>
        (Chance.Hypergeometric(all, marked, drawn, x) / exact).ShouldBe(1, 1e-9);

    [Theory]
    [InlineData(10, 0.5, 8, 0.0546875)]
    [InlineData(100, 0.05, 15, 0.00013585423899229105)]
    [InlineData(400, 0.03, 40, 5.666166918130421e-11)]
    [InlineData(1200, 0.001, 9, 4.750518232046537e-06)]
    [InlineData(50, 0.5, 50, 8.881784197001252e-16)]
    public void The_binomial_tail_is_that_of_exact_fractions(int trials, double p, int x, double exact) =>
        (Chance.Binomial(trials, p, x) / exact).ShouldBe(1, 1e-9);

    [Fact]
    public void A_sum_of_counts_with_rates_of_their_own_has_the_tail_of_exact_fractions()
    {
        (Chance.Binomials([(12, 0.05), (30, 0.01)], 5) / 0.001754692726070933).ShouldBe(1, 1e-9);
        (Chance.Binomials([(9, 0.25), (14, 0.002), (40, 0.0125)], 11) / 6.646082884672194e-06).ShouldBe(1, 1e-9);
        (Chance.Binomials([(30, 0.1), (70, 0.1)], 25) / 1.307281743125037e-05).ShouldBe(1, 1e-9);
        (Chance.Binomials([(100, 0.1)], 25) / 1.307281743125037e-05).ShouldBe(1, 1e-9);
        Chance.Binomials([(3, 0.1), (4, 0.2)], 8).ShouldBe(0);
        Chance.Binomials([(3, 0.1), (4, 0.2)], 0).ShouldBe(1);
    }

    /// <summary>M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), table 26.1.</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655253931457)]
    [InlineData(2, 0.022750131948179)]
    [InlineData(3, 0.001349898031630)]
    public void The_normal_tail_is_that_of_the_tables(double z, double q) => Chance.Normal(z).ShouldBe(q, 1e-14);

    [Fact]
    public void What_must_happen_is_certain_and_what_cannot_happen_is_not()
    {
        Chance.Hypergeometric(10, 8, 5, 3).ShouldBe(1);
        Chance.Hypergeometric(10, 2, 5, 3).ShouldBe(0);
        Chance.Hypergeometric(0, 0, 0, 0).ShouldBe(1);
        Chance.Binomial(20, 0.2, 0).ShouldBe(1);
        Chance.Binomial(20, 0.2, 21).ShouldBe(0);
        Chance.Binomial(20, 0, 1).ShouldBe(0);
        Chance.Binomial(20, 1, 20).ShouldBe(1);
    }
}
