using System.Text.Json;
using CsCheck;
using EGov.Casework;
using EGov.Transparency;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

public class CubeTests
{
    private static readonly string[] Groupings = ["department", "service", "county"];

    [Fact]
    public void In_which_order_and_in_how_many_parts_rows_come_makes_no_difference() =>
        Gen.Select(Gen.Int, Gen.Int[1, 7]).Sample((seed, parts) =>
        {
            var rows = GivenFiles.Random(seed, 60).Rows();
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            var cube = shuffled.Chunk((rows.Count / parts) + 1)
                .Aggregate(Cube.Empty, (before, part) => Of(part, from: before));
            Answer(cube, seed).ShouldBe(Answer(Of(rows), seed));
        }, iter: 60);

    [Fact]
    public void Rows_taken_out_again_leave_exactly_what_was_before_them() =>
        Gen.Select(Gen.Int, Gen.Double[0, 1]).Sample((seed, share) =>
        {
            var rows = GivenFiles.Random(seed, 60).Rows();
            var moment = rows[(int)(share * (rows.Count - 1))].Recorded;
            var known = rows.Where(row => row.Recorded <= moment).ToList();
            var change = new Cube.Change(Of(rows));
            foreach (var row in rows.Except(known)) change.Apply(PerformanceDelta.Of(row), -1);
            Answer(change.Build(known.Max(row => row.Sequence)), seed).ShouldBe(Answer(Of(known), seed));
        }, iter: 60);

    [Fact]
    public void The_figures_are_those_one_counts_by_hand() =>
        Gen.Int.Sample(seed =>
        {
            var log = GivenFiles.Random(seed, 120);
            var random = new Random(seed);
            var from = GivenFiles.Start.Day().AddDays(random.Next(100));
            var to = from.AddDays(random.Next(150));
            var cube = Of(log.Rows());
            var whole = PerformanceCount.Of(cube, new() { By = "county", From = from, To = to }, null, Handbook.Empty);
            var lives = log.Log.GroupBy(e => e.StreamId).Select(life => life.ToList()).ToList();

            var decisions = lives.SelectMany(Standing).Where(decided => Within(decided.At)).ToList();
            var figures = whole.Province.Figures;
            figures.Submitted.ShouldBe(Count<RequestSubmitted>());
            figures.Withdrawn.ShouldBe(Count<RequestWithdrawn>());
            figures.Breaches.ShouldBe(Count<LimitBreached>());
            figures.Appealed.ShouldBe(Count<DecisionAppealed>());
            figures.Overturned.ShouldBe(Count<AppealDecided>(appeal => appeal.Overturned));
            figures.LateSteps.ShouldBe(Count<StepRecorded>(step => step.Late));
            figures.Closed.ShouldBe(Count<RequestClosed>(closed => closed.Closure is not Closure.Withdrawn));
            figures.OutOfTurn.ShouldBe(
                Count<RequestAssigned>(assigned => assigned.Overtook > 0) + Count<RequestDecided>(decided => decided.Overtook > 0));
            figures.Open.ShouldBe(lives.Count(life => IsOpen(life, to)));
            figures.Decided.ShouldBe(decisions.Count);
            figures.Refused.ShouldBe(decisions.Count(decided => decided.Outcome is Outcome.Refused));
            if (decisions.Count < Statistics.Minimum)
            {
                (figures.MedianDays, figures.P90Days, figures.OnTime).ShouldBe((null, null, null));
            }
            else
            {
                var days = decisions.Select(decided => decided.WorkingDays).Order().ToList();
                figures.MedianDays.ShouldBe(days[((days.Count + 1) / 2) - 1]);
                figures.P90Days.ShouldBe(days[(int)Math.Ceiling(days.Count * 0.9) - 1]);
                figures.OnTime.ShouldBe(Statistics.Wilson(decisions.Count(decided => decided.OnTime), decisions.Count));
            }

            whole.Groups.Sum(group => group.Figures.Decided).ShouldBe(figures.Decided);
            whole.Groups.Sum(group => group.Figures.Open).ShouldBe(figures.Open);

            bool Within(DateTimeOffset at) => at.Day() >= from && at.Day() <= to;
            int Count<T>(Func<T, bool>? which = null) where T : IHappened => lives.Sum(life =>
                life.Select(e => e.Data).OfType<T>().Count(fact => Within(fact.At) && (which?.Invoke(fact) ?? true)));
        }, iter: 60);

