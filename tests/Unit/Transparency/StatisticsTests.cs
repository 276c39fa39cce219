using CsCheck;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class StatisticsTests
{
    // Computed with 50 digits from the formula; 81/263, 15/148, 0/20 and 1/29 are also Table I of
    // R. G. Newcombe, Statistics in Medicine 17 (1998), method 3.
    [Theory]
    [InlineData(1283, 1476, 0.869241, 0.851079, 0.885486)]
    [InlineData(81, 263, 0.307985, 0.255289, 0.366210)]
    [InlineData(15, 148, 0.101351, 0.062386, 0.160487)]
    [InlineData(0, 20, 0, 0, 0.161125)]
    [InlineData(1, 29, 0.034483, 0.006113, 0.171755)]
    [InlineData(20, 20, 1, 0.838875, 1)]
    [InlineData(10, 20, 0.5, 0.299298, 0.700702)]
    [InlineData(12, 12035, 0.000997, 0.000570, 0.001742)]
    public void The_interval_of_a_share_is_Wilsons(int count, int of, double value, double low, double high) =>
        Statistics.Wilson(count, of).ShouldBe(new(count, of, value, low, high));

    [Fact]
    public void An_interval_holds_its_share_lies_within_0_and_1_and_mirrors_its_complement() =>
        Gen.Int[1, 50_000].SelectMany(of => Gen.Int[0, of].Select(count => (count, of))).Sample(share =>
        {
            var (value, low, high) = Interval(share.count, share.of);
            var (_, otherLow, otherHigh) = Interval(share.of - share.count, share.of);
            low.ShouldBeInRange(0, value);
            high.ShouldBeInRange(value, 1);
            low.ShouldBe(1 - otherHigh, 1.1e-6);
            high.ShouldBe(1 - otherLow, 1.1e-6);
        });

    [Fact]
    public void More_cases_of_the_same_share_narrow_the_interval() =>
        Gen.Int[20, 5_000].SelectMany(of => Gen.Int[1, of - 1].Select(count => (count, of))).Sample(share =>
        {
            var (_, low, high) = Interval(share.count, share.of);
            var (_, narrowLow, narrowHigh) = Interval(share.count * 4, share.of * 4);
            (narrowHigh - narrowLow).ShouldBeLessThan(high - low);
        });

    [Fact]
    public void Below_twenty_cases_there_is_no_share()
    {
        Statistics.WilsonOrNone(19, 19).ShouldBeNull();
        Statistics.WilsonOrNone(20, 20).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(new[] { 7 }, 50, 7)]
    [InlineData(new[] { 1, 2, 3, 4 }, 50, 2)]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, 50, 3)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 90, 9)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, 90, 10)]
    [InlineData(new[] { 0, 0, 0, 400 }, 90, 400)]
    [InlineData(new[] { 5, 5, 5, 5 }, 100, 5)]
    public void A_percentile_is_a_case_of_its_own(int[] cases, int percent, int expected) =>
        Statistics.NearestRank(Counts(cases), percent).ShouldBe(expected);

    [Fact]
    public void A_percentile_is_the_smallest_value_that_enough_cases_do_not_exceed() =>
        Gen.Select(Gen.Int[0, 90].Array[1, 200], Gen.Int[1, 100]).Sample((cases, percent) =>
        {
            var value = Statistics.NearestRank(Counts(cases), percent);
            cases.ShouldContain(value);
            (cases.Count(other => other <= value) * 100).ShouldBeGreaterThanOrEqualTo(cases.Length * percent);
            (cases.Count(other => other < value) * 100).ShouldBeLessThan(cases.Length * percent);
        });

    [Fact]
    public void Groups_whose_intervals_overlap_share_their_places()
    {
        var places = Statistics.Places(
            [Interval(.90, .96), Interval(.88, .92), Interval(.70, .89), Interval(.50, .60), Interval(.60, .65)]);
        places.ShouldBe([new(1, 2, 5), new(1, 3, 5), new(2, 3, 5), new(4, 5, 5), new(4, 5, 5)]);
    }

    [Fact]
    public void Places_lie_within_the_ranking_and_a_group_alone_is_first_and_last() =>
        Gen.Select(Gen.Int[20, 400], Gen.Double[0, 1]).Select((of, share) => Statistics.Wilson((int)(share * of), of))
            .Array[1, 40].Sample(shares =>
            {
                var places = Statistics.Places(shares);
                for (var i = 0; i < shares.Length; i++)
                {
                    places[i].Best.ShouldBeInRange(1, places[i].Worst);
                    places[i].Worst.ShouldBeLessThanOrEqualTo(shares.Length);
                    var byValue = 1 + shares.Count(other => other.Value > shares[i].Value);
                    byValue.ShouldBeInRange(places[i].Best, places[i].Worst);
                }

                if (shares.Length == 1) places[0].ShouldBe(new(1, 1, 1));
            });

    private static (double Value, double Low, double High) Interval(int count, int of)
    {
        var share = Statistics.Wilson(count, of);
        return (share.Value, share.Low, share.High);
    }

    private static Share Interval(double low, double high) => new(0, 0, (low + high) / 2, low, high);

    private static int[] Counts(int[] cases)
    {
        var counts = new int[cases.Max() + 1];
        foreach (var value in cases) counts[value]++;
        return counts;
    }
}
