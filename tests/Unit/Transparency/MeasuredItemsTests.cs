using CsCheck;
using EGov.Casework;
using EGov.Oversight;
using EGov.Transparency;
using EGov.Unit.Oversight;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

/// <summary>What is shown is what anybody counts from the events, and what the published figures say.</summary>
public class MeasuredItemsTests
{
    private static readonly string[] Departments = ["housing", "water", "roads"], Services = ["permit", "branch"];
    private static readonly string[] Counties = ["sari", "babol"];
    private static readonly string[] Windows = ["since-start", "months", "quarter"];

    private static readonly (string Indicator, string Kind)[] Figures =
    [
        .. from indicator in MeasureLanguage.Indicators
           where !indicator.IsOfDirectives
           from kind in indicator.Kinds
           select (indicator.Id, kind),
    ];

    [Fact]
    public void Shown_and_counted_by_hand_from_the_events_are_always_the_same() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var log = GivenFiles.Random(seed, 150);
            foreach (var (indicator, kind) in Figures)
            {
                var (scope, day, asOf) = Asked(random, indicator, kind);
                var measured = Items(scope.Terms, log.Rows()).Measure(scope, day, asOf, 9);
                var (from, to) = scope.WindowOn(day);
                var known = Known(log, asOf).GroupBy(e => e.StreamId).Select(life => life.ToList()).ToList();
                var (numerator, denominator) = ByHand(scope.Terms, known, from, to);
                (indicator, kind, measured.Numerator, measured.Denominator).ShouldBe(
                    (indicator, kind, numerator, kind == MeasureLanguage.Count ? (int?)null : denominator));
                if (kind == MeasureLanguage.Share && denominator >= Statistics.Minimum)
                    measured.Value.ShouldBe(numerator * 10_000 / denominator);
            }
        }, iter: 100);

    [Fact]
    public void And_the_same_as_the_published_figure_of_that_day() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var rows = GivenFiles.Random(seed, 150).Rows();
            foreach (var (indicator, kind) in Figures)
            {
                var (scope, day, asOf) = Asked(random, indicator, kind);
                var (from, to) = scope.WindowOn(day);
                var change = new Cube.Change(Cube.Empty);
                foreach (var row in rows.Where(row => row.Recorded <= asOf)) change.Apply(PerformanceDelta.Of(row));
                var cube = change.Build();
                // The published answer refuses a code that it has never met.
                if (!(Knows(scope.Terms.Department, spot => spot.Department)
                        && Knows(scope.Terms.Service, spot => spot.Service)
                        && Knows(scope.Terms.County, spot => spot.County))) continue;
                var figures = PerformanceCount.Of(cube, new()
                {
                    By = "department",
                    From = from,
                    To = to,
                    Department = scope.Terms.Department,
                    Service = scope.Terms.Service,
                    County = scope.Terms.County,
                }, null, Handbook.Empty).Province.Figures;
                var measured = Items(scope.Terms, rows).Measure(scope, day, asOf, 9);
                double? published = (indicator, kind) switch
                {
                    ("PERF-SUBMITTED", _) => figures.Submitted,
                    ("PERF-OPEN", _) => figures.Open,
                    ("PERF-PASTLIMIT", _) => figures.OpenPastLimit,
                    ("PERF-DECIDED", _) => figures.Decided,
                    ("PERF-MEDIAN", _) => figures.MedianDays,
                    ("PERF-ONTIME", _) => figures.OnTime?.Value,
                    ("PERF-REFUSED", MeasureLanguage.Count) => figures.Refused,
                    ("PERF-REFUSED", _) => figures.RefusedShare?.Value,
                    ("PERF-APPEAL", _) => figures.OverturnedShare?.Value,
                    ("PERF-CONTEST", MeasureLanguage.Count) => figures.Contested,
                    ("PERF-CONTEST", _) => figures.ContestedShare?.Value,
                    ("PERF-BREACH", _) => figures.Breaches,
                    _ => throw new ArgumentException(indicator),
                };
                (indicator, kind, MeasureFigure.Of(scope.Terms, measured).Value)
                    .ShouldBe((indicator, kind, published));

                bool Knows(string? code, Func<Spot, string?> of) =>
                    code is null || cube.Spots.Keys.Any(spot => of(spot) == code);
            }
        }, iter: 100);

    [Fact]
    public void A_past_day_is_never_moved_by_what_comes_later() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var rows = GivenFiles.Random(seed, 150).Rows();
            var (scope, day, _) = Asked(random, "PERF-ONTIME", MeasureLanguage.Share);
            var end = day.AddDays(1).Start().AddMicroseconds(-1);
            var then = Items(scope.Terms, rows.Where(row => row.Recorded <= end));
            then.Measure(scope, day, end, 9).ShouldBe(Items(scope.Terms, rows).Measure(scope, day, end, 9));
            foreach (var point in PublicMeasuresEndpoint.Points(scope, Items(scope.Terms, rows), end))
                if (point.On < day)
                    point.ShouldBe(PublicMeasuresEndpoint.Points(scope, then, end).Single(one => one.On == point.On));
        }, iter: 60);

    [Fact]
    public void Effects_are_those_of_the_directives_that_it_names_or_that_name_the_commitment()
    {
        var scope = new MeasureScope(GivenProgramme.Measure(1, "count", "DIR-EFFECTIVE").Terms, GivenProgramme.Day(0),
            "P-1/1");
        IEvent[] log =
        [
            .. Effect(1, "P-1/1", onTime: true), .. Effect(2, "P-1/1", onTime: false), .. Effect(3, "P-1/2", true),
            .. Effect(4, null, true),
        ];
        Value(scope).ShouldBe((2, null));
        var named = scope.Terms with { Directives = ["D-4"] };
        Value(scope with { Terms = named }).ShouldBe((3, null));
        Value(scope with { Terms = named with { Serving = false } }).ShouldBe((1, null));
        Value(scope with { Terms = named with { Kind = "share" } }).ShouldBe((2, 3));
        Value(scope with { Terms = named with { Indicator = "DIR-ISSUED" } }).ShouldBe((6, null));
        Value(scope with { Terms = named with { Department = "moon" } }).ShouldBe((0, null));

        (int, int?) Value(MeasureScope asked)
        {
            var value = MeasuredItems.OfDirectives(asked, log).Measure(asked, GivenProgramme.Day(9), Given.On(9), 9);
            return (value.Numerator, value.Denominator);
        }
    }

    private static IEnumerable<IEvent> Effect(int number, string? serves, bool onTime)
    {
        object[] facts =
        [
            GivenDirective.Issued with { Number = $"D-{number}", Serves = serves },
            GivenDirective.Verified with { OnTime = onTime },
        ];
        foreach (var fact in facts)
        {
            var e = Given.AsEvent(fact);
            (e.StreamId, e.Timestamp) = (Identity.Of("directive", $"{number}"), ((IHappened)fact).At);
            yield return e;
        }
    }

    private static (MeasureScope Scope, DateOnly Day, DateTimeOffset AsOf) Asked(
        Random random, string indicator, string kind)
    {
        var isStock = MeasureLanguage.Find(indicator)!.IsStock;
        var window = isStock ? "day" : Windows[random.Next(3)];
        string? Maybe(string[] codes) => random.Next(2) == 0 ? null : codes[random.Next(codes.Length)];
        var terms = new MeasureTerms(kind, indicator, 1, Maybe(Departments), Maybe(Services), Maybe(Counties), [],
            false, window, window == "months" ? 1 + random.Next(4) : 0);
        var day = GivenFiles.Start.Day().AddDays(random.Next(200));
        return (new(terms, GivenFiles.Start.Day().AddDays(random.Next(60)), "P-1/1"), day,
            day.AddDays(1).Start().AddHours(random.Next(-40, 40)));
    }

    private static MeasuredItems Items(MeasureTerms terms, IEnumerable<PerformanceRow> rows)
    {
        var items = new MeasuredItems(terms);
        foreach (var row in rows) items.Apply(row);
        return items;
    }

    /// <summary>What had been recorded: an event is known once all earlier ones of its file are.</summary>
    private static IEnumerable<IEvent> Known(GivenFiles log, DateTimeOffset asOf)
    {
        var late = new HashSet<Guid>();
        foreach (var e in log.Log)
            if (e.Timestamp > asOf) late.Add(e.StreamId);
            else if (!late.Contains(e.StreamId)) yield return e;
    }

    private static (int Numerator, int Denominator) ByHand(
        MeasureTerms terms, List<List<IEvent>> lives, DateOnly from, DateOnly to)
    {
        var facts = lives.SelectMany(life => life).Select(e => (IOnRequest)e.Data).ToList();
        var decisions = lives.SelectMany(Standing).Where(Counts).ToList();
        var closings = lives.SelectMany(life => life.Where((e, i) => e.Data is RequestClosed closed && Counts(closed)
                && closed.Closure is not Closure.Withdrawn)
            .Select(e => (RequestClosed)e.Data)).ToList();
        return terms.Indicator switch
        {
            "PERF-SUBMITTED" => (facts.OfType<RequestSubmitted>().Count(Counts), 0),
            "PERF-BREACH" => (facts.OfType<LimitBreached>().Count(Counts), 0),
            "PERF-OPEN" => (lives.Count(life => Stands(life, IsOpen)), 0),
            "PERF-PASTLIMIT" => (lives.Count(life => Stands(life, IsPastLimit)), 0),
            "PERF-DECIDED" or "PERF-MEDIAN" => (decisions.Count, decisions.Count),
            "PERF-ONTIME" => (decisions.Count(one => one.OnTime), decisions.Count),
            "PERF-REFUSED" => (decisions.Count(one => one.Outcome is Outcome.Refused),
                decisions.Count(one => one.Outcome is not Outcome.Unstated)),
            "PERF-APPEAL" => (facts.OfType<AppealDecided>().Count(one => Counts(one) && one.Overturned),
                facts.OfType<AppealDecided>().Count(Counts)),
            _ => (lives.Sum(Contested), closings.Count),
        };

        bool IsHere(Matter matter) => (terms.Department is null || matter.Department == terms.Department)
            && (terms.Service is null || matter.Service == terms.Service)
            && (terms.County is null || matter.County == terms.County);
        bool Within(DateOnly day) => day >= from && day <= to;
        bool Counts(IOnRequest fact) => IsHere(fact.Matter) && Within(fact.At.Day());

        bool Stands(List<IEvent> life, Func<List<IEvent>, bool> stands)
        {
            var until = life.Where(e => ((IHappened)e.Data).At.Day() <= to).ToList();
            return until.Count > 0 && IsHere(((IOnRequest)until[^1].Data).Matter) && stands(until);
        }

        int Contested(List<IEvent> life)
        {
            var (count, closed) = (0, (RequestClosed?)null);
            foreach (var e in life)
                if (e.Data is RequestClosed { Closure: not Closure.Withdrawn } closing) closed = closing;
                else if (e.Data is ClosureContested contested)
                {
                    if (closed is not null && IsHere(contested.Matter) && Within(closed.At.Day())) count++;
                    closed = null;
                }

            return count;
        }
    }

    private static IEnumerable<RequestDecided> Standing(List<IEvent> life) =>
        life.Where((e, i) => e.Data is RequestDecided && !life.Skip(i).Any(later => later.Data is ClosureContested))
            .Select(e => (RequestDecided)e.Data);

    private static bool IsOpen(List<IEvent> life) => life.Aggregate(false, (open, e) => e.Data switch
    {
        RequestSubmitted or RequestReopened or DecisionAppealed => true,
        RequestClosed => false,
        _ => open,
    });

    private static bool IsPastLimit(List<IEvent> life)
    {
        var (past, decided) = (false, false);
        for (var i = 0; i < life.Count; i++)
            switch (life[i].Data)
            {
                case LimitBreached:
                    past |= !decided && IsOpen(life[..(i + 1)]);
                    break;
                case RequestDecided:
                    (past, decided) = (false, true);
                    break;
                case RequestClosed:
                    past = false;
                    break;
                case ClosureContested:
                    decided = false;
                    break;
                default: break;
            }

        return past;
    }
}
