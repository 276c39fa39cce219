using EGov.Casework;
using EGov.Cli.Simulate;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Simulate;

public class SimulatedProvinceTests(ImaginedProvince province) : IClassFixture<ImaginedProvince>
{
    private static readonly Scenario Small = new(3, 2, 120, new(2026, 3, 19));

    [Fact]
    public async Task The_same_seed_is_the_same_province_event_by_event()
    {
        var (once, _) = await SimulatedProvince.ImagineAsync(Small, Given.Master);
        var (again, _) = await SimulatedProvince.ImagineAsync(Small, Given.Master);
        var (other, _) = await SimulatedProvince.ImagineAsync(Small with { Seed = 4 }, Given.Master);

        ImaginedProvince.Digest(again).ShouldBe(ImaginedProvince.Digest(once));
        ImaginedProvince.Digest(other).ShouldNotBe(ImaginedProvince.Digest(once));
        other.Select(deed => deed.Event.Id).ShouldAllBe(id => once.All(deed => deed.Event.Id != id));
    }

    [Fact]
    public void No_event_is_there_twice_and_every_stream_begins_once()
    {
        province.Deeds.Select(deed => deed.Event.Id).ShouldBeUnique();
        foreach (var stream in province.Deeds.Where(deed => deed.Aggregate != typeof(Calendar)
            && deed.Aggregate != typeof(EGov.Rulebooks.Rulebook)).GroupBy(deed => deed.Stream))
            stream.Select(deed => deed.IsNew).ShouldBe([true, .. Enumerable.Repeat(false, stream.Count() - 1)]);
    }

    [Fact]
    public void What_was_done_later_is_recorded_later()
    {
        var (from, until) = (ImaginedProvince.Scenario.From.Start(), ImaginedProvince.Scenario.Until.AddDays(1).Start());
        var before = DateTimeOffset.MinValue;
        foreach (var (deed, fact) in province.All<IHappened>())
        {
            fact.At.ShouldBeInRange(from, until);
            deed.Event.Timestamp.ShouldBeGreaterThanOrEqualTo(before);
            deed.Event.Timestamp.ShouldBeGreaterThanOrEqualTo(fact.At);
            (deed.Event.Timestamp - fact.At).ShouldBeLessThan(TimeSpan.FromHours(1));
            before = deed.Event.Timestamp;
        }

        foreach (var stream in province.Deeds.GroupBy(deed => deed.Stream))
            stream.Select(deed => ((IHappened)deed.Event.Data).At).ShouldBeInOrder();
    }

    [Fact]
    public void What_an_officer_overtakes_is_what_the_queues_say()
    {
        var files = new Dictionary<Guid, Request>();
        foreach (var deed in province.Deeds.Where(deed => deed.Aggregate == typeof(Request)))
        {
            var file = files.GetValueOrDefault(deed.Stream) ?? new();
            var earlier = files.Values.Where(other => file.Queue is not null && other.Queue == file.Queue && other.QueuedAt < file.QueuedAt);
            if (deed.Event.Data is RequestAssigned assigned)
            {
                // Where lots are drawn nobody takes a file, and so nobody takes it out of turn.
                var isTaken = assigned is { Draw: null, PastDraw: null };
                assigned.Overtook.ShouldBe(isTaken ? earlier.Count(other => other.Officer is null) : 0);
                (assigned.Ground is not null).ShouldBe(assigned.Overtook > 0);
            }

            if (deed.Event.Data is RequestDecided decided)
                decided.Overtook.ShouldBe(earlier.Count(other => other.Officer == file.Officer && other.Status is RequestStatus.Ready));
            files[deed.Stream] = file.Evolve(deed.Event);
        }
    }

    [Fact]
    public void Two_officers_decide_where_the_service_asks_for_two()
    {
        var decisions = province.All<RequestDecided>().ToList();
        decisions.Count.ShouldBeGreaterThan(300);
        var prepared = province.All<DecisionPrepared>().ToLookup(one => one.Deed.Stream, one => one.Fact.Officer);
        string[] two = ["building-permit", "environmental-opinion", "land-use-change", "ngo-permit", "complaint-about-office", "gravel-extraction"];
        foreach (var (deed, decision) in decisions.Where(one => two.Contains(one.Fact.Matter.Service)))
        {
            prepared[deed.Stream].ShouldNotBeEmpty();
            prepared[deed.Stream].ShouldNotContain(decision.Officer);
        }
    }

    [Fact]
    public void Officers_read_a_file_before_they_decide_it_and_keep_office_hours()
    {
        var opened = province.All<FileOpened>().ToLookup(one => one.Fact.Request, one => one.Fact);
        foreach (var (deed, decision) in province.All<RequestDecided>())
            opened[deed.Stream].ShouldContain(opening => opening.Reader == decision.Officer && opening.At < decision.At);

        var hours = province.All<RequestDecided>().Select(one => (one.Fact.At - one.Fact.At.Day().Start()).TotalHours).ToList();
        hours.Count(hour => hour is >= 7.5 and <= 14.5).ShouldBeGreaterThan(hours.Count * 95 / 100);
    }

