using EGov.Transparency;
using EGov.Unit.Oversight;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class IssueFiguresTests
{
    [Fact]
    public void Each_department_concerned_counts_and_the_province_once()
    {
        var counts = Count(40, GivenIssue.UntilPlanned);
        counts.Departments.Select(line => line.Department).ShouldBe(["environment", "regional-water"]);
        (counts.Province.Raised, counts.Province.OpenIssues, counts.Province.Silent, counts.Province.OldestDays)
            .ShouldBe((1, 1, 1, 40));
    }

    [Fact]
    public void What_is_reported_is_not_solved_and_what_is_reopened_is_open()
    {
        var reported = Count(12, GivenIssue.UntilReported).Province;
        (reported.Unverified, reported.Solved, reported.OpenIssues).ShouldBe((1, 0, 1));
        var solved = Count(12, GivenIssue.UntilSolved).Province;
        (solved.Solved, solved.OpenIssues, solved.OldestDays).ShouldBe((1, 0, null));
        var reopened = Count(12, [.. GivenIssue.UntilSolved,
            new EGov.Oversight.IssueReopened(Given.On(11), "WAT-007", GivenDirective.Words("?"))]).Province;
        (reopened.Solved, reopened.OpenIssues, reopened.Reopened).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void Age_and_silence_are_told_of_each_as_of_any_day()
    {
        var issue = PublicIssue.Fold(GivenIssue.UntilPlanned.Select(fact => On(0, fact)), Given.On(20).Day())
            .ShouldHaveSingleItem();
        (issue.State, issue.Age, issue.Silence, issue.Steps.Count).ShouldBe(("planned", 20, 18, 2));
    }

    [Fact]
    public void Below_twenty_there_is_no_median()
    {
        Count(12, [.. Enumerable.Repeat(GivenIssue.UntilSolved, 19)]).Province.MedianDaysToSolved.ShouldBeNull();
        Count(12, [.. Enumerable.Repeat(GivenIssue.UntilSolved, 20)]).Province.MedianDaysToSolved.ShouldBe(9);
    }

    [Fact]
    public void Every_figure_has_exactly_one_definition_in_both_languages()
    {
        IssueDefinitions.All.SelectMany(one => one.Figures).Order(StringComparer.Ordinal).ShouldBe(
            typeof(IssueFigures).GetProperties().Select(member => member.Name).Except(["Department", "Name"])
                .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal));
        MeetingDefinitions.All.SelectMany(one => one.Figures).Order(StringComparer.Ordinal).ShouldBe(
            typeof(MeetingFigures).GetProperties().Select(member => member.Name).Except(["Council", "Name"])
                .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal));
        foreach (var one in IssueDefinitions.All.Concat(MeetingDefinitions.All))
            foreach (var text in new[] { one.Name, one.Meaning, one.Unit, one.Clock, one.LeftOut, one.DoesNotSay })
            {
                text.Fa.Any(char.IsAsciiLetter).ShouldBeFalse(one.Id);
                text.En.Any(char.IsAsciiLetter).ShouldBeTrue(one.Id);
            }
    }

    [Fact]
    public void A_meeting_tells_how_many_viewpoints_have_an_answer_and_what_became_of_what_was_resolved()
    {
        object[] meeting =
        [
            .. GivenMeeting.UntilClosed,
            new EGov.Oversight.ViewpointAnswered(
                Given.On(5), 1, "not-taken-up", null, null, GivenDirective.Words("No."), "GVN-02"),
        ];
        var events = meeting.Select(fact => On(0, fact)).Append(On(1, GivenMeeting.Adopted with
        {
            Meeting = On(0, meeting[0]).StreamId,
        })).ToList();
        var counts = MeetingFigures.Count(
            PublicMeeting.Fold(events), new Dictionary<string, Text>(), null, 1, Given.On(40).Day());
        var line = counts.Councils.ShouldHaveSingleItem();
        (line.Meetings, line.Viewpoints, line.Unnamed, line.Answered, line.ViewpointsTakenUp, line.Resolutions,
            line.ResolutionsLate, line.ViewpointsAnswered).ShouldBe((1, 2, 1, 1, 0, 1, 1, null));
    }

    /// <summary>Several lives of one issue, each on a stream of its own.</summary>
    private static IssueCounts Count(int day, params object[][] lives) => IssueFigures.Count(
        PublicIssue.Fold(lives.SelectMany((life, place) => life.Select(fact => On(place, fact))), Given.On(day).Day()),
        GivenIssue.Handbook, null, 1);

    private static IEvent On(int stream, object fact)
    {
        var e = Given.AsEvent(fact);
        e.StreamId = Identity.Of("issue", $"{stream}");
        return e;
    }
}
