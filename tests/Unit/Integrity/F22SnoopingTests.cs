namespace EGov.Unit.Integrity;

public class F22SnoopingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void Opening_files_without_a_task_again_and_again_is_a_reason_to_look()
    {
        Readers(12);
        for (var i = 0; i < 7; i++) _given.Opened(_given.Filed(), _given.Now, "ENV-077");
        _given.EndOfDay();
        var signal = _given.One("F22");
        (signal.Officer, signal.Value, signal.N, signal.Department).ShouldBe(("ENV-077", 7, 7, "environment"));
        _given.EndOfDay();
        _given.Of("F22").Count.ShouldBe(1);
    }

    [Fact]
    public void With_a_task_files_are_there_to_be_opened()
    {
        Readers(12);
        for (var i = 0; i < 30; i++) _given.Opened(_given.Filed(), _given.Now, "ENV-077", "holder");
        for (var i = 0; i < 4; i++) _given.Opened(_given.Filed(), _given.Now, "ENV-077");
        _given.EndOfDay();
        _given.Of("F22").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("integrity")]
    public void Who_looks_into_files_has_that_for_a_task(string role)
    {
        Readers(12);
        for (var i = 0; i < 30; i++) _given.Opened(_given.Filed(), _given.Now, "AUD-03", role: role);
        _given.EndOfDay();
        _given.Of("F22").ShouldBeEmpty();
    }

    [Fact]
    public void Among_too_few_readers_nothing_is_said()
    {
        Readers(8);
        for (var i = 0; i < 7; i++) _given.Opened(_given.Filed(), _given.Now, "ENV-077");
        _given.EndOfDay();
        _given.Of("F22").ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_that_come_faster_than_they_can_be_read_are_a_reason_to_look()
    {
        Stamp(5, minutes: 2);
        var signal = _given.One("F22");
        (signal.Officer, signal.N, signal.Value).ShouldBe(("ENV-014", 5, 8));
    }

    [Fact]
    public void At_an_ordinary_pace_and_of_another_system_they_are_not()
    {
        Stamp(4, minutes: 2);
        Stamp(8, minutes: 3);
        Stamp(6, minutes: 0, channel: "import");
        _given.Of("F22").ShouldBeEmpty();
    }

    private void Readers(int many)
    {
        for (var i = 0; i < many; i++)
        {
            _given.Opened(_given.Filed(), _given.Now, $"ENV-{100 + i}", "holder");
            if (i % 3 == 0) _given.Opened(_given.Filed(), _given.Now, $"ENV-{100 + i}");
        }
    }

    private void Stamp(int many, int minutes, string channel = "portal")
    {
        for (var i = 0; i < many; i++)
        {
            var file = _given.Filed(channel: channel);
            _given.Taken(file, _given.Now, "ENV-014");
            _given.Ready(file, _given.Now, "ENV-014");
            _given.Decided(file, _given.Now, "ENV-014");
            if (i < many - 1) _given.Now = _given.Now.AddMinutes(minutes);
        }

        _given.EndOfDay();
    }
}
