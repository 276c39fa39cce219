using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F14FalseClosureTests
{
    private readonly GivenCases _given = new();

    [Theory]
    [InlineData(Closure.OutOfCompetence)]
    [InlineData(Closure.Transferred)]
    public void Closed_as_belonging_elsewhere_and_never_moved_is_a_reason_to_look(Closure closure)
    {
        var file = _given.Filed();
        _given.Closed(file, _given.Now, "ENV-014", closure);
        _given.One("F14").Officer.ShouldBe("ENV-014");
    }

    [Fact]
    public void A_file_that_was_moved_is_rightly_closed_where_it_was()
    {
        var file = _given.Filed();
        _given.Add(file, new RequestTransferred(_given.Now, GivenCases.Matter with { Department = "regional-water" },
            "environment", "ENV-014", "out-of-competence", null));
        _given.Closed(file, _given.Now, "ENV-014", Closure.Transferred);
        _given.Of("F14").ShouldBeEmpty();
    }

    [Fact]
    public void Closures_that_are_contested_with_one_officer_alone_are_a_reason_to_look()
    {
        _given.Files(100);
        for (var i = 0; i < 8; i++) Contest("ENV-021", days: 5);
        _given.EndOfDay();
        var signal = _given.One("F14");
        signal.Officer.ShouldBe("ENV-021");
        // It is said as soon as it is beyond chance: a closing and a contest for each.
        signal.EvidenceTotal.ShouldBeInRange(12, 16);
    }

    [Fact]
    public void So_are_those_that_appeals_overturn()
    {
        _given.Files(100);
        for (var i = 0; i < 8; i++)
        {
            var file = _given.File("ENV-021", outcome: Outcome.Refused);
            _given.Add(file, new DecisionAppealed(_given.Now, GivenCases.Matter, Past.Words("No.")));
            _given.Add(file, new AppealDecided(_given.Now.AddHours(2), GivenCases.Matter, "ENV-031", "ENV-021", true,
                Outcome.Granted, [], Past.Words("Yes.")));
            _given.Now = _given.Now.AddHours(3);
        }

        _given.EndOfDay();
        _given.One("F14").Officer.ShouldBe("ENV-021");
    }

    [Fact]
    public void What_is_contested_after_the_days_that_count_and_what_all_have_alike_is_not()
    {
        _given.Files(100);
        for (var i = 0; i < 6; i++) Contest("ENV-021", days: 31);
        for (var i = 0; i < 10; i++) Contest(GivenCases.Staff[i % 5], days: 3);
        _given.EndOfDay();
        _given.Of("F14").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        _given.Files(20);
        for (var i = 0; i < 6; i++) Contest("ENV-021", days: 5);
        _given.EndOfDay();
        _given.Of("F14").ShouldBeEmpty();
    }

    [Fact]
    public void A_withdrawal_is_nobodys_closing()
    {
        for (var i = 0; i < 30; i++) _given.Closed(_given.Filed(), _given.Now, "", Closure.Withdrawn);
        _given.EndOfDay();
        _given.Of("F14").ShouldBeEmpty();
    }

    private void Contest(string officer, int days)
    {
        var file = _given.File(officer);
        _given.Contested(file, _given.Now.AddDays(days));
        _given.Now = _given.Now.AddDays(days == 31 ? 32 : 0).AddHours(1);
    }
}
