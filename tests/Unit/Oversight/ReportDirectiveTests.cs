using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReportDirectiveTests
{
    [Fact]
    public void What_one_department_reports_finishes_nothing_and_nothing_for_another()
    {
        var reported = Report(Who.Officer, GivenDirective.UntilAssigned);
        (reported.Attached, reported.OnTime, reported.References.Count).ShouldBe((0, true, 1));
        GivenDirective.Fold([.. GivenDirective.UntilAssigned, reported]).Parts.Select(part => part.Status)
            .ShouldBe([DirectiveStatus.Reported, DirectiveStatus.Issued]);
    }

    [Fact]
    public void It_comes_with_words_and_with_evidence()
    {
        Then.Refusal("directive.report-empty", () => Report(Who.Officer, GivenDirective.UntilAssigned, " "), 422);
        Then.Refusal("directive.no-evidence",
            () => Report(Who.Officer, GivenDirective.UntilAssigned, "?", " "), 422);
        Report(Who.Officer, [.. GivenDirective.UntilAssigned, GivenDirective.Attached], "Done.", " ").Attached
            .ShouldBe(1);
        Then.Refusal("directive.references-too-long",
            () => Report(Who.Officer, GivenDirective.UntilAssigned, "?", new string('r', 501)), 422);
    }

    [Fact]
    public void What_was_attached_to_a_report_that_was_returned_is_no_evidence_for_the_next() =>
        Then.Refusal("directive.no-evidence", () => Report(Who.Officer,
            [
                .. GivenDirective.UntilAssigned, GivenDirective.Attached, GivenDirective.Reported,
                GivenDirective.Returned,
            ],
            "Done.", " "), 422);

    [Fact]
    public void Once_by_who_carries_it_out()
    {
        Then.Refusal("directive.not-its-executor", () => Report(Who.Colleague, GivenDirective.UntilAssigned), 403);
        Then.Refusal("directive.not-its-executor", () => Report(Who.Officer, [GivenDirective.Issued]), 403);
        Then.Refusal("directive.awaits-verification", () => Report(Who.Officer, GivenDirective.UntilReported));
        Then.Refusal("directive.ended",
            () => Report(Who.Officer, [.. GivenDirective.UntilReported, GivenDirective.Verified]));
    }

    [Theory, InlineData(11, true), InlineData(12, false)]
    public void It_is_on_time_until_the_end_of_the_due_date(int day, bool onTime)
    {
        var reported = Report(Who.Officer, GivenDirective.UntilAssigned, day: day);
        reported.OnTime.ShouldBe(onTime);
        GivenDirective.Part([.. GivenDirective.UntilAssigned, reported]).IsLate(Given.On(40).Day()).ShouldBe(!onTime);
        GivenDirective.Part(GivenDirective.UntilAssigned).IsLate(Given.On(day).Day()).ShouldBe(!onTime);
    }

    private static DirectiveReported Report(
        Actor by, object[] past, string words = "All are closed.", string reference = "MZ-1", int day = 4) =>
        ReportDirectiveHandler.Handle(new(Given.Id, words, [reference]), GivenDirective.Fold(past), by, Given.On(day));
}
