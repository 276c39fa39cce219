using EGov.Casework;
using EGov.Cli;
using EGov.Cli.Simulate;
using EGov.Integrity;
using EGov.Organisation;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Unit.Simulate;

/// <summary>A province in which the built-in scenario is planted: some two thousand requests in four months.</summary>
public sealed class PlantedProvince : IAsyncLifetime
{
    public static readonly Scenario Scenario =
        new(2, 4, 2400, new(2026, 11, 22), Misconduct.Open(Misconduct.BuiltIn));

    public IReadOnlyList<Deed> Deeds { get; private set; } = [];
    public GroundTruth Truth { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        (Deeds, Truth) = await SimulatedProvince.ImagineAsync(Scenario, Given.Master);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public IEnumerable<Misdeed> Of(string kind) => Truth.Misconduct.Where(deed => deed.Kind == kind);

    public IEnumerable<(IEvent Event, T Fact)> On<T>(Misdeed deed) =>
        Deeds.Where(one => one.Stream == deed.Request && one.Event.Data is T)
            .Select(one => (one.Event, (T)one.Event.Data));

    /// <summary>The decision that this officer made on the file.</summary>
    public (IEvent Event, RequestDecided Fact) DecisionOf(Misdeed deed) =>
        On<RequestDecided>(deed).First(one => one.Fact.Officer == deed.Officer);

    public IEnumerable<T> All<T>() => Deeds.Select(deed => deed.Event.Data).OfType<T>();
}

public class PlantedProvinceTests(PlantedProvince province) : IClassFixture<PlantedProvince>
{
    private static readonly Scenario Small = new(3, 2, 300, new(2026, 3, 19));

