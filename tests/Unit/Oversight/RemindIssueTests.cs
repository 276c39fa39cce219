using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindIssueTests
{
    [Fact]
    public void After_thirty_days_without_a_word_and_again_until_there_is_one()
    {
        Then.Refusal("issue.reminder-not-due", () => Remind(30, GivenIssue.UntilOwned));
        var first = Remind(31, GivenIssue.UntilOwned);
        (first.Silent, first.Reminder, first.RemindedOfficer).ShouldBe((Given.On(1).Day(), 1, "ENV-014"));
        Then.Refusal("issue.reminder-not-due", () => Remind(60, [.. GivenIssue.UntilOwned, first]));
        var second = Remind(61, [.. GivenIssue.UntilOwned, first]);
        second.Reminder.ShouldBe(2);
        Remind(91, [.. GivenIssue.UntilOwned, first, second]).RemindedOfficer
            .ShouldBe("GOV-900", "the head of the governorate");
    }

    [Fact]
    public void A_word_begins_it_anew_and_that_of_the_platform_is_none()
    {
        var first = Remind(31, GivenIssue.UntilOwned);
        var issue = GivenIssue.Fold([.. GivenIssue.UntilOwned, first]);
        (issue.Silence(Given.On(31).Day()), issue.Reminders).ShouldBe((30, 1));
        issue = GivenIssue.Then(issue, new IssueFollowedUp(Given.On(32), "ENV-014", null, GivenDirective.Words("!")));
        (issue.Reminders, issue.WatchFrom).ShouldBe((0, Given.On(62).Day()));
    }

    [Fact]
    public void Of_a_report_those_are_reminded_who_are_to_verify_it() =>
        Remind(50, GivenIssue.UntilReported).RemindedOfficer.ShouldBe("WAT-007");

    [Fact]
    public void Where_nobody_answers_for_it_nobody_is_named()
    {
        Remind(50, [GivenIssue.Raised]).RemindedOfficer.ShouldBeNull();
        Then.Refusal("issue.reminder-not-due", () => Remind(50, GivenIssue.UntilSolved));
    }

    private static IssueReminded Remind(int day, object[] past) =>
        RemindIssueHandler.Handle(new(Given.Id), GivenIssue.Fold(past), GivenIssue.Handbook, Given.On(day));
}
