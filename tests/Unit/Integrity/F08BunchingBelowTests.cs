using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F08BunchingBelowTests
{
    private readonly GivenCases _given = new(terms => terms with { HasValue = true });

    public F08BunchingBelowTests() => _given.Set("F08", ("limit", 1_000_000_000));

    [Fact]
    public void Sums_just_below_the_threshold_and_none_above_it_are_a_reason_to_look()
    {
        for (var i = 0; i < 24; i++) Grant(900_000_000 + (i * 4_000_000));
        _given.EndOfDay();
        var signal = _given.One("F08");
        (signal.Service, signal.Officer, signal.N, signal.Value).ShouldBe((GivenCases.Asked, null, 24, 1));
    }

    [Fact]
    public void Sums_on_both_sides_are_not()
    {
        for (var i = 0; i < 40; i++) Grant(905_000_000 + (i * 7 % 40 * 4_700_000));
        _given.EndOfDay();
        _given.Of("F08").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_and_of_sums_far_away_nothing_is_said()
    {
        for (var i = 0; i < 19; i++) Grant(950_000_000);
        for (var i = 0; i < 40; i++) Grant(300_000_000);
        _given.EndOfDay();
        _given.Of("F08").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_refused_is_no_sum()
    {
        for (var i = 0; i < 40; i++) _given.File("ENV-014", 1, value: 950_000_000, outcome: Outcome.Refused);
        _given.EndOfDay();
        _given.Of("F08").ShouldBeEmpty();
    }

    private void Grant(long value) => _given.File(GivenCases.Staff[value % 5], 1, value: value);
}
