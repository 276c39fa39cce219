using System.Text.Json;
using EGov.Casework;
using EGov.Integrity;
using EGov.Privacy;
using EGov.Unit.Simulate;
using JasperFx.Events;

namespace EGov.Unit.Integrity;

/// <summary>The same events give the same signals, however they come to the book.</summary>
public class SignalBookTests(ImaginedProvince province) : IClassFixture<ImaginedProvince>
{
    /// <summary>
    /// The simulated events, with thresholds before them under which an honest province has many signals.
    /// </summary>
    private IReadOnlyList<IEvent> Log => field ??=
        [.. Sensitive(), .. Founding(), .. province.Deeds.Select(deed => deed.Event)];

    [Fact]
    public void Read_in_pages_of_any_size_and_begun_again_anywhere_they_are_the_same()
    {
        Representation? before = null;
        var (once, counted, whole) = (new SignalBook(Given.Master), new List<string>(), new List<Signal>());
        foreach (var e in Log)
        {
            whole.AddRange(once.Read(e));
            counted.Add(once.Representation == before ? counted[^1] : Written(once.Representation));
            before = once.Representation;
        }

        once.Representation.Tallies.ShouldNotBeEmpty();
        whole.Count.ShouldBeGreaterThan(50);
        whole.Select(signal => signal.Indicator).Distinct().Count().ShouldBeGreaterThan(3);
        whole.Select(signal => signal.Id).ShouldBeUnique();
        whole.Select(signal => signal.Number).ShouldBe(Enumerable.Range(1, whole.Count).Select(i => (long)i));

        foreach (var seed in (int[])[1, 2])
        {
            var random = new Random(seed);
            var (book, found) = (new SignalBook(Given.Master), new List<Signal>());
            for (var at = 0; at < Log.Count;)
            {
                // What is counted stands at every event as it stood when all was read at once.
                if (at > 0) Written(book.Representation).ShouldBe(counted[at - 1], $"seed {seed}, event {at}");
                if (random.Next(6) == 0)
                {
                    // A new process knows nothing: it reads what was, and what that says is known already.
                    book = new(Given.Master);
                    foreach (var e in Log.Take(at)) book.Read(e);
                }

                var page = random.Next(1, 3_000);
                foreach (var e in Log.Skip(at).Take(page)) found.AddRange(book.Read(e));
                at += page;
            }

            Written(found).ShouldBe(Written(whole), $"seed {seed}");
        }
    }

    [Fact]
    public void What_comes_later_changes_nothing_that_was_found()
    {
        var half = Log.Take(Log.Count / 2).ToList();
        Written(Read(half)).ShouldBe(Written([.. Read(Log).Take(Read(half).Count)]));
    }

    [Fact]
    public void Every_signal_rests_on_events_of_the_log_and_names_its_thresholds()
    {
        var ids = Log.Select(e => e.Id).ToHashSet();
        foreach (var signal in Read(Log))
        {
            signal.Evidence.ShouldNotBeEmpty();
            signal.Evidence.ShouldAllBe(id => ids.Contains(id));
            signal.Version.ShouldBe(2);
            signal.Thresholds.ShouldBe(Sensitive().Select(e => (IndicatorSet)e.Data)
                .Single(set => set.Indicator == signal.Indicator).Thresholds);
        }
    }

    [Fact]
    public void Nobody_finds_out_by_trying_names_whom_a_signal_is_about()
    {
        var ids = Read(Log).Select(signal => signal.Id).ToHashSet();
        Read(Log, new([.. Enumerable.Range(1, 32).Select(i => (byte)i)])).ShouldAllBe(other => !ids.Contains(other.Id));
    }

    [Fact]
    public void The_book_sees_whom_an_officer_passes_as_the_acts_themselves_recorded_it()
    {
        var book = new SignalBook(Given.Master);
        foreach (var e in Log)
        {
            book.Read(e);
            if (book.Cases.Find(e.StreamId) is not { } line) continue;
            if (e.Data is RequestDecided decided) line.Decision!.Passed.Count.ShouldBe(decided.Overtook);
            var taking = book.Cases.Takings.Latest;
            if (e.Data is RequestAssigned assigned && taking?.When.Event == e.Id)
                taking.Passed.Count.ShouldBe(assigned.Overtook);
        }
    }

    [Fact]
    public void Working_time_is_that_of_the_calendar()
    {
        var book = new GivenCases().Book.Cases;
        var open = new DateTimeOffset(2026, 5, 2, 4, 0, 0, TimeSpan.Zero);
        book.Minutes(open, open.AddHours(2)).ShouldBe(120);
        book.Minutes(open, open.AddDays(1)).ShouldBe(420);
        book.Minutes(open.AddHours(-5), open.AddHours(20)).ShouldBe(420);
        book.Minutes(open.AddDays(5), open.AddDays(7)).ShouldBe(420);
        book.Minutes(open.AddHours(1), open).ShouldBe(0);
    }

