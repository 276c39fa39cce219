using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class EraseCandidateTests
{
    private static readonly Actor Custodian = new("custodian", "CUS-01", "governorate");
    private static readonly object[] Over = [.. GivenPost.Assessed, GivenPost.Appointed];

    [Fact]
    public void A_second_person_erases_who_was_not_appointed()
    {
        object[] erased = [.. Over, Erase(GivenPost.Second)];
        GivenPost.Of(erased).Past.Single(one => one.Id == GivenPost.Second).IsErased.ShouldBeTrue();
        Then.Refusal("candidate.erased-already", () => Erase(GivenPost.Second, past: erased));
        Then.Refusal("candidate.same-person", () => Erase(GivenPost.Second, GivenPost.Governor), 403);
    }

    [Fact]
    public void Not_while_it_is_needed()
    {
        Then.Refusal("candidate.vacancy-open", () => Erase(GivenPost.First, past: GivenPost.Vacant));
        Then.Refusal("candidate.holds-the-post", () => Erase(GivenPost.First));
    }

    [Fact]
    public void Somebody_who_stood_on_a_ground_of_the_list()
    {
        Then.Refusal("candidate.nobody-there", () => Erase(Given.Id), 422);
        Then.Refusal("candidate.ground-not-listed", () => Erase(GivenPost.Second, ground: "tea"), 422);
    }

    private static CandidateErased Erase(
        Guid candidate, Actor? by = null, object[]? past = null, string ground = "asked") =>
        EraseCandidateHandler.Decide(
            new(Given.Id, candidate, ground), GivenPost.Of(past ?? Over), by ?? Custodian, Given.On(20));
}
