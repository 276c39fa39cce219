using EGov.Integrity;

namespace EGov.Unit.Integrity;

public class SpreadTests
{
    /// <summary>NIST/SEMATECH e-Handbook of Statistical Methods, 7.1.6: quartiles 429.75 and 742.25.</summary>
    [Fact]
    public void The_fences_are_those_of_the_handbook()
    {
        double[] data =
        [
            30, 171, 184, 201, 212, 250, 265, 270, 272, 289, 305, 306, 322, 322, 336, 346, 351, 370, 390, 404, 409,
            411, 436, 437, 439, 441, 444, 448, 451, 453, 470, 480, 482, 487, 494, 495, 499, 503, 514, 521, 522, 527,
            548, 550, 559, 560, 570, 572, 574, 578, 585, 592, 592, 607, 616, 618, 621, 629, 637, 638, 640, 656, 668,
            707, 709, 719, 737, 739, 752, 758, 766, 792, 792, 794, 802, 818, 830, 832, 843, 858, 860, 869, 918, 925,
            953, 991, 1000, 1005, 1068, 1441,
        ];
        var fences = Spread.Fences(data.Reverse());
        fences.Low.ShouldBe(-39, 1e-9);
        fences.High.ShouldBe(1211, 1e-9);
        data.Where(value => value > fences.High).ShouldBe([1441]);
    }

    /// <summary>B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (1993), p. 12.</summary>
    [Theory]
    [InlineData(2.1, -1.574)]
    [InlineData(2.6, 0.675)]
    [InlineData(2.4, -0.225)]
    [InlineData(8.2, 25.856)]
    [InlineData(8.3, 26.305)]
    public void The_robust_z_is_that_of_Iglewicz_and_Hoaglin(double value, double z) =>
        Spread.RobustZ(value, [2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3])!.Value.ShouldBe(z, 0.001);

    [Fact]
    public void Where_most_are_the_same_nothing_is_measured_by_their_spread() =>
        Spread.RobustZ(9, [4, 4, 4, 4, 9]).ShouldBeNull();

    [Fact]
    public void A_few_values_have_a_median_and_fences_too()
    {
        Spread.Median([7]).ShouldBe(7);
        Spread.Median([3, 1]).ShouldBe(2);
        Spread.Fences([5, 5]).ShouldBe(new Fences(5, 5));
    }
}
