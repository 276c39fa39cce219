using EGov.Casework;

namespace EGov.Unit.Integrity;

public class F12WanderingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_file_that_goes_there_and_back_is_a_reason_to_look()
    {
        var file = _given.Filed();
        var sent = Move(file, "environment", "regional-water");
        _given.Of("F12").ShouldBeEmpty();
        var returned = Move(file, "regional-water", "environment", "WAT-007");
        var signal = _given.One("F12");
        (signal.Request, signal.Officer, signal.Value).ShouldBe((file, null, 1));
        signal.Evidence.ShouldBe([sent, returned]);
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

    [Fact]
    public void An_officer_whose_files_come_back_again_and_again_is_a_reason_to_look()
    {
        _given.Files(60);
        var shoved = Enumerable.Range(0, 25).Select(i => There(i < 8)).ToList();
        _given.EndOfDay();
        var signal = _given.Of("F12").Single(one => one.Officer is not null);
        (signal.Officer, signal.N, signal.EvidenceTotal).ShouldBe(("ENV-031", 21, 16));
        _given.Of("F12").Count(one => one.Request is { } file && shoved.Contains(file)).ShouldBe(8);
    }

    [Fact]
    public void One_who_sends_on_what_stays_there_is_not()
    {
        _given.Files(60);
        for (var i = 0; i < 25; i++) There(isReturned: i < 4);
        _given.EndOfDay();
        _given.Of("F12").ShouldAllBe(one => one.Officer == null);
    }

    private Guid There(bool isReturned)
    {
        var file = _given.Filed();
        Move(file, "environment", "regional-water", "ENV-031");
        if (isReturned) Move(file, "regional-water", "environment", "WAT-007");
        _given.Now = _given.Now.AddHours(3);
        return file;
    }

    private Guid Move(Guid file, string from, string to, string by = "ENV-014") => _given.Add(file,
        new RequestTransferred(
            _given.Now, GivenCases.Matter with { Department = to }, from, by, "out-of-competence", null));
}
