using EGov.Integrity;

namespace EGov.Unit.Integrity;

public class FalseDiscoveryTests
{
    /// <summary>
    /// Benjamini and Hochberg (1995), section 3.2: fifteen comparisons of a trial, four of which stand.
    /// </summary>
    [Fact]
    public void Four_of_the_fifteen_comparisons_stand()
    {
        double[] p =
        [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000,
        ];
        var adjusted = FalseDiscovery.Adjust(p);
        adjusted.Count(value => value <= 0.05).ShouldBe(4);
        adjusted[0].ShouldBe(0.0015, 1e-12);
        adjusted[3].ShouldBe(0.035625, 1e-12);
    }

    [Fact]
    public void The_order_in_which_they_come_does_not_matter()
    {
        double[] p = [0.04, 0.001, 0.2, 0.03];
        FalseDiscovery.Adjust(p).ShouldBe([.. FalseDiscovery.Adjust([.. p.Reverse()]).Reverse()]);
        FalseDiscovery.Adjust([]).ShouldBeEmpty();
    }
}
