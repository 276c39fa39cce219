using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F02UnusualSpeedTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_file_that_is_decided_far_sooner_than_its_kind_is_a_reason_to_look()
    {
        Usual(21);
        var file = Decide(6);
        var signal = _given.One("F02");
        (signal.Request, signal.Officer, signal.N).ShouldBe((file, "ENV-014", 21));
        signal.Value.ShouldBeLessThan(-20);
    }

    [Fact]
    public void One_that_takes_less_than_the_stated_minimum_is_too()
    {
        _given.Set("F02", ("minimum:" + GivenCases.Asked, 200), ("z1", 99));
        Usual(21);
        var file = Decide(199);
        _given.One("F02").Request.ShouldBe(file);
        Decide(201);
        _given.Of("F02").Count.ShouldBe(1);
    }

    [Fact]
    public void A_quick_one_among_such_is_not()
    {
        Usual(21);
        Decide(262);
        _given.Of("F02").ShouldBeEmpty();
    }

    [Fact]
    public void Very_quick_files_with_one_officer_alone_are_a_reason_to_look_at_the_officer()
    {
        _given.Set("F02", ("z1", 99));
        Usual(80);
        for (var i = 0; i < 26; i++) Decide(i % 2 == 0 ? 130 : 290, "ENV-021");
        _given.EndOfDay();
        var signal = _given.One("F02");
        (signal.Request, signal.Officer).ShouldBe((null, "ENV-021"));
    }

    [Fact]
    public void A_slack_week_is_no_habit()
    {
        _given.Set("F02", ("z1", 99));
        Usual(80);
        for (var i = 0; i < 30; i++) Decide(i < 17 ? 290 : 130, "ENV-021");
        _given.EndOfDay();
        _given.Of("F02").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        Usual(19);
        Decide(6);
        _given.Of("F02").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_with_a_ground_to_go_first_is_lawfully_quick()
    {
        Usual(21);
        var file = _given.Filed();
        _given.Taken(file, _given.Now, "ENV-014", "emergency");
        _given.Ready(file, _given.Now.AddMinutes(1), "ENV-014");
        _given.Decided(file, _given.Now.AddMinutes(3), "ENV-014");
        _given.Of("F02").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_opened_again_is_known_already()
    {
        Usual(21);
        var file = Decide(300);
        _given.Closed(file, _given.Now.AddMinutes(1), "ENV-014");
        _given.Contested(file, _given.Now.AddMinutes(2));
        _given.Decided(file, _given.Now.AddMinutes(4), "ENV-014", Outcome.Refused);
        _given.Of("F02").ShouldBeEmpty();
    }

    private void Usual(int many)
    {
        for (var i = 0; i < many; i++) Decide(280 + (7 * (i % 9)));
    }

    /// <summary>Complete when the office opens, decided so many minutes later; the next one on the next day.</summary>
    private Guid Decide(int minutes, string officer = "ENV-014")
    {
        var day = Given.Calendar.AddWorkingDays(_given.Now.Day(), 1);
        var opens = day.Start().AddHours(7.5);
        var file = _given.Filed(opens.AddMinutes(-3));
        _given.Taken(file, opens.AddMinutes(-2), officer);
        _given.Ready(file, opens, officer);
        _given.Now = opens.AddMinutes(minutes);
        _given.Decided(file, _given.Now, officer);
        return file;
    }
}
