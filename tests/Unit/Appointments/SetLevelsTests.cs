using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class SetLevelsTests
{
    [Fact]
    public void Levels_are_what_the_province_says() => GivenPost.Fold(new Balance(), Set(GivenPost.Levels))
        .BandOf("governor-general").ShouldBe("deputy-governor");

    [Fact]
    public void Each_has_a_name_a_code_and_a_rank_of_its_own()
    {
        Then.Refusal("levels.none", () => Set([]), 422);
        Then.Refusal("levels.name-missing", () => Set([GivenPost.Levels[0] with { Name = new("", "") }]), 422);
        Then.Refusal("levels.twice",
            () => Set([GivenPost.Levels[0], GivenPost.Levels[1] with { Rank = 1 }]), 422);
        Then.Refusal("levels.counted-with-unknown", () => Set([GivenPost.Levels[2]]), 422);
    }

    [Fact]
    public void None_is_left_out_later() =>
        Then.Refusal("levels.one-left-out", () => Set([GivenPost.Levels[0]], GivenPost.Balance));

    private static LevelsSet Set(PostLevel[] levels, Balance? balance = null) =>
        SetLevelsHandler.Handle(new(levels), balance, GivenPost.Governor, Given.Start);
}