    [Fact]
    public async Task The_same_seed_is_the_same_wrong_event_by_event()
    {
        var planted = Small with { Misconduct = PlantedProvince.Scenario.Misconduct };
        var (once, truth) = await SimulatedProvince.ImagineAsync(planted, Given.Master);
        var (again, same) = await SimulatedProvince.ImagineAsync(planted, Given.Master);

        ImaginedProvince.Digest(again).ShouldBe(ImaginedProvince.Digest(once));
        same.Misconduct.ShouldBe(truth.Misconduct, new SameDeed());
        truth.Misconduct.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_planted_everything_is_as_if_nothing_could_be()
    {
        var (honest, truth) = await SimulatedProvince.ImagineAsync(Small, Given.Master);
        var (empty, _) = await SimulatedProvince.ImagineAsync(Small with { Misconduct = new() }, Given.Master);

        var (planted, _) = await SimulatedProvince.ImagineAsync(
            Small with { Misconduct = PlantedProvince.Scenario.Misconduct }, Given.Master);

        ImaginedProvince.Digest(empty).ShouldBe(ImaginedProvince.Digest(honest));
        truth.Misconduct.ShouldBeEmpty();
        planted.Select(deed => deed.Event.Id).Intersect(honest.Select(deed => deed.Event.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_is_done_and_the_truth_names_officer_file_and_day()
    {
        province.Truth.Misconduct.Select(deed => deed.Kind).Distinct()
            .ShouldBe(WrongKind.All.Select(kind => kind.Code), ignoreOrder: true);
        var files = province.Deeds.Where(deed => deed.Event.Data is RequestSubmitted)
            .ToDictionary(deed => deed.Stream, deed => ((RequestSubmitted)deed.Event.Data).TrackingNumber);
        foreach (var deed in province.Truth.Misconduct)
        {
            files[deed.Request].ShouldBe(deed.TrackingNumber);
            deed.Indicators.ShouldBe(WrongKind.Find(deed.Kind)!.Indicators);
            deed.At.Day().ShouldBeInRange(PlantedProvince.Scenario.From, PlantedProvince.Scenario.Until);
        }

        province.Truth.Misconduct.GroupBy(deed => deed.Kind).ShouldAllBe(kind =>
            kind.Select(deed => deed.Officer).Distinct().Count() == 1);
    }

    [Fact]
    public void What_is_dated_back_is_a_decision_and_nothing_else_but_a_visit_is_recorded_late()
    {
        var back = province.Of("backdating").ToList();
        foreach (var deed in back)
        {
            var (written, decided) = province.DecisionOf(deed);
            (written.Timestamp - decided.At).ShouldBeGreaterThan(TimeSpan.FromHours(36));
        }

        var late = province.Deeds.Where(deed => deed.Event.Data is IHappened happened and not (InfluenceReported
            or TipSubmitted or TipMessageAdded)
            && deed.Event.Timestamp - happened.At > TimeSpan.FromHours(2)).ToList();
        late.Count(deed => deed.Event.Data is RequestDecided).ShouldBe(back.Count);
        late.Where(deed => deed.Event.Data is not RequestDecided).ShouldAllBe(deed => deed.Event.Data is StepRecorded);
    }

    [Fact]
    public void Whoever_answers_to_the_preparer_decides()
    {
        var officers = province.All<OfficerAppointed>().ToList();
        var junior = officers.ShouldHaveSingleItem();
        foreach (var deed in province.Of("four-eyes-breach"))
        {
            junior.Supervisor.ShouldBe(deed.Officer);
            province.On<RequestDecided>(deed).ShouldContain(one => one.Fact.Officer == junior.Officer);
            province.On<DecisionPrepared>(deed).ShouldContain(one => one.Fact.Officer == deed.Officer);
        }
    }

    [Fact]
    public void Two_officers_grant_between_them_what_the_criteria_refuse()
    {
        foreach (var deed in province.Of("override-pact"))
            province.On<RequestDecided>(deed).ShouldContain(one => one.Fact.Outcome == Outcome.Granted
                && one.Fact.Computed == Outcome.Refused && one.Fact.Override!.SecondOfficer == deed.Officer);
    }

    [Fact]
    public void A_bribed_file_is_decided_at_an_empty_desk_before_those_that_were_ready_long_before()
    {
        foreach (var deed in province.Of("queue-jumping"))
        {
            var (_, decided) = province.DecisionOf(deed);
            decided.WorkingDays.ShouldBeLessThanOrEqualTo(4);
            decided.OvertakingGround.ShouldBeNull();
            province.On<RequestAssigned>(deed).Last().Fact.By.ShouldBe(deed.Accomplice);
        }
    }

    [Fact]
    public void A_ground_that_is_not_true_stands_on_record()
    {
        foreach (var deed in province.Of("false-ground"))
        {
            var (_, decided) = province.DecisionOf(deed);
            decided.Overtook.ShouldBeGreaterThan(0);
            decided.OvertakingGround.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_friend_comes_to_his_officer_and_a_broker_has_one_telephone()
    {
        foreach (var deed in province.Of("favoured-applicant").Concat(province.Of("favoured-representative")))
            province.On<RequestAssigned>(deed).ShouldContain(one => one.Fact.Officer == deed.Officer);
        foreach (var kind in (string[])["broker-ring", "favoured-representative"])
        {
            var mark = province.Of(kind).Select(deed => deed.Party).Distinct().ShouldHaveSingleItem();
            province.Of(kind).ShouldAllBe(deed =>
                province.On<RequestSubmitted>(deed).Single().Fact.RepresentativeMark == mark);
        }
    }

    [Fact]
    public void Each_part_stays_below_the_threshold_and_the_sum_does_not()
    {
        const long threshold = 50_000_000;
        foreach (var matter in province.Of("threshold-splitting").GroupBy(deed => deed.Party))
        {
            var values = matter.SelectMany(deed => province.On<RequestDecided>(deed))
                .Select(one => one.Fact.ValueRials).OfType<long>().ToList();
            values.ShouldAllBe(value => value < threshold);
            if (values.Count > 1) values.Sum().ShouldBeGreaterThan(threshold);
        }
    }

    [Fact]
    public void The_clock_is_stopped_on_the_last_days()
    {
        foreach (var deed in province.Of("clock-stopping"))
        {
            var ready = province.On<RequestReady>(deed).Single().Fact;
            province.On<InformationRequested>(deed).ShouldContain(one => one.Fact.ClockStopped
                && one.Fact.At.Day() > ready.LegalLimit.AddDays(-10));
        }
    }

    [Fact]
    public void A_file_that_was_closed_for_nothing_is_contested() =>
        province.Of("false-closure").Count(deed => province.On<ClosureContested>(deed).Any())
            .ShouldBeGreaterThan(province.Of("false-closure").Count() / 2);

    [Fact]
    public void A_stamp_takes_a_minute_and_a_night_is_no_office_hour()
    {
        var stamped = province.Of("rubber-stamping").OrderBy(deed => deed.At).ToList();
        stamped.Zip(stamped.Skip(1)).Count(two => two.Second.At - two.First.At < TimeSpan.FromMinutes(2))
            .ShouldBeGreaterThan(stamped.Count / 2);
        var calendar = Calendar();
        foreach (var deed in province.Of("off-hours"))
        {
            var (_, decided) = province.DecisionOf(deed);
            var day = decided.At.Day();
            (decided.At > day.Start().AddHours(18.9) || !calendar.IsWorkingDay(day)).ShouldBeTrue($"{decided.At}");
        }
    }

    [Fact]
    public void Whoever_snoops_has_no_task_and_says_something()
    {
        foreach (var deed in province.Of("snooping"))
            province.All<FileOpened>().ShouldContain(opened => opened.Request == deed.Request
                && opened.Reader == deed.Officer && opened.Task == null && opened.Explanation != null);
    }

    [Fact]
    public void Who_extorts_refuses()
    {
        foreach (var deed in province.Of("extortion"))
            province.DecisionOf(deed).Fact.Outcome.ShouldBe(Outcome.Refused);
    }

    [Fact]
    public void What_is_shoved_to_another_department_comes_back()
    {
        var came = 0;
        foreach (var deed in province.Of("shoving"))
        {
            var moves = province.On<RequestTransferred>(deed).Select(one => one.Fact).ToList();
            (moves[0].Officer, moves[0].From).ShouldBe((deed.Officer, deed.Department));
            if (moves.Count == 1) continue;
            (moves[1].From, moves[1].Matter.Department).ShouldBe((moves[0].Matter.Department, deed.Department));
            moves[1].Officer.ShouldNotBe(deed.Officer);
            came++;
        }

        came.ShouldBeGreaterThan(province.Of("shoving").Count() / 2);
    }

    [Fact]
    public void What_somebody_put_in_a_word_for_is_granted_by_who_yields_and_by_the_rules_elsewhere()
    {
        var contacted = Contacts();
        var heeded = province.Of("yielding").Select(deed => deed.Request).ToHashSet();
        heeded.Count(contacted.Contains).ShouldBeGreaterThan(heeded.Count * 3 / 4);
        foreach (var deed in province.Of("yielding"))
            province.On<RequestDecided>(deed).ShouldAllBe(one => one.Fact.Outcome == Outcome.Granted);
        Decided(contacted.Except(heeded)).ShouldContain(decided => decided.Outcome == Outcome.Refused);

        IEnumerable<RequestDecided> Decided(IEnumerable<Guid> files) => files.SelectMany(file => province.Deeds
            .Where(one => one.Stream == file).Select(one => one.Event.Data).OfType<RequestDecided>());
    }

    [Fact]
    public void What_was_handed_in_unnamed_is_recorded_by_the_platform_after_midnight_and_in_no_order()
    {
        var letters = province.Deeds.Where(deed =>
            deed.Event.Data is InfluenceReported or TipSubmitted or TipMessageAdded).ToList();
        letters.Count.ShouldBeGreaterThan(50);
        foreach (var (e, at) in letters.Select(deed => (deed.Event, ((IHappened)deed.Event.Data).At)))
        {
            e.UserName.ShouldBe("platform");
            at.ShouldBe(at.Day().Start());
            e.Timestamp.ShouldBeInRange(at.AddDays(1), at.AddDays(1).AddMinutes(10));
        }
    }

    [Fact]
    public void Who_declared_a_tie_is_recused_from_the_file_when_it_would_come_to_him()
    {
        var declared = province.Deeds.Where(deed => deed.Event.Data is InterestDeclared).ToList();
        declared.Count.ShouldBe(PlantedProvince.Scenario.Misconduct!.Honest.Interests);
        var recused = province.Deeds
            .Where(deed => deed.Event is { Data: OfficerRecused, UserName: "platform" }).ToList();
        recused.ShouldNotBeEmpty();
        foreach (var deed in recused)
        {
            var fact = (OfficerRecused)deed.Event.Data;
            fact.Ground.ShouldBe(Conflicts.Ground);
            declared.ShouldContain(one => one.Event.Id.ToString() == deed.Event.CausationId
                && ((InterestDeclared)one.Event.Data).Officer == fact.Officer);
            province.Deeds.Where(one => one.Stream == deed.Stream).Select(one => one.Event.Data)
                .ShouldNotContain(data => data is RequestAssigned && ((RequestAssigned)data).Officer == fact.Officer);
        }
    }

    [Fact]
    public void Tips_are_looked_into_and_come_to_something()
    {
        province.All<TipSubmitted>().Count().ShouldBeGreaterThan(5);
        province.All<TipAnswered>().ShouldNotBeEmpty();
        province.All<TipLinked>().ShouldNotBeEmpty();
        province.All<TipClosed>().Select(closed => closed.Outcome).Distinct().Count().ShouldBeGreaterThan(1);
        foreach (var stream in province.Deeds.Where(deed => deed.Aggregate == typeof(Tip)).GroupBy(deed => deed.Stream))
        {
            stream.Select(deed => deed.IsNew).ShouldBe([true, .. Enumerable.Repeat(false, stream.Count() - 1)]);
            stream.First().Event.Data.ShouldBeOfType<TipSubmitted>();
        }
    }

    [Fact]
    public async Task The_truth_is_read_as_it_was_written()
    {
        var folder = Directory.CreateTempSubdirectory("egov-truth");
        try
        {
            var path = Path.Combine(folder.FullName, "simulation.json");
            await province.Truth.WriteAsync(path, TestContext.Current.CancellationToken);
            var read = await GroundTruth.ReadAsync(path, TestContext.Current.CancellationToken);

            read.Misconduct.ShouldBe(province.Truth.Misconduct, new SameDeed());
            await File.WriteAllTextAsync(path, "[]", TestContext.Current.CancellationToken);
            await Should.ThrowAsync<Unusable>(() => GroundTruth.ReadAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private HashSet<Guid> Contacts() => [.. province.All<InfluenceReported>().Select(reported =>
        Guid.Parse(reported.About.Plain.GetString()!))];

    private WorkingCalendar Calendar()
    {
        var holidays = EGov.Cli.Seed.Plan(Handbook.Empty, PlantedProvince.Scenario.Founded, DateTimeOffset.MaxValue)
            .Select(planned => planned.Fact).OfType<CalendarOpened>().Single();
        return Given.Fold(new Calendar(), [holidays, .. province.All<HolidayDeclared>()]).Working;
    }

    private sealed class SameDeed : IEqualityComparer<Misdeed>
    {
        public bool Equals(Misdeed? one, Misdeed? other) => (one, other) switch
        {
            ({ }, { }) => one with { Indicators = other.Indicators } == other
                && one.Indicators.SequenceEqual(other.Indicators),
            _ => false,
        };

        public int GetHashCode(Misdeed deed) => HashCode.Combine(deed.Kind, deed.Request);
    }
}
