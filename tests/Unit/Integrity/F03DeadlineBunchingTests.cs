using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F03DeadlineBunchingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void An_office_that_decides_at_the_very_end_where_others_do_not_is_a_reason_to_look()
    {
        for (var i = 0; i < 7; i++) Office($"office {i}", 25, last: i % 3);
        Office("late", 25, last: 20);
        _given.EndOfDay();
        var signal = _given.One("F03");
        (signal.Department, signal.Officer, signal.N, signal.Value).ShouldBe(("late", null, 25, 0.8));
    }

    [Fact]
    public void Where_all_do_alike_none_stands_out()
    {
        for (var i = 0; i < 8; i++) Office($"office {i}", 25, last: 12 + (i % 3));
        _given.EndOfDay();
        _given.Of("F03").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, 25)]
    [InlineData(7, 19)]
    public void Among_too_few_offices_and_with_too_few_decisions_nothing_is_said(int offices, int decisions)
    {
        for (var i = 0; i < offices; i++) Office($"office {i}", 25, last: 0);
        Office("late", decisions, last: 15);
        _given.EndOfDay();
        _given.Of("F03").ShouldBeEmpty();
    }

    [Fact]
    public void A_decision_after_the_limit_is_late_and_no_bunching()
    {
        for (var i = 0; i < 7; i++) Office($"office {i}", 25, last: 0);
        Office("over", 25, last: 20, onTime: false);
        _given.EndOfDay();
        _given.Of("F03").ShouldBeEmpty();
    }

    private void Office(string office, int decisions, int last, bool onTime = true)
    {
        for (var i = 0; i < decisions; i++)
        {
            var file = _given.Filed();
            var matter = GivenCases.Matter with { Department = office };
            var limit = Given.Calendar.AddWorkingDays(_given.Now.Day(), i < last ? 1 : 15);
            _given.Add(file,
                new RequestTransferred(_given.Now, matter, "environment", "ENV-014", "reorganisation", null));
            _given.Add(file, new RequestReady(_given.Now, matter, "X-1", 1, 20, 12, limit, limit));
            _given.Add(file, new RequestDecided(_given.Now, matter, "X-1", "env-siting", 7,
                Past.Answers(Outcome.Granted), Outcome.Granted, Outcome.Granted, null, [], null, null, null, 1,
                onTime, 0, null));
        }
    }
}