    [Fact]
    public void Nobody_works_on_the_day_on_which_the_offices_are_closed()
    {
        var (_, closed) = province.All<HolidayDeclared>().ShouldHaveSingleItem();
        province.All<DeadlineRedated>().ShouldNotBeEmpty();
        province.All<IHappened>().Where(one => one.Fact.At.Day() == closed.Day && one.Deed.Event.UserName!.StartsWith("officer", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_rulebook_changes_on_the_way_and_decisions_follow_it()
    {
        var (_, published) = province.All<EGov.Rulebooks.RulebookPublished>().ShouldHaveSingleItem();
        var decisions = province.All<RequestDecided>().Select(one => one.Fact).Where(one => one.Rulebook == published.Version.Code).ToList();
        decisions.Select(decision => decision.RulebookVersion).Distinct().Count().ShouldBe(2);
        decisions.ShouldAllBe(decision => decision.RulebookVersion == published.Version.Version == (decision.At.Day() >= published.Version.EffectiveFrom));
    }

    [Fact]
    public void Everything_that_can_happen_to_a_request_happens()
    {
        var happened = province.Deeds.Select(deed => deed.Event.Data.GetType()).ToHashSet();
        typeof(IOnRequest).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IOnRequest)))
            .Where(type => !happened.Contains(type)).ShouldBeEmpty();
        happened.ShouldContain(typeof(OfficerRecused));
    }

