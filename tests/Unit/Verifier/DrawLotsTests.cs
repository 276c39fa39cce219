namespace EGov.Unit.Verifier;

public class DrawLotsTests
{
    // SHA-256("demo"), the seed of the ledger's own vector.
    private const string Seed = "2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea";

    [Fact]
    public async Task A_draw_is_drawn_again() =>
        (await GivenLog.ShouldAsync(0, "draw", "--seed", Seed, "--n", "7", "--count", "10"))
            .ShouldBe("3 4 5 5 4 4 1 2 1 2\n");

    [Fact]
    public async Task An_order_has_everybody_once()
    {
        var said = await GivenLog.ShouldAsync(0, "draw", "--seed", Seed, "--n", "50", "--permutation");
        said.Trim().Split(' ').Select(int.Parse).Order().ShouldBe(Enumerable.Range(0, 50));
    }

    [Theory]
    [InlineData("2a97", "7")]
    [InlineData("zz97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea", "7")]
    [InlineData(Seed, "0")]
    [InlineData(Seed, "many")]
    public async Task What_cannot_be_drawn_is_told(string seed, string n) =>
        (await GivenLog.ShouldAsync(2, "draw", "--seed", seed, "--n", n)).ShouldNotBeEmpty();
}