    [Fact]
    public void What_lies_before_every_window_is_let_go()
    {
        var book = new SignalBook(Given.Master);
        foreach (var e in Short().Concat(Founding())) book.Read(e);
        foreach (var deed in province.Deeds) book.Read(deed.Event);
        var since = book.Cases.Since(32);
        var closed = book.Cases.Lines.Where(line => line.Standing is CaseStanding.Closed).ToList();
        closed.ShouldNotBeEmpty();
        closed.ShouldAllBe(line => line.LastDay >= since);
        book.Cases.Lines.Count.ShouldBeLessThan(500);
        book.Cases.Decisions.Since(DateOnly.MinValue).ShouldAllBe(decision => decision.Day >= since);
        foreach (var its in book.Cases.Decisions.Since(since.AddDays(3)).GroupBy(decision => decision.Service))
            book.Cases.Decisions.Since(since.AddDays(3), its.Key).SequenceEqual(its).ShouldBeTrue(its.Key);
    }

    [Fact]
    public void A_rule_that_fires_on_too_many_warns_of_itself()
    {
        var book = new SignalBook(Given.Master);
        foreach (var e in Log) book.Read(e);
        book.Tallies.Select(tally => tally.Indicator).ShouldBe(Indicator.All.Select(indicator => indicator.Code));
        book.Tallies.ShouldContain(tally => tally.IsOverFiring);
        book.Tallies.ShouldContain(tally => !tally.IsOverFiring);
        book.Tallies.ShouldAllBe(tally => tally.Cases > 0 && tally.CasesSignalled <= tally.Cases);
    }

    [Fact]
    public void Every_indicator_is_one_file_that_says_its_rule_in_two_languages()
    {
        Indicator.All.Select(indicator => indicator.Code).ShouldBeUnique();
        foreach (var indicator in Indicator.All)
        {
            indicator.Title.Fa.ShouldNotBeNullOrWhiteSpace();
            indicator.Rule.Fa.ShouldNotBe(indicator.Rule.En);
            indicator.Formula.ShouldNotBeNullOrWhiteSpace();
            foreach (var name in (string[])[IndicatorTerms.Window, IndicatorTerms.Least, IndicatorTerms.Most])
                indicator.Terms.Thresholds.ShouldContain(one => one.Name == name, indicator.Code);
            indicator.Terms.Days.ShouldBeLessThanOrEqualTo(SignalBook.LongestWindow);
        }
    }

    private static List<Signal> Read(IReadOnlyList<IEvent> log, MasterKey? master = null)
    {
        var book = new SignalBook(master ?? Given.Master);
        return [.. log.SelectMany(e => book.Read(e))];
    }

    private static string[] Written(IReadOnlyList<Signal> signals) =>
        [.. signals.Select(signal => JsonSerializer.Serialize(signal))];

    private static string Written(Representation counted) => JsonSerializer.Serialize(counted);

    private static IReadOnlyList<IEvent> Sensitive() =>
    [
        .. Indicator.All.Select(indicator => Set(indicator, one => one.Name switch
        {
            IndicatorTerms.Alpha => 0.5m,
            IndicatorTerms.FalseRate or "r" => 1,
            IndicatorTerms.Hits or IndicatorTerms.Least or "k" => 2,
            "z0" or "z1" => 1.5m,
            IndicatorTerms.Window => 60,
            _ => one.Value!.Value,
        })),
    ];

    /// <summary>What the province is founded with, as it is written before the first request.</summary>
    public static IEnumerable<IEvent> Founding() =>
        EGov.Cli.Seed.Plan(Handbook.Empty, ImaginedProvince.Scenario.Founded, DateTimeOffset.MaxValue, true)
            .Select(planned =>
            {
                var e = Given.AsEvent(planned.Fact);
                (e.Id, e.StreamId, e.Timestamp) = (Identity.Of("seed", planned.Key), planned.Stream, planned.Fact.At);
                return e;
            });

    private static IEnumerable<IEvent> Short() =>
        Indicator.All.Select(indicator =>
            Set(indicator, one => one.Name == IndicatorTerms.Window ? 30 : one.Value!.Value));

    private static IEvent Set(Indicator indicator, Func<Threshold, decimal> value)
    {
        var e = Given.AsEvent(new IndicatorSet(ImaginedProvince.Scenario.Founded.Start(), "INT-01", indicator.Code, 2,
            [.. indicator.Terms.Thresholds.Select(one => one with { Value = value(one) })]));
        (e.Id, e.Timestamp) = (Identity.Of("set", indicator.Code), ImaginedProvince.Scenario.Founded.Start());
        return e;
    }
}
