using EGov.Casework;
using EGov.Oversight;
using EGov.Transparency;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>
/// What the simulated governor promised, and what the events made of it. Nothing here touches a file; what is measured
/// is counted from the very events that the simulation has recorded, as the platform counts it.
/// </summary>
internal sealed class Programmes(World world)
{
    private static readonly Actor Governor = new("governor", "GVN-01", "governorate");
    private static readonly Actor Second = new("governor", "GVN-02", "governorate");
    private static readonly string?[] Measured = [.. ProgrammePlans.All.Select(plan => plan.Service)];

    private readonly Dictionary<string, Course> _courses = [];
    private readonly Dictionary<Guid, PerformanceFile> _files = [];
    private readonly List<PerformanceRow> _rows = [];
    private readonly List<IEvent> _directives = [];
    private readonly SortedDictionary<DateOnly, int> _recorded = [];
    private int _founding;
    private DateTimeOffset _last;

    public void Open()
    {
        var handbook = world.Handbook;
        if (!new[] { Governor.Code, Second.Code }.All(handbook.Officers.ContainsKey)) return;
        _founding = SimulatedProvince.Establish(world.Scenario).Count();
        world.History.Heard = Hear;
        foreach (var plan in ProgrammePlans.All.Where(plan => plan.Departments.All(handbook.Departments.ContainsKey)))
            At(0.02, 9, () => Begin(plan));
        for (var day = world.Scenario.From.AddDays(1); day <= world.Scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.4), Look);
    }

    /// <summary>The commitment that a directive of this task serves, if there is one now.</summary>
    public (Programme? Programme, string? Commitment) ServedBy(DirectiveTask task) =>
        _courses.TryGetValue(ProgrammePlans.Water.Code, out var course)
        && course.State is { Ended: null, Commitments.Count: > 0 } programme
        && task.Departments.All(ProgrammePlans.Water.Departments.Contains)
            ? (programme, CommitmentCode.Of(programme.Number, 1))
            : (null, null);

    private void Begin(ProgrammePlan plan)
    {
        var course = _courses[plan.Code] = new(plan);
        course.Id = Identity.Of("programme", Governor.Name, KeyOf(course));
        Do(course, Governor, (_, now) => OpenProgrammeHandler.Decide(
            new(plan.Promise, plan.Source, world.Today.AddDays(-12)), course.Id, world.Handbook, Governor, now));
        Do(course, Governor, (state, now) => MakeCommitmentHandler.Handle(
            new(course.Id, plan.Commitment, plan.Departments, world.Today.AddDays(730)), state, world.Handbook,
            Governor, now));
        if (plan == ProgrammePlans.Permits) Permits(course);
        else if (plan == ProgrammePlans.Water) Water(course);
        else Branches(course);
    }

    private void Permits(Course course)
    {
        Define(course, new("پاسخ در مهلت، دو ماه گذشته", "Answered in time, the last two months"),
            MeasureLanguage.Share, "PERF-ONTIME", MeasureLanguage.InMonths, 2);
        Define(course, new("میانهٔ روزهای رسیدگی، دو ماه گذشته", "Median working days, the last two months"),
            MeasureLanguage.Median, "PERF-MEDIAN", MeasureLanguage.InMonths, 2);
        At(0.35, 11, () =>
        {
            var share = (Now(course, 1).Value ?? 8_000) / 100;
            Set(course, 1, true, Math.Max(0, share - 5), 0.6);
            Set(course, 1, true, Math.Min(97, share + 15), 0.82);
            Set(course, 2, false, Math.Max(1, (Now(course, 2).Value ?? 12) - 1), 0.75);
            Set(course, 1, true, 95, 1.4);
        });
        At(0.7, 10, () => Amend(course, 2, target => Math.Max(1, target - 3), 0.86,
            new("دو کارشناس نقشه‌خوان به ستاد مرکزی رفتند و جایگزینی ندارند.",
                "Two surveyors were called to the central office and have not been replaced.")));
        At(0.5, 12, () => Do(course, Governor, (state, now) => HandOverProgrammeHandler.Handle(
            new(course.Id, Second.Code), state, world.Handbook, Governor, now)));
        At(0.9, 10, () => Explain(course, new(
            "پرونده‌هایی که در تعطیلی انباشته شد پس از مهلت پاسخ گرفت. از ماه آینده کارشناس سوم می‌آید.",
            "Files that piled up during the closure were answered late. A third expert starts next month.")));
    }

    private void Water(Course course)
    {
        Define(course, new("دستورهایی که اثرشان دیده شد", "Directives whose effect was seen"), MeasureLanguage.Count,
            "DIR-EFFECTIVE", MeasureLanguage.SinceStart);
        Define(course, new("روزهای کاری تا اثر", "Working days to the effect"), MeasureLanguage.Median, "DIR-TIME",
            MeasureLanguage.SinceStart);
        At(0.05, 11, () =>
        {
            Set(course, 1, true, 1, 0.55);
            Set(course, 1, true, 60, 0.8);
            Set(course, 2, false, 20, 0.78);
            Set(course, 1, true, 90, 1.5);
        });
        At(0.3, 10, () => Do(course, Governor, (state, now) => AmendPromiseHandler.Handle(
            new(course.Id, new("آب استان را پس می‌گیریم.", "We take back the province’s water."),
                course.Plan.Source, world.Today.AddDays(-60),
                new("زمین در اختیار سازمان دیگری است.", "Land is another authority’s competence.")),
            state, Governor, now)));
        At(0.4, 10, () => Do(course, Governor, (state, now) => AmendCommitmentHandler.Handle(
            new(course.Id, 1, course.Plan.Commitment, course.Plan.Departments, world.Today.AddDays(640),
                new("سررسید با سال آبی هماهنگ شد.", "The due date now follows the water year.")),
            state, world.Handbook, Governor, now)));
    }

    private void Branches(Course course)
    {
        Define(course, new("پرونده‌های گذشته از مهلت", "Files past their limit"), MeasureLanguage.Count,
            "PERF-PASTLIMIT", MeasureLanguage.AtTheDay);
        At(0.05, 12, () =>
        {
            Set(course, 1, false, 0, 0.65);
            Set(course, 1, false, 0, 0.9);
        });
        At(0.85, 10, () =>
        {
            if (course.State.Milestones is not [_, { Status: MilestoneStatus.Standing }]) return;
            Do(course, Governor, (state, now) => DropMilestoneHandler.Handle(
                new(course.Id, 2, new("برنامه بازنگری می‌شود.", "The programme is being reviewed.")), state, Governor,
                now));
        });
        At(0.95, 10, () => Do(course, Governor, (state, now) => EndProgrammeHandler.Handle(
            new(course.Id, "abandoned", new("اعتبار انشعاب امسال به پایان رسید.",
                "This year’s funds for connections are spent.")), state, Governor, now)));
    }

    private void Define(Course course, Text name, string kind, string indicator, string window, int? months = null) =>
        Do(course, Governor, (state, now) => DefineMeasureHandler.Decide(
            new(course.Id, 1, name, kind, indicator, window, months, Service: course.Plan.Service,
                Serving: course.Plan.Service is null),
            state, [], world.Handbook, Governor, now));

    private void Set(Course course, int measure, bool atLeast, int target, double part)
    {
        if (DayOf(part) <= world.Today) return;
        Do(course, Governor, (state, now) => SetMilestoneHandler.Handle(
            new(course.Id, measure, atLeast, target, DayOf(part)), state, Governor, now));
    }

    private void Amend(Course course, int number, Func<int, int> target, double part, Text reason)
    {
        if (course.State.Milestones.FirstOrDefault(one => one.Number == number) is not { } milestone
            || milestone.Status is not MilestoneStatus.Standing || world.Today >= milestone.On) return;
        Do(course, Governor, (state, now) => AmendMilestoneHandler.Handle(
            new(course.Id, number, milestone.AtLeast, target(milestone.Target), DayOf(part), reason), state, Governor,
            now));
    }

    private void Explain(Course course, Text words)
    {
        foreach (var milestone in course.State.Milestones.Where(one => one.Status is MilestoneStatus.Missed))
            Do(course, Second, (state, now) => ExplainMissHandler.Handle(
                new(course.Id, milestone.Number, words), state, Second, now));
    }

    /// <summary>What the new day brings.</summary>
    private void Look()
    {
        foreach (var course in _courses.Values)
            foreach (var duty in ProgrammeDuty.Of(course.State, world.Handbook.Calendar, world.Today).ToList())
                Do(course, Actor.Platform, (state, now) => duty.Command switch
                {
                    RemindMilestone remind => RemindMilestoneHandler.Handle(remind, state, now),
                    RemindMiss remind => RemindMissHandler.Handle(remind, state, world.Handbook, now),
                    JudgeMilestone judge => JudgeMilestoneHandler.Decide(
                        judge, state, AtTheEndOf(course, state.MilestoneOf(judge.Milestone)), world.Handbook, now),
                    _ => throw new InvalidOperationException($"{duty.Command.GetType().Name} is done by nobody here."),
                }, course.Happened.LastOrDefault(one => duty.IsSetBy(one.Data))?.Id);
    }

    private MeasuredValue AtTheEndOf(Course course, Milestone milestone) =>
        Count(course, course.State.MeasureOf(milestone.Measure), milestone.On);

    private MeasuredValue Now(Course course, int measure) =>
        Count(course, course.State.MeasureOf(measure), world.Today.AddDays(-1));

    private MeasuredValue Count(Course course, EGov.Oversight.Measure measure, DateOnly day)
    {
        var scope = course.State.ScopeOf(measure);
        var items = measure.Terms.Service is null
            ? MeasuredItems.OfDirectives(scope, _directives)
            : new(measure.Terms);
        foreach (var row in _rows) items.Apply(row);
        return items.Measure(scope, day, day.AddDays(1).Start().AddMicroseconds(-1),
            _founding + _recorded.TakeWhile(one => one.Key <= day).Sum(one => one.Value));
    }

    private void Hear(IEvent e)
    {
        var day = e.Timestamp.Day();
        _recorded[day] = _recorded.GetValueOrDefault(day) + 1;
        if (e.Data is DirectiveIssued or DirectiveVerified) _directives.Add(e);
        if (e.Data is not IOnRequest on || !Measured.Contains(on.Matter.Service)) return;
        var file = _files.GetValueOrDefault(e.StreamId) ?? new();
        if (file.Next(e, (_, _) => 0) is not { } row) return;
        _rows.Add(row);
        _files[e.StreamId] = file.After(row);
    }

    private DateOnly DayOf(double part) => world.Scenario.From.AddDays((int)(world.Scenario.Days * part));

    private void At(double part, double hour, Action act) =>
        world.Schedule(world.Handbook.Calendar.Next(DayOf(part)).At(hour), act);

    private string KeyOf(Course course) =>
        FormattableString.Invariant($"{world.Scenario.Key}/programme/{course.Plan.Code}/{course.Happened.Count}");

    private void Do(Course course, Actor actor, Func<Programme, DateTimeOffset, object> decide, Guid? cause = null)
    {
        _last = world.Now > _last ? world.Now : _last.AddMilliseconds(1);
        var key = KeyOf(course);
        var act = new Act
        {
            Actor = actor,
            Now = _last,
            Handbook = world.Handbook,
            Key = key,
            CorrelationId = Identity.Of("correlation", key).ToString(),
            CausationId = cause?.ToString(),
        };
        object happened;
        using (Act.Begin(act)) happened = decide(course.State, act.Now);
        var e = world.Beside(
            course.Id, typeof(Programme), act, happened, isNew: course.Happened.Count == 0, act.Now.AddSeconds(1));
        course.Happened.Add(e);
        course.State = course.State.Evolve(e);
    }

    /// <summary>One programme, from its opening on.</summary>
    private sealed class Course(ProgrammePlan plan)
    {
        public ProgrammePlan Plan => plan;
        public Guid Id { get; set; }
        public Programme State { get; set; } = new();
        public List<IEvent> Happened { get; } = [];
    }
}
