using EGov.Casework;

namespace EGov.Unit.Casework;

public class LapseQuestionTests
{
    private static readonly Request Waiting = Given.Request([.. Past.UntilReady, Past.Asked]);
    private static readonly int LastDay = Past.Asked.AnswerBy.DayNumber - Given.Start.Day().DayNumber;

    [Fact]
    public void Without_an_answer_the_clock_runs_again_after_the_last_day()
    {
        Waiting.WatchFrom.ShouldBe(Past.Asked.AnswerBy.AddDays(1));
        var lapsed = Lapse(Waiting, LastDay + 1);
        lapsed.LegalLimit.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 10));

        var running = Given.Fold(Waiting, lapsed);
        running.Status.ShouldBe(RequestStatus.Ready);
        running.AnswerBy.ShouldBeNull();
        running.DatesBy(Given.Calendar).ShouldBe((lapsed.LegalLimit, lapsed.Promise));
    }

    [Fact]
    public void However_late_the_platform_notices_the_days_after_the_last_one_are_the_offices_own()
    {
        var late = Lapse(Waiting, LastDay + 5);
        late.LegalLimit.ShouldBe(Lapse(Waiting, LastDay + 1).LegalLimit);

        var running = Given.Fold(Waiting, late);
        running.Stops.ShouldBe([new(Past.Asked.At.Day(), Past.Asked.AnswerBy)]);
        running.IsMovedBy(Given.Calendar).ShouldBeFalse();
    }

    [Fact]
    public void A_question_before_the_file_was_complete_lapses_without_a_clock()
    {
        var waiting = Given.Request(Past.Submitted, Past.Assigned, Past.AskedBeforeReady);
        var lapsed = Lapse(waiting, LastDay + 1);
        (lapsed.LegalLimit, lapsed.Promise).ShouldBe((null, null));
        Given.Fold(waiting, lapsed).Status.ShouldBe(RequestStatus.Submitted);
    }

    [Fact]
    public void On_the_last_day_the_applicant_can_still_answer() =>
        Then.Refusal("lapse.still-time", () => Lapse(Waiting, LastDay));

    [Fact]
    public void Where_nothing_was_asked_nothing_lapses() =>
        Then.Refusal("lapse.nothing-asked", () => Lapse(Given.Request(Past.UntilReady), LastDay + 1));

    private static QuestionLapsed Lapse(Request request, int day) =>
        LapseQuestionHandler.Handle(new(Given.Id), request, Given.Handbook, Given.On(day));
}
