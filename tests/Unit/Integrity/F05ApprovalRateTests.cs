using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F05ApprovalRateTests
{
    private readonly GivenCases _given = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_grants_far_less_or_far_more_than_the_service_does_is_a_reason_to_look(bool grants)
    {
        Usual(100, refuses: grants ? 2 : 5);
        for (var i = 0; i < 40; i++) Decide("ENV-031", grants ? Outcome.Granted : Outcome.Refused);
        _given.EndOfDay();
        var signal = _given.Of("F05").Single(one => one.Officer == "ENV-031");
        signal.N.ShouldBeInRange(20, 40);
        (signal.Value > 0).ShouldBe(grants);
    }

    [Fact]
    public void A_common_rate_is_nobodys_own()
    {
        Usual(200, refuses: 5);
        _given.EndOfDay();
        _given.Of("F05").ShouldBeEmpty();
    }

    [Fact]
    public void Where_all_is_granted_there_is_no_rate_to_leave()
    {
        for (var i = 0; i < 60; i++) Decide(GivenCases.Staff[i % 5], Outcome.Granted);
        _given.EndOfDay();
        _given.Of("F05").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        Usual(100, refuses: 10);
        for (var i = 0; i < 19; i++) Decide("ENV-031", Outcome.Refused);
        _given.EndOfDay();
        _given.Of("F05").ShouldBeEmpty();
    }

    [Fact]
    public void What_another_system_does_not_tell_counts_on_neither_side()
    {
        Usual(100, refuses: 5);
        for (var i = 0; i < 40; i++) Decide("ENV-031", Outcome.Unstated);
        _given.EndOfDay();
        _given.Of("F05").ShouldBeEmpty();
    }

    private void Usual(int many, int refuses)
    {
        for (var i = 0; i < many; i++)
            Decide(GivenCases.Staff[i / refuses % 5], i % refuses == 0 ? Outcome.Refused : Outcome.Granted);
    }

    private void Decide(string officer, Outcome outcome)
    {
        _given.File(officer, 0.3, outcome: outcome);
        _given.Now = _given.Now.AddMinutes(-20);
    }
}
