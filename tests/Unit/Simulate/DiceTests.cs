using EGov.Cli.Simulate;

namespace EGov.Unit.Simulate;

public class DiceTests
{
    [Fact]
    public void The_same_purpose_has_the_same_draws()
    {
        Draws(Dice.For(7, "answers", 41)).ShouldBe(Draws(Dice.For(7, "answers", 41)));
        Draws(Dice.For(7, "answers", 41)).ShouldNotBe(Draws(Dice.For(8, "answers", 41)));
        Draws(Dice.For(7, "answers", 41)).ShouldNotBe(Draws(Dice.For(7, "answers", 42)));
        Draws(Dice.For(7, "answers", 41)).ShouldNotBe(Draws(Dice.For(7, "facts", 41)));
    }

    [Fact]
    public void A_purpose_and_its_subject_do_not_run_together() =>
        Draws(Dice.For(7, "answer", 41)).ShouldNotBe(Draws(Dice.For(7, "answer4", 1)));

    [Fact]
    public void Draws_stay_the_same_from_release_to_release() =>
        Enumerable.Range(0, 3).Select(_ => Pinned.Whole(0, 999_999)).ShouldBe([828583, 993423, 442912]);

    [Fact]
    public void Draws_follow_their_distributions()
    {
        var dice = Dice.For(1, "distribution");
        var normal = Enumerable.Range(0, 20_000).Select(_ => dice.Normal()).ToList();
        normal.Average().ShouldBe(0, 0.03);
        normal.Average(x => x * x).ShouldBe(1, 0.05);
        Enumerable.Range(0, 20_000).Average(_ => dice.Exponential(4)).ShouldBe(4, 0.12);
        Enumerable.Range(0, 20_000).Average(_ => dice.Rounded(1.3)).ShouldBe(1.3, 0.02);
        Enumerable.Range(0, 20_000).Select(_ => dice.Whole(3, 5)).Distinct().Order().ShouldBe([3, 4, 5]);
        Enumerable.Range(0, 20_000).Count(_ => dice.Weighted([("rare", 1), ("common", 9)]) == "rare").ShouldBeInRange(1_850, 2_150);
    }

    private static Dice Pinned { get; } = Dice.For(1, "pinned");

    private static double[] Draws(Dice dice) => [.. Enumerable.Range(0, 5).Select(_ => dice.Unit())];
}
