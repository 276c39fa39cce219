namespace EGov.Unit.Integrity;

public class F01QueueJumpingTests
{
    private readonly GivenCases _given = new();

    [Fact]
    public void A_later_file_that_is_taken_first_without_a_ground_is_a_reason_to_look()
    {
        _given.Files(12);
        var (earlier, later) = TwoWait();
        var act = _given.Taken(later, _given.Now, "ENV-014");

        var signal = _given.One("F01");
        (signal.Request, signal.Officer, signal.Value, signal.N).ShouldBe((later, "ENV-014", 1, 25));
        signal.Evidence[0].ShouldBe(act);
        signal.Evidence[1].ShouldBe(_given.Log.Single(e => e.StreamId == earlier).Id);
        (signal.Service, signal.Department, signal.Version).ShouldBe((GivenCases.Asked, "environment", 1));
    }

    [Fact]
    public void A_later_file_that_is_decided_first_is_too()
    {
        _given.Files(12);
        var (earlier, later) = TwoWait();
        foreach (var file in (Guid[])[earlier, later])
        {
            _given.Taken(file, _given.Now.AddMinutes(1), "ENV-014");
            _given.Ready(file, file == earlier ? _given.Now.AddMinutes(2) : _given.Now.AddMinutes(3), "ENV-014");
        }

        _given.Decided(later, _given.Now.AddHours(1), "ENV-014");
        _given.One("F01").Request.ShouldBe(later);
    }

    [Theory, InlineData(false, false, true), InlineData(false, true, false), InlineData(true, false, false)]
    public void Preparing_the_earlier_one_excuses_only_where_a_colleague_must_decide_it(
        bool fourEyes, bool isAgainstCriteria, bool isPassed)
    {
        var given = new GivenCases(terms => terms with { FourEyes = fourEyes });
        given.Files(12);
        var (earlier, later) = (given.Filed(given.Now), given.Filed(given.Now.AddMinutes(1)));
        foreach (var (file, minute) in new[] { (earlier, 2), (later, 4) })
        {
            given.Taken(file, given.Now.AddMinutes(minute), "ENV-014");
            given.Ready(file, given.Now.AddMinutes(minute + 1), "ENV-014");
        }

        given.Prepared(earlier, given.Now.AddMinutes(6), "ENV-014", isAgainstCriteria ? "court-order" : null);
        given.Decided(later, given.Now.AddMinutes(7), "ENV-014");
        given.Of("F01").Any(signal => signal.Request == later).ShouldBe(isPassed);
    }

    [Fact]
    public void Who_takes_the_first_passes_nobody()
    {
        _given.Files(12);
        var (earlier, later) = TwoWait();
        _given.Taken(earlier, _given.Now, "ENV-014");
        _given.Taken(later, _given.Now, "ENV-021");
        _given.EndOfDay();
        _given.Of("F01").ShouldBeEmpty();
    }

    [Fact]
    public void A_ground_on_record_is_lawful()
    {
        _given.Files(12);
        _given.Taken(TwoWait().Later, _given.Now, "ENV-014", "court-order");
        _given.EndOfDay();
        _given.Of("F01").ShouldBeEmpty();
    }

    [Fact]
    public void Of_too_few_nothing_is_said()
    {
        _given.Files(9);
        _given.Taken(TwoWait().Later, _given.Now, "ENV-014");
        _given.Of("F01").ShouldBeEmpty();
    }

    [Fact]
    public void Where_no_order_is_promised_none_is_broken()
    {
        var open = new GivenCases(terms => terms with { Queue = "open" });
        open.Files(12);
        var first = open.Filed(open.Now);
        var second = open.Filed(open.Now.AddMinutes(1));
        open.Taken(second, open.Now.AddMinutes(2), "ENV-014");
        open.Of("F01").ShouldBeEmpty();
        open.Book.Cases.Find(first).ShouldNotBeNull();
    }

    [Fact]
    public void Nor_is_a_file_passed_that_its_officer_stepped_aside_from()
    {
        _given.Files(12);
        var (earlier, later) = TwoWait();
        _given.Add(earlier, new EGov.Casework.OfficerRecused(_given.Now, "ENV-014", "kinship"));
        _given.Taken(later, _given.Now, "ENV-014");
        _given.Of("F01").ShouldBeEmpty();
    }

    [Fact]
    public void A_ground_that_one_officer_alone_always_has_is_a_reason_to_look_at_the_officer()
    {
        _given.Files(40);
        for (var i = 0; i < 8; i++)
        {
            var (earlier, later) = TwoWait();
            _given.Taken(later, _given.Now, "ENV-006", "emergency");
            _given.Taken(earlier, _given.Now.AddMinutes(1), "ENV-021");
            _given.Now = _given.Now.AddMinutes(5);
        }

        _given.Of("F01").ShouldBeEmpty();
        _given.EndOfDay();
        var signal = _given.One("F01");
        (signal.Request, signal.Officer).ShouldBe((null, "ENV-006"));
        signal.EvidenceTotal.ShouldBe(8);
        signal.From.ShouldNotBeNull();
        _given.EndOfDay();
        _given.Of("F01").Count.ShouldBe(1, "It is said once in a window.");
    }

    [Fact]
    public void A_file_that_is_handed_to_an_empty_desk_and_decided_there_passes_all_that_wait()
    {
        var file = HandedOver();
        _given.Decided(file, _given.Now.AddHours(1), "ENV-006");
        var signal = _given.One("F01");
        (signal.Request, signal.Officer, signal.Value).ShouldBe((file, "ENV-006", 7));
    }

    [Fact]
    public void One_that_a_colleague_saves_from_its_limit_does_not()
    {
        var file = HandedOver();
        _given.Decided(file, Given.Calendar.AddWorkingDays(_given.Now.Day(), 12).Start().AddHours(9), "ENV-006");
        _given.EndOfDay();
        _given.Of("F01").ShouldBeEmpty();
    }

    /// <summary>Seven complete files wait with one officer; a later one goes from another's hands to a third.</summary>
    private Guid HandedOver()
    {
        _given.Files(24);
        for (var i = 0; i < 7; i++) Complete("ENV-021");
        var file = Complete("ENV-014");
        _given.Taken(file, _given.Now, "ENV-006");
        return file;
    }

    private Guid Complete(string officer)
    {
        var file = _given.Filed();
        _given.Taken(file, _given.Now.AddMinutes(1), officer);
        _given.Ready(file, _given.Now.AddMinutes(2), officer);
        _given.Now = _given.Now.AddMinutes(3);
        return file;
    }

    private (Guid Earlier, Guid Later) TwoWait()
    {
        var earlier = _given.Filed(_given.Now);
        var later = _given.Filed(_given.Now.AddMinutes(1));
        _given.Now = _given.Now.AddMinutes(2);
        return (earlier, later);
    }
}
