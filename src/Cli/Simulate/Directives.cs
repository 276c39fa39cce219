using EGov.Oversight;

namespace EGov.Cli.Simulate;

/// <summary>What the governorate asks of departments, and what they do about it; with dice of its own.</summary>
/// <remarks>
/// Nothing here touches a file, a queue or anybody's desk, and its events are written between those of the casework by
/// their moments: with or without directives, the casework of a seed is the same, event for event.
/// </remarks>
internal sealed class Directives(World world, Programmes programmes)
{
    private const int RequestsForOne = 50, Fewest = 3, Most = 48;
    private readonly Clerkship _clerkship = new();
    private readonly List<Course> _courses = [];
    private DateTimeOffset _last;

    private static readonly Actor[] Governors =
        [new("governor", "GVN-01", "governorate"), new("governor", "GVN-02", "governorate")];

    public void Open()
    {
        var dice = Dice("plan");
        var led = Managers().Keys.Where(code => code != "governorate").ToList();
        if (led.Count == 0 || Governors.Any(one => !world.Handbook.Officers.ContainsKey(one.Code))) return;
        var scenario = world.Scenario;
        var count = Math.Clamp(scenario.Requests / RequestsForOne, Fewest, Most);
        for (var index = 0; index < count; index++)
        {
            var (number, task) = (index, dice.Pick(DirectiveTasks.All));
            var departments = task.Departments.Where(led.Contains).ToList();
            if (departments.Count == 0) departments = [dice.Pick(led)];
            var day = scenario.From.AddDays((int)(scenario.Days * 0.95 * dice.Unit()));
            world.OnWorkday(day, dice.Between(8, 13), () => Issue(number, task, departments));
        }

        for (var day = scenario.From.AddDays(1); day <= scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.1), Look);
    }

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) =>
        world.Dice("directives/" + purpose, subject);

    private Dictionary<string, Actor> Managers() => world.Handbook.Officers.Values
        .Where(officer => officer.IsServing && officer.Roles.Contains("manager"))
        .OrderBy(officer => officer.Code, StringComparer.Ordinal).GroupBy(officer => officer.Department)
        .ToDictionary(own => own.Key, own => new Actor("manager", own.First().Code, own.Key));

    private void Issue(int index, DirectiveTask task, IReadOnlyList<string> departments)
    {
        var dice = Dice("issue", index);
        var course = new Course(index, task);
        var governor = dice.Pick(Governors);
        course.Id = Identity.Of("directive", governor.Name, KeyOf(course));
        var (served, commitment) = programmes.ServedBy(task);
        Do(course, governor, (_, now) => IssueDirectiveHandler.Decide(
            new(departments, task.Line, task.Effect, task.Evidence, dice.Pick<int>([10, 15, 20, 30]),
                Support: dice.Chance(0.3) ? task.Support : null, Serves: commitment),
            course.Id, world.Handbook, governor, now, served));
        _courses.Add(course);
        foreach (var department in departments) Begin(course, department);
        if (dice.Chance(0.05)) world.Later(dice.Between(5, 15), dice, () =>
        {
            if (course.State.Parts.All(part => part.IsEnded)) return;
            Do(course, governor, (state, now) => WithdrawDirectiveHandler.Handle(
                new(course.Id, "superseded", "دستور تازه‌ای جای آن را گرفت."), state, governor, now));
        });
    }

    private void Begin(Course course, string department)
    {
        var dice = Dice("department", course.Index, department);
        var manager = Managers()[department];
        // One in twenty is left lying, and goes up the line.
        world.Later(dice.Chance(0.05) ? dice.Between(25, 40) : dice.LogNormal(1.5, 0.6), dice, () =>
        {
            if (!IsOpen(course, department)) return;
            Do(course, manager, (state, now) =>
                AcknowledgeDirectiveHandler.Handle(new(course.Id), state, manager, now));
            world.Later(dice.LogNormal(1, 0.5), dice, () => Assign(course, department, manager, dice));
        });
    }

    private void Assign(Course course, string department, Actor manager, Dice dice)
    {
        if (!IsOpen(course, department)) return;
        var staff = world.Handbook.Officers.Values.Where(officer => officer.IsServing
                && officer.Department == department && officer.Roles.Contains("officer"))
            .Select(officer => officer.Code).Order(StringComparer.Ordinal).ToList();
        var executor = staff.Count > 0 ? new Actor("officer", dice.Pick(staff), department) : manager;
        Do(course, manager, (state, now) => AssignDirectiveHandler.Handle(
            new(course.Id, executor.Code), state, world.Handbook, manager, now));
        if (dice.Chance(0.2)) world.Later(dice.LogNormal(2, 0.5), dice, () => AskSupport(course, executor, dice));
        if (dice.Chance(0.12)) world.Later(dice.Between(4, 9), dice, () => Extend(course, department, dice));
        var days = course.State.Of(department).Days;
        world.Later(Math.Max(2, dice.LogNormal(days * 0.75, 0.45)), dice, () => Report(course, executor, dice));
    }

    private void AskSupport(Course course, Actor executor, Dice dice)
    {
        if (!IsOpen(course, executor.Department!)) return;
        Do(course, executor, (state, now) => AskSupportHandler.Handle(
            new(course.Id, course.Task.Need), state, executor, now));
        world.Later(dice.LogNormal(2, 0.5), dice, () =>
        {
            if (course.State.Of(executor.Department!).OpenAsk is null) return;
            var governor = dice.Pick(Governors);
            var isGiven = dice.Chance(0.75);
            var words = isGiven
                ? "فراهم شد و از فردا در اختیار شماست."
                : "در این فصل شدنی نیست؛ با امکانات خودتان پیش بروید.";
            Do(course, governor, (state, now) => AnswerSupportHandler.Handle(
                new(course.Id, executor.Department!, isGiven, words), state, governor, now));
        });
    }

    private void Extend(Course course, string department, Dice dice)
    {
        if (!IsOpen(course, department)) return;
        var governor = dice.Pick(Governors);
        var days = dice.Pick<int>([3, 5, 10]);
        Do(course, governor, (state, now) => ExtendDirectiveHandler.Handle(
            new(course.Id, department, days, "کار میدانی بیش از برآورد زمان می‌برد."), state, world.Handbook, governor,
            now));
    }

    private void Report(Course course, Actor executor, Dice dice)
    {
        if (!IsOpen(course, executor.Department!)) return;
        var hasFile = dice.Chance(0.3);
        if (hasFile) Do(course, executor, (state, now) => AttachEvidenceHandler.Handle(
            new(course.Id, "صورت‌جلسه.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(course.Task.Proof)),
            state, executor, now));
        Do(course, executor, (state, now) => ReportDirectiveHandler.Handle(
            new(course.Id, course.Task.Done, hasFile ? [] : [course.Task.Proof]), state, executor, now));
        world.Later(dice.LogNormal(3, 0.6), dice, () => Judge(course, executor, dice));
    }

    /// <summary>A second person looks: the first report does not always show the effect.</summary>
    private void Judge(Course course, Actor executor, Dice dice)
    {
        var department = executor.Department!;
        if (course.State.Of(department).Status is not DirectiveStatus.Reported) return;
        var governor = dice.Pick(Governors);
        if (dice.Chance(course.State.Of(department).Returns == 0 ? 0.75 : 0.9))
        {
            Do(course, governor, (state, now) => VerifyDirectiveHandler.Handle(
                new(course.Id, department, "در بازدید دیده شد."), state, world.Handbook, governor, now));
            return;
        }

        Do(course, governor, (state, now) => ReturnDirectiveHandler.Handle(
            new(course.Id, department, course.Task.Missing), state, world.Handbook, governor, now));
        world.Later(dice.LogNormal(4, 0.5), dice, () => Report(course, executor, dice));
    }

    /// <summary>What the new day brings.</summary>
    private void Look()
    {
        var (calendar, book) = (world.Handbook.Calendar, world.Handbook);
        foreach (var course in _courses.Where(course => course.State.WatchFrom is not null))
            foreach (var duty in DirectiveDuty.Of(course.State, calendar, world.Today))
                Do(course, Actor.Platform, (state, now) => duty.Command switch
                {
                    RedateDirective redate => RedateDirectiveHandler.Handle(redate, state, book, now),
                    RemindDirective remind => RemindDirectiveHandler.Handle(remind, state, book, now),
                    EscalateDirective escalate => EscalateDirectiveHandler.Handle(escalate, state, book, now),
                    RemindVerifier remind => RemindVerifierHandler.Handle(remind, state, book, now),
                    _ => throw new InvalidOperationException($"{duty.Command.GetType().Name} is done by nobody here."),
                }, course.CauseOf(duty));
    }

    private static bool IsOpen(Course course, string department) => course.State.Of(department).IsOpen;

    /// <summary>On the working day so many days from now, in office hours.</summary>
    private string KeyOf(Course course) =>
        FormattableString.Invariant($"{world.Scenario.Key}/directive/{course.Index}/{course.Acts}");

    private void Do(
        Course course, Actor actor, Func<Directive, DateTimeOffset, object> decide, Guid? cause = null)
    {
        _last = world.Now > _last ? world.Now : _last.AddMilliseconds(1);
        var key = KeyOf(course);
        _clerkship.Note(_last, _last, Dice("record", key));
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
            course.Id, typeof(Directive), act, happened, isNew: course.Acts == 0, _clerkship.WrittenAt(act.Now));
        course.Acts++;
        course.Happened.Add((happened, e.Id));
        course.State = course.State.Evolve(e);
    }

    /// <summary>One directive, from its issue on.</summary>
    private sealed class Course(int index, DirectiveTask task)
    {
        public int Index => index;
        public DirectiveTask Task => task;
        public Guid Id { get; set; }
        public int Acts { get; set; }
        public Directive State { get; set; } = new();
        public List<(object Fact, Guid Id)> Happened { get; } = [];

        public Guid? CauseOf(DirectiveDuty duty) =>
            Happened.LastOrDefault(one => duty.IsSetBy(one.Fact)) is { Fact: not null } found ? found.Id : null;
    }
}