    [Fact]
    public void Open_files_move_with_a_transfer_and_none_is_lost() =>
        Gen.Int.Sample(seed =>
        {
            var log = GivenFiles.Random(seed, 80);
            var answer = PerformanceCount.Of(Of(log.Rows()), new() { By = "department" }, null, Handbook.Empty);
            var open = log.Log.GroupBy(e => e.StreamId).Where(life => IsOpen([.. life], DateOnly.MaxValue))
                .GroupBy(life => ((IOnRequest)life.Last().Data).Matter.Department)
                .ToDictionary(files => files.Key, files => files.Count());
            foreach (var group in answer.Groups) group.Figures.Open.ShouldBe(open.GetValueOrDefault(group.Code!));
        }, iter: 60);

    [Fact]
    public void Months_add_up_to_the_whole()
    {
        var cube = Of(GivenFiles.Random(7, 300).Rows());
        var answer = PerformanceCount.Of(cube, new() { By = "department", IsMonthly = true }, null, Handbook.Empty);
        foreach (var group in answer.Groups.Append(answer.Province))
        {
            group.Months!.Sum(month => month.Figures.Decided).ShouldBe(group.Figures.Decided);
            group.Months!.Sum(month => month.Figures.Submitted).ShouldBe(group.Figures.Submitted);
            group.Months![^1].Figures.Open.ShouldBe(group.Figures.Open);
        }

        answer.Province.Months!.Select(month => month.Month).ShouldBe(
            answer.Province.Months!.Select(month => month.Month).Order(StringComparer.Ordinal));
        answer.Province.Months![0].Month.ShouldBe("1405-01");
    }

    [Fact]
    public void Twenty_decisions_are_ranked_and_nineteen_are_not()
    {
        var given = new GivenFiles();
        for (var i = 0; i < 39; i++)
        {
            var matter = GivenFiles.Permit with { Department = i < 20 ? "many" : "few" };
            given.Add(new(i, 0, 0, new byte[8]), GivenFiles.Submitted(GivenFiles.Start, matter));
            given.Add(new(i, 0, 0, new byte[8]), GivenFiles.Decided(GivenFiles.Start.AddDays(3), 2, i % 4 > 0, matter: matter));
        }

        var answer = PerformanceCount.Of(Of(given.Rows()), new() { By = "department" }, null, Handbook.Empty);
        answer.Groups.Select(group => (group.Code, group.Figures.Decided, group.Figures.MedianDays, group.Place)).ShouldBe(
            [("many", 20, 2, new(1, 1, 1)), ("few", 19, (int?)null, null)]);
        answer.Groups[1].Figures.OnTime.ShouldBeNull();
        answer.Groups[0].Figures.Wandering.ShouldBe(0.5);
    }

    [Fact]
    public void A_code_that_nobody_knows_is_refused()
    {
        var cube = Of(GivenFiles.Random(1, 10).Rows());
        Refusal(new() { By = "county", Department = "nowhere" }).ShouldBe("performance.department-unknown");
        Refusal(new() { By = "county", Service = "nothing" }).ShouldBe("performance.service-unknown");
        Refusal(new() { By = "county", County = "atlantis" }).ShouldBe("performance.county-unknown");

        string Refusal(PerformanceQuery query)
        {
            var refused = Should.Throw<Refused>(() => PerformanceCount.Of(cube, query, null, Handbook.Empty));
            refused.Status.ShouldBe(400);
            return refused.Code;
        }
    }

    private static IEnumerable<RequestDecided> Standing(List<IEvent> life) =>
        life.Where((e, i) => e.Data is RequestDecided && !life.Skip(i).Any(later => later.Data is ClosureContested))
            .Select(e => (RequestDecided)e.Data);

    private static bool IsOpen(List<IEvent> life, DateOnly to) =>
        life.Where(e => ((IHappened)e.Data).At.Day() <= to).Aggregate(false, (open, e) => e.Data switch
        {
            RequestSubmitted or RequestReopened or DecisionAppealed => true,
            RequestClosed => false,
            _ => open,
        });

    private static Cube Of(IEnumerable<PerformanceRow> rows, Cube? from = null)
    {
        var change = new Cube.Change(from ?? Cube.Empty);
        foreach (var row in rows) change.Apply(PerformanceDelta.Of(row));
        return change.Build();
    }

    private static string Answer(Cube cube, int seed)
    {
        var random = new Random(seed);
        var from = GivenFiles.Start.Day().AddDays(random.Next(100));
        var query = new PerformanceQuery
        {
            By = Groupings[random.Next(3)],
            From = random.Next(3) == 0 ? null : from,
            To = random.Next(3) == 0 ? null : from.AddDays(random.Next(100)),
            IsMonthly = random.Next(2) == 0,
        };
        return JsonSerializer.Serialize(PerformanceCount.Of(cube, query, null, Handbook.Empty));
    }
}
