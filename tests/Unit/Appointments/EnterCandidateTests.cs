using EGov.Appointments;
using EGov.Privacy;

namespace EGov.Unit.Appointments;

public class EnterCandidateTests
{
    private static readonly EnterCandidate Someone =
        new(Given.Id, "سارا نمونه", "۹۹۹۰۰۰۰۰۱۸", "woman", "head", "ENV-031");

    private static readonly object[] Vacant = [GivenPost.Established, GivenPost.CriteriaSet, GivenPost.Opened];

    [Fact]
    public void Everything_about_the_person_lies_under_a_key_of_its_own()
    {
        var entered = Enter(Someone);
        SealedMembers.Of(entered).Count().ShouldBe(6);
        SealedMembers.Of(entered).ShouldAllBe(found => found.Value.Subject == GivenPost.First);
        Then.Words(entered.Gender).ShouldBe("woman");
        Then.Words(entered.Number).ShouldBe("9990000018");
    }

    [Fact]
    public void The_last_day_is_a_day_to_stand_and_the_next_is_not()
    {
        Enter(Someone, at: Given.On(10)).Vacancy.ShouldBe(1);
        Then.Refusal("candidate.too-late", () => Enter(Someone, at: Given.On(11)));
    }

    [Fact]
    public void Name_number_gender_level_and_code_are_what_they_say()
    {
        Then.Refusal("candidate.name-missing", () => Enter(Someone with { Name = " " }), 422);
        Then.Refusal("candidate.number-wrong", () => Enter(Someone with { Number = "1234567890" }), 422);
        Then.Refusal("candidate.gender-unknown", () => Enter(Someone with { Gender = "?" }), 422);
        Then.Refusal("candidate.level-unknown", () => Enter(Someone with { Level = "captain" }), 422);
        Then.Refusal("candidate.officer-unknown", () => Enter(Someone with { Officer = "ENV-404" }), 422);
    }

    [Fact]
    public void Nobody_stands_before_himself() =>
        Then.Refusal("candidate.on-the-panel", () => Enter(Someone with { Officer = "ENV-014" }));

    [Fact]
    public void Nobody_stands_twice() => Then.Refusal("candidate.stands-already", () => Enter(Someone, isThere: true));

    private static CandidateEntered Enter(
        EnterCandidate command, DateTimeOffset? at = null, bool isThere = false) =>
        EnterCandidateHandler.Decide(command, GivenPost.Of(Vacant), new("mark", isThere, GivenPost.Balance),
            GivenPost.First, Given.Handbook, GivenPost.Governor, at ?? Given.On(3));
}
