using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class RecordIncumbentTests
{
    private static readonly RecordIncumbent Before =
        new(Given.Id, "ENV-031", Given.On(-300).Day(), Given.On(300).Day(), "woman");

    [Fact]
    public void Who_held_the_post_before_is_known_and_the_gender_sealed()
    {
        var recorded = Record(Before);
        recorded.Officer.ShouldBe("ENV-031");
        Then.Words(recorded.Gender).ShouldBe("woman");
        recorded.Gender.Subject.ShouldBe(recorded.Candidate);
    }

    [Fact]
    public void Once_and_before_any_vacancy()
    {
        Then.Refusal("incumbent.too-late", () => Record(Before, GivenPost.Vacant));
        Then.Refusal("incumbent.too-late", () => Record(Before, [GivenPost.Established, Record(Before)]));
    }

    [Fact]
    public void Not_a_term_that_begins_here()
    {
        Then.Refusal("incumbent.term-wrong", () => Record(Before with { From = Given.On(1).Day() }), 422);
        Then.Refusal("incumbent.term-wrong", () => Record(Before with { Until = Given.On(0).Day() }), 422);
        Then.Refusal("incumbent.term-wrong", () => Record(Before with { Until = Given.On(4000).Day() }), 422);
    }

    [Fact]
    public void Somebody_who_serves_recorded_by_another()
    {
        Then.Refusal("incumbent.officer-unknown", () => Record(Before with { Officer = "ENV-404" }), 422);
        Then.Refusal("incumbent.gender-unknown", () => Record(Before with { Gender = "?" }), 422);
        Then.Refusal("incumbent.himself", () => Record(Before, by: Who.Senior), 403);
    }

    private static IncumbentRecorded Record(RecordIncumbent command, object[]? past = null, Actor? by = null) =>
        RecordIncumbentHandler.Handle(command, GivenPost.Of(past ?? [GivenPost.Established]), Given.Handbook,
            by ?? GivenPost.Governor, Given.Start);
}