    [Fact]
    public void Directives_run_their_whole_course_and_nobody_verifies_his_own()
    {
        var happened = province.Deeds.Select(deed => deed.Event.Data.GetType()).ToHashSet();
        typeof(IOnDirective).Assembly.GetTypes()
            .Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IOnDirective)))
            .Where(type => !happened.Contains(type)).ShouldBeEmpty();
        foreach (var (deed, verified) in province.All<DirectiveVerified>())
            province.All<DirectiveReported>().Where(one => one.Deed.Stream == deed.Stream
                && one.Fact.Department == verified.Department).ShouldAllBe(one => one.Fact.Officer != verified.Officer);
        province.Deeds.Zip(province.Deeds.Skip(1))
            .ShouldAllBe(pair => pair.First.Event.Timestamp <= pair.Second.Event.Timestamp);
    }

    [Fact]
    public void Letters_are_numbered_without_gap_verified_by_others_and_now_and_then_go_round()
    {
        foreach (var register in province.All<LetterNumbered>().GroupBy(one => one.Deed.Stream))
            register.Select(one => one.Fact.Entry.Running).ShouldBe(Enumerable.Range(1, register.Count()));
        province.All<LetterNumbered>().Count().ShouldBe(province.All<LetterSent>().Count()
            + province.All<LetterRegistered>().Count() + province.All<LetterReceived>().Count());
        foreach (var (deed, verified) in province.All<LetterEffectVerified>())
            province.All<LetterEffectReported>().Where(one => one.Deed.Stream == deed.Stream)
                .ShouldAllBe(one => one.Fact.Officer != verified.Officer);
        foreach (var type in new[] { typeof(LetterReturned), typeof(LetterReminded), typeof(LetterAssigned) })
            province.Deeds.ShouldContain(deed => deed.Event.Data.GetType() == type);
    }

    [Fact]
    public void Programmes_are_judged_by_what_the_events_say_and_some_milestones_are_missed()
    {
        var happened = province.Deeds.Select(deed => deed.Event.Data.GetType()).ToHashSet();
        House.Repository.Events.Where(type => type.IsAssignableTo(typeof(IOnMilestone)))
            .Concat([typeof(ProgrammeOpened), typeof(PromiseAmended), typeof(ProgrammeHandedOver),
                typeof(CommitmentAmended), typeof(ProgrammeEnded)]).Except(happened).ShouldBeEmpty();
        province.All<DirectiveIssued>().ShouldContain(one => one.Fact.Serves != null);

        var log = province.Deeds.Select(deed => deed.Event).ToList();
        var rows = Transparency.GivenFiles.Rows(log, (_, _) => 0);
        foreach (var life in log.Where(e => House.Repository.AreaOf(e.Data.GetType()) == "Oversight")
                     .GroupBy(e => e.StreamId).Where(life => life.First().Data is ProgrammeOpened))
        {
            var programme = life.Aggregate(new Programme(), (state, e) => state.Evolve(e));
            foreach (var (milestone, said) in life.Select(e => e.Data).OfType<IOnMilestone>()
                         .Select(on => (on.Milestone, Measured: (on as MilestoneMet)?.Measured
                             ?? (on as MilestoneMissed)?.Measured))
                         .Where(one => one.Measured is not null))
            {
                var measure = programme.MeasureOf(programme.MilestoneOf(milestone).Measure);
                var scope = programme.ScopeOf(measure);
                var items = measure.Terms.Service is null
                    ? EGov.Transparency.MeasuredItems.OfDirectives(scope, log)
                    : new(measure.Terms);
                foreach (var row in rows) items.Apply(row);
                said.ShouldBe(items.Measure(scope, said!.AsOf.Day(), said.AsOf, said.LogSize));
                said.LogSize.ShouldBe(SimulatedProvince.Establish(ImaginedProvince.Scenario).Count()
                    + log.Count(e => e.Timestamp <= said.AsOf));
            }
        }
    }

    [Fact]
    public void Nothing_a_council_resolved_is_lost_and_no_issue_is_solved_by_its_owner()
    {
        foreach (var (deed, opened) in province.All<MeetingOpened>())
        {
            var council = Council(deed.Stream);
            var before = province.Deeds.TakeWhile(other => other != deed).ToList();
            var ended = before.Where(other => other.Event.Data is
                ResolutionVerified or ResolutionSettled or ResolutionDropped).Select(other => other.Stream).ToHashSet();
            before.Where(other => other.Event.Data is ResolutionAdopted adopted && adopted.Council == council
                && !ended.Contains(other.Stream)).Select(other => other.Stream).Order()
                .ShouldBe(opened.Resolutions.Order());
        }

        province.All<ResolutionSettled>().ShouldNotBeEmpty();
        province.All<ViewpointAnswered>().ShouldNotBeEmpty();
        province.All<ViewpointMinuted>().ShouldContain(one => one.Fact.Speaker == null);
        province.All<IssueReminded>().ShouldNotBeEmpty();
        foreach (var (deed, verified) in province.All<IssueVerified>())
            province.All<IssueReported>().Where(one => one.Deed.Stream == deed.Stream)
                .ShouldAllBe(one => one.Fact.Officer != verified.Officer);

        string Council(Guid meeting) => province.All<MeetingCalled>()
            .Single(called => called.Deed.Stream == meeting).Fact.Council;
    }

    [Fact]
    public void People_are_plainly_invented()
    {
        foreach (var (_, filed) in province.All<RequestSubmitted>())
        {
            var number = filed.Applicant.NationalNumber!.Plain.GetString()!;
            CivilNumber.IsOfPerson(number).ShouldBeTrue();
            number.ShouldStartWith("999");
            filed.Applicant.Phone!.Plain.GetString()!.ShouldStartWith("09990");
        }

        var marks = province.All<RequestSubmitted>().Select(one => one.Fact.RepresentativeMark).OfType<string>().ToList();
        marks.Count.ShouldBeInRange(30, 110);
        marks.GroupBy(mark => mark).Max(same => same.Count()).ShouldBeInRange(2, 8);
    }

    [Theory]
    [InlineData("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01")]
    [InlineData("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e02")]
    public void A_known_citizen_has_requests_in_different_states(string citizen)
    {
        var today = ImaginedProvince.Scenario.Until.AddDays(1);
        var his = province.Files.Values.Where(file => file.Applicant == new Guid(citizen)).ToList();

        his.Count.ShouldBe(4);
        his.ShouldContain(file => file.Status == RequestStatus.Closed && !file.IsConfirmed && file.ContestBy > today);
        his.ShouldContain(file => file.Status == RequestStatus.Waiting && file.AnswerBy >= today);
        his.ShouldContain(file => file.Status == RequestStatus.Submitted && file.Queue != null && file.Officer == null);
    }

    [Fact]
    public void The_known_staff_have_work_on_the_day_after()
    {
        var open = province.Files.Values.Where(file => file.IsOpen).ToList();
        foreach (var officer in (string[])["ENV-014", "ENV-021"])
            open.ShouldContain(file => file.Officer == officer);
        open.ShouldContain(file => file.Matter.Department == "environment" && file.Status == RequestStatus.Appealed);
        open.ShouldContain(file => file.OpenReferrals.Values.Contains("regional-water"));
        province.All<RequestSubmitted>().ShouldContain(one => one.Fact.Clerk == "DSK-SAR-1");
        province.All<FileOpened>().ShouldContain(one => one.Fact.Reader == "AUD-03" && one.Fact.Department == null);
    }

    [Fact]
    public void The_truth_counts_what_there_is()
    {
        province.Truth.Events.Values.Sum().ShouldBe(province.Deeds.Count);
        foreach (var type in province.Deeds.GroupBy(deed => deed.Event.Data.GetType().Name))
            province.Truth.Events[type.Key].ShouldBe(type.Count());
        province.Truth.Open.All.ShouldBe(province.Files.Values.Count(file => file.IsOpen));
        province.Truth.Requests.ShouldBe(700);
        province.Truth.Misconduct.ShouldBeEmpty();
    }
}
