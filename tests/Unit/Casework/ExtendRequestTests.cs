using EGov.Casework;

namespace EGov.Unit.Casework;

public class ExtendRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);

    [Fact]
    public void Both_dates_move_by_the_days_that_the_service_allows()
    {
        var extended = Extend(Ready);
        extended.Days.ShouldBe(5);
        extended.LegalLimit.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 5));
        extended.Promise.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.Promise, 5));

        var state = Given.Fold(Ready, extended);
        state.DatesBy(Given.Calendar).ShouldBe((extended.LegalLimit, extended.Promise));
        state.Extensions.ShouldBe(1);
    }

    [Fact]
    public void On_the_last_day_it_can_still_be_extended() => Extend(Ready, LastDay).Days.ShouldBe(5);

    [Fact]
    public void A_day_later_it_cannot() => Then.Refusal("extension.limit-passed", () => Extend(Ready, LastDay + 1));

    [Fact]
    public void Nor_more_often_than_the_service_allows() =>
        Then.Refusal("extension.used-up", () => Extend(Given.Fold(Ready, Extend(Ready))));

    [Fact]
    public void Nor_where_the_service_has_no_extension() =>
        Then.Refusal("extension.not-offered",
            () => Extend(Ready, handbook: Given.By(Given.Terms with { Extension = null })));

    [Fact]
    public void It_needs_a_ground_of_the_list() =>
        Then.Refusal("extension.ground-not-listed", () => Extend(Ready, ground: "too-busy"), 422);

    [Fact]
    public void A_clock_that_stands_is_not_extended() =>
        Then.Refusal("request.waiting-for-applicant", () => Extend(Given.Fold(Ready, Past.Asked)));

    [Fact]
    public void Nor_one_that_has_not_begun() =>
        Then.Refusal("request.not-ready", () => Extend(Given.Request(Past.Submitted, Past.Assigned)));

    [Fact]
    public void Only_the_officer_who_holds_the_file_extends_it() =>
        Then.Refusal("request.held-by-another", () => Extend(Ready, by: Who.Colleague), 403);

    private static readonly int LastDay = Past.Ready.LegalLimit.DayNumber - Given.Start.Day().DayNumber;

    private static RequestExtended Extend(
        Request request, int day = 3, string ground = "field-visit", Actor? by = null, Handbook? handbook = null) =>
        ExtendRequestHandler.Handle(
            new(Given.Id, ground), request, handbook ?? Given.Handbook, by ?? Who.Officer, Given.On(day));
}
