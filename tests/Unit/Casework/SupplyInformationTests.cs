using System.Text.Json;
using EGov.Casework;

namespace EGov.Unit.Casework;

public class SupplyInformationTests
{
    private static readonly Request Waiting = Given.Request([.. Past.UntilReady, Past.Asked]);

    [Fact]
    public void With_the_answer_the_clock_runs_again_and_the_dates_move_by_the_days_it_stood()
    {
        var supplied = Supply(Waiting, words: " Here it is. ");
        supplied.LegalLimit.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 2));
        supplied.Promise.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.Promise, 2));
        Then.Words(supplied.Words).ShouldBe("Here it is.");

        var running = Given.Fold(Waiting, supplied);
        running.Status.ShouldBe(RequestStatus.Ready);
        running.AnswerBy.ShouldBeNull();
        running.DatesBy(Given.Calendar).ShouldBe((supplied.LegalLimit, supplied.Promise));
    }

    [Fact]
    public void An_answer_after_its_last_day_moves_them_no_further_than_that_day()
    {
        var asked = Given.Request([.. Past.UntilReady, Past.Asked with { AnswerBy = Given.On(4).Day() }]);
        var supplied = Supply(asked);
        supplied.LegalLimit.ShouldBe(Given.Calendar.AddWorkingDays(Past.Ready.LegalLimit, 1));
        Given.Fold(asked, supplied).DatesBy(Given.Calendar).ShouldBe((supplied.LegalLimit, supplied.Promise));
    }

    [Fact]
    public void Before_the_file_was_complete_it_goes_back_to_be_completed()
    {
        var waiting = Given.Request(Past.Submitted, Past.Assigned, Past.AskedBeforeReady);
        var supplied = Supply(waiting);
        (supplied.LegalLimit, supplied.Promise).ShouldBe((null, null));
        Given.Fold(waiting, supplied).Status.ShouldBe(RequestStatus.Submitted);
    }

    [Fact]
    public void A_fact_replaces_the_earlier_one_and_leaves_the_others()
    {
        var state = Given.Fold(Waiting, Supply(Waiting, facts: new() { ["distance"] = JsonElement.Parse("812") }));
        state.Facts["distance"].GetRawText().ShouldBe("812");
        Then.Words(state.SealedFacts["income"]).ShouldBe("500000000");
    }

    [Fact]
    public void A_personal_one_is_sealed()
    {
        var supplied = Supply(Waiting, facts: new() { ["income"] = JsonElement.Parse("1") });
        supplied.Facts.ShouldBeEmpty();
        supplied.SealedFacts["income"].Subject.ShouldBe(Given.Id);
    }

    [Fact]
    public void A_document_is_an_answer() =>
        Supply(Waiting, words: null, documents: ["plan"]).Documents.ShouldBe(["plan"]);

    [Fact]
    public void Of_the_service() =>
        Then.Refusal("supply.document-unknown", () => Supply(Waiting, documents: ["passport"]), 422);

    [Fact]
    public void Nothing_is_no_answer() => Then.Refusal("supply.empty", () => Supply(Waiting, words: " "), 422);

    [Fact]
    public void Nothing_is_answered_that_was_not_asked() =>
        Then.Refusal("supply.nothing-asked", () => Supply(Given.Request(Past.UntilReady)));

    [Fact]
    public void Only_facts_that_the_service_asks_for_count() =>
        Then.Refusal("fact.unknown", () => Supply(Waiting, facts: new() { ["height"] = JsonElement.Parse("1") }), 422);

    [Fact]
    public void Nobody_answers_for_the_applicant() =>
        Then.Refusal("request.not-the-applicant", () => Supply(Waiting, by: Who.Stranger), 403);

    private static InformationSupplied Supply(
        Request request, string? words = "Here.", Dictionary<string, JsonElement>? facts = null,
        IReadOnlyList<string>? documents = null, Actor? by = null) =>
        SupplyInformationHandler.Handle(
            new(Given.Id, facts, words, documents), request, Given.Handbook, by ?? Who.Applicant, Given.On(5));
}
