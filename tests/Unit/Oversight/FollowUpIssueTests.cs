using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class FollowUpIssueTests
{
    [Fact]
    public void A_word_ends_the_silence_and_is_public_where_that_is_wanted()
    {
        var followed = FollowUp(Who.Officer, new("", "Half of it is done"));
        followed.Line.ShouldBe(new("Half of it is done", "Half of it is done"));
        FollowUp(Who.Manager, new(" ", "")).Line.ShouldBeNull();
        FollowUp(GivenDirective.Governor).Officer.ShouldBe("GVN-01");
        var issue = GivenIssue.Fold([.. GivenIssue.UntilOwned, followed]);
        (issue.Silence(Given.On(30).Day()), issue.Age(Given.On(30).Day())).ShouldBe((10, 30));
    }

    [Fact]
    public void By_those_whom_it_concerns()
    {
        // Who raised it and waits does not end the office's silence.
        Then.Refusal("issue.does-not-concern-you", () => FollowUp(Who.Neighbour), 403);
        Then.Refusal("issue.follow-up-empty", () => FollowUp(Who.Officer, words: " "), 422);
        Then.Refusal("issue.ended", () => FollowUp(Who.Officer, past: GivenIssue.UntilSolved));
    }

    private static IssueFollowedUp FollowUp(
        Actor by, Text? line = null, string words = "We met twice.", object[]? past = null) =>
        FollowUpIssueHandler.Handle(
            new(Given.Id, words, line), GivenIssue.Fold(past ?? GivenIssue.UntilOwned), by, Given.On(20));
}
