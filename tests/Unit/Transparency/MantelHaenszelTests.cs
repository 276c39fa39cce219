using EGov.Transparency;

namespace EGov.Unit.Transparency;

/// <summary>Held against what others have published.</summary>
public class MantelHaenszelTests
{
    // Admissions to Berkeley's graduate schools, by department: men admitted and rejected, women admitted and rejected.
    // P. J. Bickel, E. A. Hammel and J. W. O'Connell, Science 187 (1975), 398; R's data set UCBAdmissions.
    private static readonly FourFold[] Berkeley =
    [
        new(512, 313, 89, 19), new(353, 207, 17, 8), new(120, 205, 202, 391), new(138, 279, 131, 244),
        new(53, 138, 94, 299), new(22, 351, 24, 317),
    ];

    // The example of R's mantelhaen.test: 0.9046968, from 0.7719074 to 1.0603298.
    [Fact]
    public void The_worked_example_of_R_gives_the_same_ratio_and_interval()
    {
        var ratio = MantelHaenszel.Of(Berkeley).ShouldNotBeNull();
        ratio.Value.ShouldBe(0.9046968, 1e-6);
        ratio.Low.ShouldBe(0.7719074, 1e-6);
        ratio.High.ShouldBe(1.0603298, 1e-6);
    }

    // The same example: X-squared = 1.4269, p-value = 0.2323, with the correction for continuity.
    [Fact]
    public void The_worked_example_of_R_gives_the_same_probability() =>
        MantelHaenszel.Probability(Berkeley).ShouldBe(0.2323, 5e-5);

    [Fact]
    public void Tables_that_compare_nothing_make_everything_probable()
    {
        MantelHaenszel.Probability([]).ShouldBe(1);
        MantelHaenszel.Probability([new(0, 0, 0, 0), new(5, 5, 0, 0), new(1, 0, 0, 0)]).ShouldBe(1);
        MantelHaenszel.Probability([new(5, 5, 5, 5)]).ShouldBe(1);
    }

    [Fact]
    public void A_group_of_which_nobody_was_refused_can_be_tested_all_the_same() =>
        MantelHaenszel.Probability([new(30, 0, 30, 30)]).ShouldBeLessThan(0.0001);

    [Fact]
    public void Thrown_together_the_same_tables_would_have_accused_somebody() => MantelHaenszel.Of(
    [
        new(Berkeley.Sum(t => t.Yes), Berkeley.Sum(t => t.No), Berkeley.Sum(t => t.OtherYes),
            Berkeley.Sum(t => t.OtherNo)),
    ])!.Low.ShouldBeGreaterThan(1);

    // One stratum: ad/bc, and the interval of B. Woolf, Ann. Hum. Genet. 19 (1955), 251.
    [Fact]
    public void One_table_has_the_plain_odds_ratio()
    {
        var ratio = MantelHaenszel.Of([new(20, 10, 15, 30)]).ShouldNotBeNull();
        ratio.Value.ShouldBe(4);
        var spread = 1.959963984540054 * Math.Sqrt((1 / 20.0) + (1 / 10.0) + (1 / 15.0) + (1 / 30.0));
        ratio.Low.ShouldBe(4 * Math.Exp(-spread), 1e-6);
        ratio.High.ShouldBe(4 * Math.Exp(spread), 1e-6);
    }

    [Fact]
    public void Turned_round_it_is_the_inverse()
    {
        var ratio = MantelHaenszel.Of(Berkeley.Select(t => new FourFold(t.OtherYes, t.OtherNo, t.Yes, t.No)))!;
        (1 / ratio.Value).ShouldBe(0.9046968, 1e-5);
        (1 / ratio.High).ShouldBe(0.7719074, 1e-5);
    }

    [Fact]
    public void Tables_that_compare_nothing_give_none()
    {
        MantelHaenszel.Of([]).ShouldBeNull();
        MantelHaenszel.Of([new(0, 0, 0, 0), new(5, 5, 0, 0)]).ShouldBeNull();
        MantelHaenszel.Of([new(5, 0, 5, 5)]).ShouldBeNull("no odds are without end");
    }

    [Fact]
    public void A_stratum_of_one_group_alone_changes_nothing() =>
        MantelHaenszel.Of([.. Berkeley, new(7, 9, 0, 0)]).ShouldBe(MantelHaenszel.Of(Berkeley));

    [Fact]
    public void Nothing_is_counted_below_zero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => MantelHaenszel.Of([new(-1, 1, 1, 1)]));
}
