using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F07SplittingTests
{
    private const long Limit = 1_000_000_000;
    private readonly GivenCases _given = new(terms => terms with { HasValue = true });

    public F07SplittingTests() => _given.Set("F07", ("limit", Limit));

    [Fact]
    public void Two_parts_that_together_pass_the_threshold_are_a_reason_to_look()
    {
        _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        var second = _given.File("ENV-014", applicant: "somebody", value: 500_000_000);
        var signal = _given.One("F07");
        (signal.Request, signal.Officer, signal.N, signal.Value).ShouldBe((second, null, 2, 1.1));
        signal.EvidenceTotal.ShouldBe(2);
    }

    [Fact]
    public void Three_that_all_came_to_one_officer_are_said_of_him()
    {
        for (var i = 0; i < 3; i++) _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        _given.Of("F07").Select(signal => signal.Officer).ShouldBe([null, "ENV-014"]);
    }

    [Fact]
    public void So_are_two_where_another_applicant_had_two_with_him_as_well()
    {
        for (var i = 0; i < 2; i++) _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        for (var i = 0; i < 2; i++) _given.File("ENV-021", applicant: "somebody else", value: 600_000_000);
        for (var i = 0; i < 2; i++) _given.File("ENV-014", applicant: "a third", value: 600_000_000);
        _given.Of("F07").Select(signal => signal.Officer).ShouldBe([null, null, "ENV-014"]);
    }

    [Fact]
    public void Parts_that_two_officers_granted_are_said_of_neither()
    {
        _given.File("ENV-014", applicant: "somebody", value: 300_000_000);
        _given.File("ENV-014", applicant: "somebody", value: 300_000_000);
        _given.File("ENV-021", applicant: "somebody", value: 500_000_000);
        _given.One("F07").Officer.ShouldBeNull();
    }

    [Theory]
    [InlineData(300_000_000, 600_000_000)]
    [InlineData(Limit, 600_000_000)]
    public void Parts_that_stay_below_and_one_that_is_above_by_itself_are_not(long first, long second)
    {
        _given.File("ENV-014", applicant: "somebody", value: first);
        _given.File("ENV-014", applicant: "somebody", value: second);
        _given.Of("F07").ShouldBeEmpty();
    }

    [Fact]
    public void One_part_alone_and_parts_of_two_applicants_are_not()
    {
        _given.File("ENV-014", applicant: "somebody", value: 999_999_999);
        _given.File("ENV-014", applicant: "somebody else", value: 999_999_999);
        _given.File("ENV-014", value: 999_999_999);
        _given.Of("F07").ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_part_gave_nothing_away()
    {
        _given.File("ENV-014", applicant: "somebody", value: 600_000_000, outcome: Outcome.Refused);
        _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        _given.Of("F07").ShouldBeEmpty();
    }

    [Fact]
    public void Parts_of_different_seasons_are_not_of_one()
    {
        _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        _given.Now = _given.Now.AddDays(31);
        _given.File("ENV-014", applicant: "somebody", value: 600_000_000);
        _given.Of("F07").ShouldBeEmpty();
    }

    [Fact]
    public void A_service_may_have_a_threshold_of_its_own()
    {
        _given.Set("F07", ("limit:" + GivenCases.Asked, 100));
        _given.File("ENV-014", applicant: "somebody", value: 60);
        _given.File("ENV-014", applicant: "somebody", value: 60);
        _given.One("F07").Version.ShouldBe(3);
    }
}
