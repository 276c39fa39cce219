namespace EGov.Unit.Integrity;

public class F09OffHoursTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Who_decides_at_night_where_others_do_by_day_is_a_reason_to_look()
    {
        Officers(hour: 9);
        for (var i = 0; i < 24; i++) Decide("ENV-031", i < 6 ? 22 : 9, i);
        _given.EndOfDay();
        var signal = _given.One("F09");
        (signal.Officer, signal.Value, signal.EvidenceTotal, signal.Department)
            .ShouldBe(("ENV-031", 0.25, 6, "environment"));
    }

    [Fact]
    public void A_Friday_is_no_working_day_at_any_hour()
    {
        Officers(hour: 9);
        for (var i = 0; i < 24; i++) Decide("ENV-031", 9, i, isFriday: i < 6);
        _given.EndOfDay();
        _given.One("F09").Officer.ShouldBe("ENV-031");
    }

    [Fact]
    public void Now_and_then_and_where_all_do_it_is_not()
    {
        Officers(hour: 9);
        for (var i = 0; i < 24; i++) Decide("ENV-031", i < 4 ? 22 : 9, i);
        _given.EndOfDay();
        _given.Of("F09").ShouldBeEmpty();

        var all = new F09OffHoursTests();
        all.Officers(hour: 22, every: 2);
        for (var i = 0; i < 24; i++) all.Decide("ENV-031", i % 2 == 0 ? 22 : 9, i);
        all._given.EndOfDay();
        all._given.Of("F09").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_and_of_another_system_nothing_is_said()
    {
        Officers(hour: 9);
        for (var i = 0; i < 19; i++) Decide("ENV-031", 22, i);
        for (var i = 0; i < 30; i++) Decide("ENV-033", 22, i, channel: "import");
        _given.EndOfDay();
        _given.Of("F09").ShouldBeEmpty();
    }

    private void Officers(int hour, int every = 1)
    {
        for (var i = 0; i < 22; i++)
            foreach (var officer in GivenCases.Staff) Decide(officer, i % every == 0 ? hour : 9, i);
    }

    private void Decide(string officer, int hour, int day, bool isFriday = false, string channel = "portal")
    {
        var on = Given.Calendar.AddWorkingDays(Given.Start.Day(), 1 + (day % 5));
        if (isFriday) on = Given.Start.Day().AddDays(6);
        var at = on.Start().AddHours(hour);
        var file = _given.Filed(at, channel: channel);
        _given.Taken(file, at, officer);
        _given.Ready(file, at, officer);
        _given.Decided(file, at, officer);
        _given.Now = at > _given.Now ? at : _given.Now;
    }
}
