using EGov.Casework;

namespace EGov.Unit.Casework;

public class RecordStepTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void A_step_changes_nothing_in_the_files_course()
    {
        var recorded = Record(Ready, "site-visit");
        recorded.ShouldBe(new StepRecorded(Given.On(5), Past.Matter, "site-visit", "ENV-014", null, Late: false));
        Given.Fold(Ready, recorded).ShouldBe(Ready);
    }

    [Theory, InlineData(4, true), InlineData(5, false)]
    public void It_is_late_after_the_day_that_was_set(int due, bool late) =>
        Record(Ready, due: Given.On(due).Day()).Late.ShouldBe(late);

    [Theory, InlineData(""), InlineData("site visit"), InlineData("بازدید"), InlineData("by/Ali")]
    public void A_step_is_a_code_and_never_words(string step) =>
        Then.Refusal("step.not-a-code", () => Record(Ready, step), 422);

    [Theory, InlineData(80, true), InlineData(81, false)]
    public void Of_at_most_eighty_characters(int length, bool fits)
    {
        if (fits) Record(Ready, new('a', length)).Step.Length.ShouldBe(length);
        else Then.Refusal("step.not-a-code", () => Record(Ready, new('a', length)), 422);
    }

    [Fact]
    public void Another_department_does_no_steps_here() =>
        Then.Refusal("step.other-department", () => Record(Ready, by: Who.Neighbour), 403);

    private static StepRecorded Record(
        Request request, string step = "site-visit", DateOnly? due = null, Actor? by = null) =>
        RecordStepHandler.Handle(new(Given.Id, step, due), request, by ?? Who.Officer, Given.On(5));
}
