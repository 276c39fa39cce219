using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class OpenProgrammeTests
{
    [Fact]
    public void A_promise_stands_in_its_own_words_with_its_source_and_somebody_who_answers_for_it()
    {
        var opened = Open();
        (opened.Promise, opened.Owner, opened.By).ShouldBe((GivenProgramme.Words, "GVN-01", "GVN-01"));
        opened.Number.ShouldMatch("^P-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        Open(owner: "GVN-02").Owner.ShouldBe("GVN-02");
        var programme = GivenProgramme.Fold(opened);
        (programme.Number, programme.OpenedOn, programme.WatchFrom).ShouldBe(
            (opened.Number, GivenProgramme.Day(0), null));
    }

    [Fact]
    public void Somebody_of_the_governorate_answers_for_it_and_it_was_promised_before()
    {
        Then.Refusal("programme.owner-unknown", () => Open(owner: "ENV-900"), 422);
        Then.Refusal("programme.promised-later", () => Open(promisedOn: 1), 422);
        Then.Refusal("oversight.line-empty", () => Open(promise: new("", " ")), 422);
        Then.Refusal("oversight.line-too-long", () => Open(promise: new("", new('w', 1_001))), 422);
    }

    private static ProgrammeOpened Open(Text? promise = null, int promisedOn = 0, string? owner = null) =>
        OpenProgrammeHandler.Decide(
            new(promise ?? GivenProgramme.Words, new("سخنرانی", "A speech"), GivenProgramme.Day(promisedOn), owner),
            Given.Id, GivenProgramme.Handbook, GivenProgramme.Governor, Given.Start);
}
