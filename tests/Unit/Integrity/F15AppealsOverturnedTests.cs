using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F15AppealsOverturnedTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Who_falls_on_appeal_again_and_again_where_others_stand_is_a_reason_to_look()
    {
        Officers(overturned: i => i == 0);
        for (var i = 0; i < 10; i++) Appeal("ENV-031", isOverturned: i < 8);
        _given.EndOfDay();
        var signal = _given.One("F15");
        (signal.Officer, signal.N, signal.EvidenceTotal).ShouldBe(("ENV-031", 10, 8));
        _given.Log.Where(e => signal.Evidence.Contains(e.Id)).ShouldAllBe(e => e.Data is AppealDecided);
    }

    [Fact]
    public void Where_all_fall_alike_nobody_stands_out()
    {
        Officers(overturned: i => i % 2 == 0);
        for (var i = 0; i < 10; i++) Appeal("ENV-031", i % 2 == 0);
        _given.EndOfDay();
        _given.Of("F15").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_appeals_nothing_is_said()
    {
        Officers(overturned: i => i == 0);
        for (var i = 0; i < 7; i++) Appeal("ENV-031", true);
        _given.EndOfDay();
        _given.Of("F15").ShouldBeEmpty();
    }

    [Fact]
    public void What_nobody_appealed_against_does_not_count()
    {
        Officers(overturned: _ => false);
        _given.Files(60);
        _given.EndOfDay();
        _given.Of("F15").ShouldBeEmpty();
    }

    private void Officers(Func<int, bool> overturned)
    {
        for (var i = 0; i < 10; i++)
            foreach (var officer in GivenCases.Staff) Appeal(officer, overturned(i));
    }

    private void Appeal(string officer, bool isOverturned)
    {
        var file = _given.File(officer, 0.5, outcome: Outcome.Refused);
        _given.Add(file, new DecisionAppealed(_given.Now, GivenCases.Matter, Past.Words("No.")));
        _given.Add(file, new AppealDecided(_given.Now, GivenCases.Matter, "ENV-900", officer, isOverturned,
            isOverturned ? Outcome.Granted : Outcome.Refused, [], Past.Words("So be it.")));
        _given.Now = _given.Now.AddMinutes(-20);
    }
}
