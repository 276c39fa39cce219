using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class SetTargetTests
{
    private static readonly DateOnly Day = Given.On(1000).Day();

    [Fact]
    public void A_share_and_a_day_to_come()
    {
        var set = Set(30, Day);
        (set.Percent, set.Day).ShouldBe((30, Day));
        Then.Refusal("target.percent-wrong", () => Set(0, Day), 422);
        Then.Refusal("target.percent-wrong", () => Set(100, Day), 422);
        Then.Refusal("target.day-past", () => Set(30, Given.Start.Day()), 422);
    }

    [Fact]
    public void Another_than_before() => Then.Refusal("target.unchanged",
        () => Set(30, Day, GivenPost.Fold(GivenPost.Balance, Set(30, Day))));

    private static TargetSet Set(int percent, DateOnly day, Balance? balance = null) =>
        SetTargetHandler.Handle(new(percent, day), balance, GivenPost.Governor, Given.Start);
}
