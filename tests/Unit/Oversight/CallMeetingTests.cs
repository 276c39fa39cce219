using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CallMeetingTests
{
    [Fact]
    public void A_meeting_has_a_chair_and_somebody_else_who_writes()
    {
        var called = GivenMeeting.Call();
        (called.Chair, called.Writer, called.By, called.Council)
            .ShouldBe(("GOV-900", "GVN-01", "GVN-01", "administrative"));
        called.Number.ShouldMatch("^M-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        Then.Refusal("meeting.chair-writes", () => GivenMeeting.Call("GVN-01"), 422);
        Then.Refusal("meeting.writer-unknown", () => GivenMeeting.Call(writer: "ENV-014"), 422);
        Then.Refusal("meeting.chair-unknown", () => GivenMeeting.Call("nobody"), 422);
        Then.Refusal("meeting.invited-unknown", () => GivenMeeting.Call(invited: ["nobody"]), 422);
    }

    [Fact]
    public void It_is_called_for_a_day_with_lines_that_everybody_reads()
    {
        Then.Refusal("meeting.day-wrong", () => GivenMeeting.Call(day: -1), 422);
        Then.Refusal("meeting.day-wrong", () => GivenMeeting.Call(day: 400), 422);
        GivenMeeting.Call(agenda: []).Agenda.ShouldBeEmpty();
        Then.Refusal("oversight.line-empty", () => GivenMeeting.Call(agenda: [new("", " ")]), 422);
        Then.Refusal("meeting.agenda-too-long",
            () => GivenMeeting.Call(agenda: [.. Enumerable.Repeat(Given.Any, 41)]), 422);
        Then.Refusal("meeting.too-many-invited", () => GivenMeeting.Call(
            invited: [.. Enumerable.Range(0, 201).Select(number => $"X-{number}")]), 422);
        Then.Refusal("meeting.council-unknown", () => CallMeetingHandler.Decide(
            new("moon", Given.Any, Given.On(3).Day(), "GOV-900", []), Given.Id, null, GivenMeeting.Handbook,
            GivenMeeting.Writer, Given.Start), 422);
    }

    [Fact]
    public void Whoever_was_called_or_came_reads_it()
    {
        var meeting = GivenMeeting.Fold(GivenMeeting.UntilRunning);
        foreach (var one in new[] { Who.Manager, GivenMeeting.Chair, GivenMeeting.Writer, GivenDirective.WaterManager })
            meeting.IsReadableBy(one).ShouldBeTrue();
        foreach (var one in new[] { Who.Officer, Who.Clerk, Who.Stranger }) meeting.IsReadableBy(one).ShouldBeFalse();
    }
}
