using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class SetPostCriteriaTests
{
    [Fact]
    public void Each_list_is_a_version()
    {
        Set([GivenPost.Experience], GivenPost.Established).Version.ShouldBe(1);
        Set([GivenPost.Experience, GivenPost.Degree], GivenPost.Established, GivenPost.CriteriaSet).Version
            .ShouldBe(2);
    }

    [Fact]
    public void One_is_required_each_has_words_and_a_code_of_its_own()
    {
        Then.Refusal("criteria.nothing-required", () => Set([GivenPost.Degree]), 422);
        Then.Refusal("criteria.words-missing",
            () => Set([GivenPost.Experience with { ShownBy = new("", "") }]), 422);
        Then.Refusal("criteria.code-twice", () => Set([GivenPost.Experience, GivenPost.Experience]), 422);
    }

    [Theory]
    [InlineData("عضویت در حزب", "Experience")]
    [InlineData("التزام دینی", "Experience")]
    [InlineData("از قومیتِ محلی", "Experience")]
    [InlineData("سابقه", "Member of the Party")]
    [InlineData("سابقه", "Religious conviction")]
    public void None_asks_what_somebody_belongs_to_or_believes(string fa, string en) =>
        Then.Refusal("criteria.not-of-merit", () => Set([GivenPost.Experience with { Demand = new(fa, en) }]), 422);

    [Fact]
    public void A_word_that_only_looks_alike_is_none() =>
        Set([GivenPost.Experience with { Demand = new("دینامیک سازه و بدین‌سان", "Terrace and apartment building") }])
            .Criteria.Count.ShouldBe(1);

    [Fact]
    public void Nothing_changes_while_somebody_is_looked_for() =>
        Then.Refusal("criteria.vacancy-open", () => Set([GivenPost.Experience], GivenPost.Vacant));

    private static PostCriteriaSet Set(PostCriterion[] criteria, params object[] past) =>
        SetPostCriteriaHandler.Handle(new(Given.Id, criteria), GivenPost.Of(past), GivenPost.Governor, Given.Start);
}
