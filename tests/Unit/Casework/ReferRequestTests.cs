using EGov.Casework;

namespace EGov.Unit.Casework;

public class ReferRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void Another_department_is_asked_while_the_file_stays_and_the_clock_runs()
    {
        var referred = Refer(Ready);
        referred.ShouldBe(Past.Referred);
        var state = Given.Fold(Ready, referred);
        (state.Status, state.LegalLimit).ShouldBe((RequestStatus.Ready, Past.Ready.LegalLimit));
        state.Queue.ShouldBeNull();
    }

    [Fact]
    public void It_may_be_asked_again_once_it_has_answered() =>
        Refer(Given.Fold(Ready, Past.Referred, Past.Answered)).Referral.ShouldBe(2);

    [Fact]
    public void But_not_before() =>
        Then.Refusal("referral.already-asked", () => Refer(Given.Fold(Ready, Past.Referred)));

    [Fact]
    public void There_is_such_a_department() =>
        Then.Refusal("referral.department-unknown", () => Refer(Ready, "moon"), 422);

    [Fact]
    public void And_it_is_another_one() => Then.Refusal("referral.to-itself", () => Refer(Ready, "environment"));

    [Fact]
    public void The_question_has_words() =>
        Then.Refusal("referral.question-empty", () => Refer(Ready, question: " "), 422);

    [Theory, InlineData(0), InlineData(61)]
    public void The_answer_is_asked_within_a_day_and_a_quarter(int days) =>
        Then.Refusal("referral.days-out-of-range", () => Refer(Ready, days: days), 422);

    [Theory, InlineData(1), InlineData(60)]
    public void Both_ends_included(int days) =>
        Refer(Ready, days: days).AnswerBy.ShouldBe(Given.Calendar.AddWorkingDays(Given.On(2).Day(), days));

    [Fact]
    public void Only_a_complete_file_is_referred() =>
        Then.Refusal("request.not-ready", () => Refer(Given.Request(Past.Submitted, Past.Assigned)));

    [Fact]
    public void And_not_while_it_waits_for_the_applicant() =>
        Then.Refusal("request.waiting-for-applicant", () => Refer(Given.Fold(Ready, Past.Asked)));

    [Fact]
    public void Only_by_the_officer_who_holds_it() =>
        Then.Refusal("request.held-by-another", () => Refer(Ready, by: Who.Colleague), 403);

    private static RequestReferred Refer(
        Request request, string department = "regional-water", string question = "River? ", int days = 10,
        Actor? by = null) =>
        ReferRequestHandler.Handle(
            new(Given.Id, department, question, days), request, Given.Handbook, by ?? Who.Officer, Given.On(2));
}
