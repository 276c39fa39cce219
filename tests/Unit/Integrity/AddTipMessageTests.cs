using EGov.Integrity;

namespace EGov.Unit.Integrity;

public class AddTipMessageTests
{
    [Fact]
    public void A_message_has_its_day_and_no_hour()
    {
        var added = AddTipMessageHandler.Decide(new("", " It was on Saturday. "), Given.Start.AddHours(4));
        added.At.ShouldBe(Given.Start.Day().Start());
        Then.Words(added.Words).ShouldBe("It was on Saturday.");
        GivenTip.Fold(GivenTip.Unnamed, added).AwaitsOffice.ShouldBeTrue();
    }

    [Fact]
    public void It_says_something_and_not_at_any_length()
    {
        Then.Refusal("tip.message-empty", () => AddTipMessageHandler.Decide(new("", " "), Given.Start), 422);
        Then.Refusal("tip.message-too-long",
            () => AddTipMessageHandler.Decide(new("", new('w', 20_001)), Given.Start), 422);
    }
}
