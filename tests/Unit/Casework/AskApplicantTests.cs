using EGov.Casework;

namespace EGov.Unit.Casework;

public class AskApplicantTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void A_question_stops_a_running_clock_until_the_day_to_answer_by()
    {
        var asked = Ask(Ready);
        asked.ShouldBe(Past.Asked);
        asked.AnswerBy.ShouldBe(Given.Calendar.AddWorkingDays(Given.On(3).Day(), 10));

        var waiting = Given.Fold(Ready, asked);
        waiting.Status.ShouldBe(RequestStatus.Waiting);
        waiting.IsClockStopped.ShouldBeTrue();
        waiting.LegalLimit.ShouldBeNull();
        waiting.Queue.ShouldBeNull();
    }

    [Fact]
    public void Before_the_file_is_complete_there_is_no_clock_to_stop()
    {
        var asked = Ask(Given.Request(Past.Submitted, Past.Assigned));
        asked.ShouldBe(Past.AskedBeforeReady);
        Given.Request(Past.Submitted, Past.Assigned, asked).Stops.ShouldBeEmpty();
    }

    [Fact]
    public void A_question_on_the_last_day_comes_too_late_to_move_it()
    {
        var asked = Ask(Ready, Past.Ready.LegalLimit.DayNumber - Given.Start.Day().DayNumber);
        asked.LegalLimit.ShouldBe(Past.Ready.LegalLimit);

        var waiting = Given.Fold(Ready, asked);
        waiting.LegalLimit.ShouldBe(Past.Ready.LegalLimit);
        waiting.WatchFrom.ShouldBe(Past.Ready.LegalLimit.AddDays(1));
    }

    [Fact]
    public void Between_promise_and_limit_it_moves_the_limit_alone()
    {
        var asked = Ask(Ready, Past.Ready.Promise.DayNumber - Given.Start.Day().DayNumber);
        asked.Promise.ShouldBe(Past.Ready.Promise);
        asked.LegalLimit.ShouldBeNull();
        Given.Fold(Ready, asked).WatchFrom.ShouldBe(asked.AnswerBy.AddDays(1));
    }

    [Fact]
    public void One_question_at_a_time() =>
        Then.Refusal("question.not-now", () => Ask(Given.Fold(Ready, Past.Asked)));

    [Fact]
    public void And_none_after_the_decision() =>
        Then.Refusal("question.not-now", () => Ask(Given.Fold(Ready, Past.Decided())));

    [Fact]
    public void A_question_has_words() => Then.Refusal("question.empty", () => Ask(Ready, question: " "), 422);

    [Fact]
    public void Only_the_officer_who_holds_the_file_asks() =>
        Then.Refusal("request.held-by-another", () => Ask(Ready, by: Who.Colleague), 403);

    private static InformationRequested Ask(
        Request request, int day = 3, Actor? by = null, string question = "Noise map? ") =>
        AskApplicantHandler.Handle(new(Given.Id, question), request, Given.Handbook, by ?? Who.Officer, Given.On(day));
}
