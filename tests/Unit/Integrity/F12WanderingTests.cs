using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F12WanderingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_file_that_goes_there_and_back_is_a_reason_to_look()
    {
        var file = _given.Filed();
        Move(file, "environment", "regional-water");
        _given.Of("F12").ShouldBeEmpty();
        Move(file, "regional-water", "environment", "WAT-007");
        var signal = _given.One("F12");
        (signal.Request, signal.Officer, signal.Value).ShouldBe((file, "WAT-007", 1));
        Move(file, "environment", "regional-water");
        _given.Of("F12").Count.ShouldBe(1);
    }

    [Fact]
    public void So_is_one_that_came_to_far_more_departments_than_its_service_plans_for()
    {
        var file = _given.Filed();
        Move(file, "environment", "regional-water");
        _given.Add(file, new RequestReferred(
            _given.Now, GivenCases.Matter, 1, "WAT-007", "roads", Past.Words("Road?"), _given.Now.Day()));
        _given.Decided(file, _given.Now, "WAT-007");
        _given.One("F12").Value.ShouldBe(3);
    }

    [Fact]
    public void A_file_that_goes_on_to_where_it_belongs_is_not()
    {
        var file = _given.Filed();
        Move(file, "environment", "regional-water");
        _given.Decided(file, _given.Now, "WAT-007");
        _given.Of("F12").ShouldBeEmpty();
    }

    [Fact]
    public void Nor_is_one_whose_service_plans_for_all_of_them()
    {
        var planned = new GivenCases(terms => terms with { PlannedSteps = ["environment", "regional-water", "roads"] });
        var file = planned.Filed();
        for (var i = 1; i < 4; i++)
            planned.Add(file, new RequestReferred(planned.Now, GivenCases.Matter, i, "ENV-014", $"office {i}",
                Past.Words("And?"), planned.Now.Day()));
        planned.Decided(file, planned.Now, "ENV-014");
        planned.Of("F12").ShouldBeEmpty();
    }

    private void Move(Guid file, string from, string to, string by = "ENV-014") => _given.Add(file,
        new RequestTransferred(
            _given.Now, GivenCases.Matter with { Department = to }, from, by, "out-of-competence", null));
}
