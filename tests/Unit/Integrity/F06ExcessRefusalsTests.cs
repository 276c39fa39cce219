using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F06ExcessRefusalsTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Who_refuses_far_more_than_the_colleagues_is_a_reason_to_look()
    {
        Officers(refusals: i => i % 6 == 0);
        for (var i = 0; i < 30; i++) Decide("ENV-031", i % 3 > 0);
        _given.EndOfDay();
        var signal = _given.One("F06");
        (signal.Officer, signal.N, signal.EvidenceTotal).ShouldBe(("ENV-031", 30, 20));
    }

    [Fact]
    public void Where_all_refuse_alike_nobody_stands_out()
    {
        Officers(refusals: i => i % 2 == 0);
        for (var i = 0; i < 30; i++) Decide("ENV-031", i % 2 == 0);
        _given.EndOfDay();
        _given.Of("F06").ShouldBeEmpty();
    }

    [Fact]
    public void Among_too_few_colleagues_and_with_too_few_decisions_nothing_is_said()
    {
        for (var i = 0; i < 30; i++) Decide("ENV-014", false);
        for (var i = 0; i < 30; i++) Decide("ENV-031", true);
        _given.EndOfDay();
        _given.Of("F06").ShouldBeEmpty();

        var few = new F06ExcessRefusalsTests();
        few.Officers(refusals: i => i % 6 == 0);
        for (var i = 0; i < 19; i++) few.Decide("ENV-031", true);
        few._given.EndOfDay();
        few._given.Of("F06").ShouldBeEmpty();
    }

    private void Officers(Func<int, bool> refusals)
    {
        for (var i = 0; i < 30; i++)
            foreach (var officer in GivenCases.Staff) Decide(officer, refusals(i));
    }

    private void Decide(string officer, bool isRefused)
    {
        _given.File(officer, 0.3, outcome: isRefused ? Outcome.Refused : Outcome.Granted);
        _given.Now = _given.Now.AddMinutes(-20);
    }
}
