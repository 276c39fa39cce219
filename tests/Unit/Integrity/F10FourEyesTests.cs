using EGov.Organisation;

namespace EGov.Unit.Integrity;

public class F10FourEyesTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Who_decides_what_he_prepared_himself_is_a_reason_to_look()
    {
        var file = _given.File("ENV-014", preparer: "ENV-014");
        var signal = _given.One("F10");
        (signal.Request, signal.Officer, signal.Value, signal.EvidenceTotal).ShouldBe((file, "ENV-014", 1, 2));
    }

    [Fact]
    public void So_is_a_subordinate_who_decides_what_his_superior_prepared()
    {
        _given.Add(Identity.Of("officer", "GOV-900"),
            new OfficerAppointed(_given.Now, "GOV-900", "governorate", ["manager"], "head", null, []));
        _given.File("ENV-014", preparer: "GOV-900");
        _given.One("F10").Value.ShouldBe(2);
    }

    [Fact]
    public void Two_colleagues_are_two_pairs_of_eyes()
    {
        _given.File("ENV-014", preparer: "ENV-021");
        _given.File("ENV-900", preparer: "ENV-021");
        _given.Of("F10").ShouldBeEmpty();
    }

    [Fact]
    public void Where_one_may_decide_alone_he_may_prepare_as_well()
    {
        var alone = new GivenCases(terms => terms with { FourEyes = false });
        alone.File("ENV-014", preparer: "ENV-014");
        alone.Of("F10").ShouldBeEmpty();
    }

    [Fact]
    public void A_preparation_that_was_undone_by_stepping_aside_counts_no_more()
    {
        var file = _given.Filed();
        _given.Taken(file, _given.Now, "ENV-014");
        _given.Ready(file, _given.Now, "ENV-014");
        _given.Prepared(file, _given.Now, "ENV-014");
        _given.Add(file, new EGov.Casework.OfficerRecused(_given.Now, "ENV-014", "kinship"));
        _given.Prepared(file, _given.Now, "ENV-021");
        _given.Decided(file, _given.Now, "ENV-014");
        _given.Of("F10").ShouldBeEmpty();
    }

    [Fact]
    public void After_a_contest_the_two_may_change_places()
    {
        var file = _given.File("ENV-014", preparer: "ENV-021");
        _given.Contested(file, _given.Now);
        _given.Prepared(file, _given.Now, "ENV-014");
        _given.Decided(file, _given.Now, "ENV-021");
        _given.Of("F10").ShouldBeEmpty();
    }

    [Fact]
    public void Steps_of_another_system_can_be_named_for_the_two_roles()
    {
        var named = new GivenCases(terms => terms with { FourEyes = false });
        named.Set("F10", ($"preparing:{GivenCases.Asked}:T02", 1), ($"approving:{GivenCases.Asked}:T04", 1));
        var file = named.Filed();
        void Do(string step, string officer) => named.Add(
            file, new EGov.Casework.StepRecorded(named.Now, GivenCases.Matter, step, officer, null, false));
        Do("T04.determine", "ENV-014");
        named.Of("F10").ShouldBeEmpty();
        Do("T02.check", "ENV-021");
        named.Of("F10").ShouldBeEmpty();
        Do("T02.check", "ENV-014");
        named.One("F10").Officer.ShouldBe("ENV-014");
    }
}
