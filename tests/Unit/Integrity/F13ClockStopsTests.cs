namespace EGov.Unit.Integrity;

public class F13ClockStopsTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Stops_at_the_very_end_of_the_limit_with_one_officer_alone_are_a_reason_to_look()
    {
        _given.Files(100);
        for (var i = 0; i < 8; i++) Stop("ENV-021", after: 19, until: 20);
        _given.EndOfDay();
        var signal = _given.One("F13");
        (signal.Officer, signal.EvidenceTotal).ShouldBe(("ENV-021", 6), "It is said once it is beyond chance.");
        _given.Log.Where(e => signal.Evidence.Contains(e.Id))
            .ShouldAllBe(e => e.Data is EGov.Casework.InformationRequested);
    }

    [Fact]
    public void So_are_clocks_that_stand_for_most_of_the_time()
    {
        _given.Files(100);
        for (var i = 0; i < 9; i++) Stop("ENV-021", after: 1, until: 12);
        _given.EndOfDay();
        _given.One("F13").Officer.ShouldBe("ENV-021");
    }

    [Fact]
    public void It_is_said_of_whoever_held_the_file_where_another_decides_what_he_draws_up()
    {
        for (var i = 0; i < 100; i++)
            _given.File(GivenCases.Staff[i % 2], hours: 5, preparer: GivenCases.Staff[3 + (i % 2)]);
        for (var i = 0; i < 14; i++) _given.File(GivenCases.Staff[i % 2], hours: 5, preparer: "ENV-006");
        for (var i = 0; i < 6; i++) Stop("ENV-006", after: 19, until: 20, decider: "ENV-014");
        _given.EndOfDay();
        _given.One("F13").Officer.ShouldBe("ENV-006");
    }

    [Fact]
    public void Files_of_several_services_count_together_each_beside_those_of_its_own()
    {
        string[] services = [GivenCases.Asked, "gravel-extraction", "tree-felling"];
        foreach (var service in services)
            for (var i = 0; i < 150; i++) _given.File(GivenCases.Staff[i % 4], hours: 0.5, service: service);
        for (var i = 0; i < 15; i++) _given.File("ENV-030", hours: 0.5, service: services[i % 3]);
        for (var i = 0; i < 5; i++) Stop("ENV-030", after: 19, until: 20, service: services[i % 3]);
        _given.EndOfDay();
        var signal = _given.Of("F13").ShouldHaveSingleItem();
        (signal.Officer, signal.Service, signal.Department).ShouldBe(("ENV-030", null, "environment"));
    }

    [Fact]
    public void Where_all_ask_alike_nobody_stands_out()
    {
        _given.Files(40);
        for (var i = 0; i < 25; i++) Stop(GivenCases.Staff[i % 5], after: i % 2 == 0 ? 19 : 2, until: 22);
        _given.EndOfDay();
        _given.Of("F13").ShouldBeEmpty();
    }

    [Fact]
    public void A_question_before_the_file_was_complete_stops_no_clock()
    {
        _given.Files(100);
        for (var i = 0; i < 5; i++)
        {
            var file = _given.Filed();
            _given.Taken(file, _given.Now, "ENV-021");
            _given.Add(file, new EGov.Casework.InformationRequested(_given.Now, GivenCases.Matter, "ENV-021",
                Past.Words("Plan?"), _given.Now.Day().AddDays(9), ClockStopped: false, null, null));
            _given.Supplied(file, _given.Now.AddDays(8));
            _given.Ready(file, _given.Now.AddDays(8), "ENV-021");
            _given.Decided(file, _given.Now.AddDays(9), "ENV-021");
            _given.Now = _given.Now.AddDays(10);
        }

        _given.EndOfDay();
        _given.Of("F13").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        _given.Files(20);
        for (var i = 0; i < 5; i++) Stop("ENV-021", after: 19, until: 20);
        _given.EndOfDay();
        _given.Of("F13").ShouldBeEmpty();
    }

    /// <summary>A file with a limit of 20 working days whose clock stands from one of them to another.</summary>
    private void Stop(
        string officer, int after, int until, string? decider = null, string service = GivenCases.Asked)
    {
        var ready = Given.Calendar.AddWorkingDays(_given.Now.Day(), 1).Start().AddHours(8);
        DateTimeOffset On(int day) => Given.Calendar.AddWorkingDays(ready.Day(), day).Start().AddHours(9);
        var file = _given.Filed(ready.AddMinutes(-10), service: service);
        _given.Taken(file, ready.AddMinutes(-5), officer);
        _given.Ready(file, ready, officer);
        _given.Stopped(file, On(after), officer);
        _given.Supplied(file, On(until));
        if (decider is not null) _given.Prepared(file, On(until + 1).AddMinutes(-5), officer);
        _given.Decided(file, On(until + 1), decider ?? officer);
        _given.Now = On(until + 1).AddHours(1);
    }
}
