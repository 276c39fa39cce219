using EGov.Casework;

namespace EGov.Unit.Casework;

public class ContestClosureTests
{
    private static readonly Request Closed = Given.Request(Past.UntilClosed);
    private const int LastDay = 43;

    [Fact]
    public void A_contest_opens_the_file_at_once_and_the_clock_starts_anew()
    {
        var events = Contest(Closed, LastDay);
        var (from, calendar) = (Given.On(LastDay).Day(), Given.Calendar);
        events[1].ShouldBe(new RequestReopened(
            Given.On(LastDay), Past.Matter, 1, calendar.AddWorkingDays(from, 20), calendar.AddWorkingDays(from, 12)));

        var reopened = Given.Fold(Closed, events);
        reopened.Status.ShouldBe(RequestStatus.Ready);
        reopened.ReadyAt.ShouldBe(Given.On(LastDay));
        reopened.Contests.ShouldBe(1);
        (reopened.Decision, reopened.Closure, reopened.ContestBy, reopened.AppealBy).ShouldBe((null, null, null, null));
        reopened.DatesBy(calendar).ShouldBe((reopened.LegalLimit, reopened.Promise));
    }

    [Fact]
    public void The_figures_of_the_undone_decision_stay_with_the_contest()
    {
        var contested = Contest(Closed)[0].ShouldBeOfType<ClosureContested>();
        contested.Undone.ShouldBe(new(Given.On(10).Day(), 8, true, Outcome.Granted));
        Then.Words(contested.Grounds).ShouldBe("Nothing was done.");
    }

    [Fact]
    public void Earlier_stops_and_extensions_do_not_follow_into_the_new_clock()
    {
        var before = Given.Request(
        [
            .. Past.UntilReady,
            new RequestExtended(Given.On(1), Past.Matter, "ENV-014", "complexity", 5, default, default),
            Past.Asked, new QuestionLapsed(Given.On(20), Past.Matter, default, default),
            Past.Decided(), Past.Notified, Past.Closed(),
        ]);
        var reopened = Given.Fold(before, Contest(before));
        (reopened.Stops.Count, reopened.Extensions, reopened.ExtensionDays).ShouldBe((0, 0, 0));
        reopened.DatesBy(Given.Calendar).ShouldBe((reopened.LegalLimit, reopened.Promise));
    }

    [Fact]
    public void After_the_last_day_the_closure_is_settled() =>
        Then.Refusal("contest.window-closed", () => Contest(Closed, LastDay + 1));

    [Fact]
    public void As_it_is_once_confirmed() =>
        Then.Refusal("contest.window-closed", () => Contest(Given.Fold(Closed, Past.Confirmed)));

    [Fact]
    public void Only_a_closed_file_is_contested() =>
        Then.Refusal("contest.not-closed", () => Contest(Given.Request(Past.UntilNotified)));

    [Fact]
    public void And_not_one_that_the_applicant_took_back() =>
        Then.Refusal("contest.withdrawn-by-applicant",
            () => Contest(Given.Request([Past.Submitted, .. Past.Withdrawn]), 2));

    [Fact]
    public void A_contest_has_grounds() =>
        Then.Refusal("contest.grounds-empty", () => Contest(Closed, grounds: ""), 422);

    [Fact]
    public void Nobody_contests_for_the_applicant() =>
        Then.Refusal("request.not-the-applicant", () => Contest(Closed, by: Who.Officer), 403);

    private static object[] Contest(
        Request request, int day = 14, Actor? by = null, string grounds = "Nothing was done. ") =>
    [
        .. ContestClosureHandler.Handle(
            new(Given.Id, grounds), request, Given.Handbook, by ?? Who.Applicant, Given.On(day)),
    ];
}
