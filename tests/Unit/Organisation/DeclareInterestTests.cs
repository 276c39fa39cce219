using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Unit.Organisation;

public class DeclareInterestTests
{
    private static readonly Guid Interest = new("0198f3c2-7a41-7b09-9d1e-000000000001");

    [Fact]
    public void What_is_declared_lies_under_the_key_of_the_office_and_its_mark_is_that_of_a_file()
    {
        var declared = Declare(new("sibling", " علي ", "۰۰۱-۲۳۴۵۶۷-۹"));
        (declared.Officer, declared.Interest).ShouldBe(("ENV-014", Interest));
        Then.Words(declared.Relation).ShouldBe("sibling");
        Then.Words(declared.Name).ShouldBe("علی");
        Then.Words(declared.Number).ShouldBe("0012345679");
        Then.Words(declared.Mark).ShouldBe(Given.Master.Mark("person", "0012345679"));
        SealedMembers.Of(declared).Select(found => found.Value.Subject).Distinct().ShouldBe([Subjects.Integrity]);
    }

    [Fact]
    public void A_company_is_known_by_its_own_number()
    {
        Then.Words(Declare(new("shares", "Sample", "10380284790")).Mark)
            .ShouldBe(CivilNumber.MarkOfCompany(Given.Master, "10380284790"));
        Then.Refusal("interest.company-number-wrong", () => Declare(new("shares", "Sample", "0012345679")), 422);
    }

    [Fact]
    public void And_a_person_by_his() => Then.Refusal("interest.national-number-wrong",
        () => Declare(new("sibling", "Sample", "10380284790")), 422);

    [Fact]
    public void The_tie_is_one_of_the_list() =>
        Then.Refusal("interest.relation-unknown", () => Declare(new("tea", "Sample", "0012345679")), 422);

    [Fact]
    public void And_the_other_has_a_name() =>
        Then.Refusal("interest.name-missing", () => Declare(new("sibling", " ", "0012345679")), 422);

    [Fact]
    public void Only_who_serves_declares() => Then.Refusal("interest.declarer-not-serving",
        () => Declare(new("sibling", "Sample", "0012345679"), Who.Applicant), 403);

    [Fact]
    public void It_stands_with_its_officer() => Given.Fold(
            Given.Handbook.Officers["ENV-014"], Declare(new("sibling", "Sample", "0012345679")))
        .Interests.Single().Id.ShouldBe(Interest);

    private static InterestDeclared Declare(DeclareInterest command, Actor? by = null) =>
        DeclareInterestHandler.Decide(
            command, Interest, Given.Master, Given.Handbook, by ?? Who.Officer, Given.Start);
}
