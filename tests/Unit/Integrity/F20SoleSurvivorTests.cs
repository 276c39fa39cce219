using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F20SoleSurvivorTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_draw_from_one_after_the_others_were_excluded_is_a_reason_to_look()
    {
        var file = Draw(["ENV-014"], "ENV-021", "ENV-006");
        var signal = _given.One("F20");
        (signal.Request, signal.Officer, signal.Value).ShouldBe((file, null, 2));
    }

    [Fact]
    public void A_draw_from_several_is_not()
    {
        Draw(["ENV-014", "ENV-021"], "ENV-006", "ENV-009");
        _given.Of("F20").ShouldBeEmpty();
    }

    [Fact]
    public void Nor_is_one_where_there_are_too_few_to_exclude()
    {
        Draw(["ENV-014"], "ENV-021");
        Draw(["ENV-014"]);
        _given.Of("F20").ShouldBeEmpty();
    }

    private Guid Draw(string[] pool, params string[] excluded)
    {
        var file = _given.Filed();
        _given.Add(file, new DrawRequested(_given.Now, GivenCases.Matter, Guid.NewGuid(), pool,
            [.. excluded.Select(officer => new DrawExclusion(officer, "absent", null))], 1, pool.Length, [],
            _given.Now.AddHours(1), null, null));
        return file;
    }
}
