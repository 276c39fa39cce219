using EGov.Oversight;

namespace EGov.Cli.Simulate;

/// <summary>What offices write to each other and outside, and what comes of it; with dice of its own.</summary>
/// <remarks>As with directives: the casework of a seed is the same with or without letters, event for event.</remarks>
internal sealed class Correspondence(World world)
{
    private const int RequestsForOne = 25, Fewest = 6, Most = 120;
    private readonly Clerkship _clerkship = new();
    private readonly List<Course> _courses = [];
    private readonly Dictionary<Guid, int> _registers = [];
    private DateTimeOffset _last;

    private static readonly Actor[] Governors =
        [new("governor", "GVN-01", "governorate"), new("governor", "GVN-02", "governorate")];

    public void Open()
    {
        var dice = Dice("plan");
        var offices = Managers().Keys.Where(code => Staff(code).Count > 0).ToList();
        if (offices.Count < 3 || Governors.Any(one => !world.Handbook.Officers.ContainsKey(one.Code))) return;
        var scenario = world.Scenario;
        var count = Math.Clamp(scenario.Requests / RequestsForOne, Fewest, Most);
        for (var index = 0; index < count; index++)
        {
            var number = index;
            var day = scenario.From.AddDays((int)(scenario.Days * 0.95 * dice.Unit()));
            var kind = dice.Unit();
            world.OnWorkday(day, dice.Between(7.6, 14), () =>
            {
                var own = Dice("letter", number);
                if (kind < 0.2) Inform(number, own, offices);
                else if (kind < 0.4) Register(number, own, offices);
                else Ask(number, own, offices);
            });
        }

        for (var day = scenario.From.AddDays(1); day <= scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.2), Look);
    }

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) =>
        world.Dice("correspondence/" + purpose, subject);

    private Dictionary<string, Actor> Managers() => world.Handbook.Officers.Values
        .Where(officer => officer.IsServing && officer.Roles.Contains("manager"))
        .OrderBy(officer => officer.Code, StringComparer.Ordinal).GroupBy(officer => officer.Department)
        .ToDictionary(own => own.Key, own => new Actor("manager", own.First().Code, own.Key));

    private List<Actor> Staff(string office) =>
    [
        .. world.Handbook.Officers.Values.Where(officer => officer.IsServing && officer.Department == office
                && officer.Roles.Contains("officer"))
            .Select(officer => officer.Code).Order(StringComparer.Ordinal)
            .Select(code => new Actor("officer", code, office)),
    ];

    /// <summary>Whoever signs for an office: of the governorate, its staff for the departments.</summary>
    private Actor SignerOf(string office, Dice dice) =>
        office == "governorate" ? dice.Pick(Governors) : Managers()[office];

    private void Ask(int index, Dice dice, List<string> offices)
    {
        var topic = dice.Pick(LetterTopics.All);
        var concerned = topic.Departments.Where(offices.Contains).ToList();
        var to = dice.Pick(concerned.Count > 0 ? concerned : [.. offices.Where(one => one != "governorate")]);
        var from = dice.Chance(0.5) && to != "governorate"
            ? "governorate"
            : dice.Pick(offices.Where(one => one != to).ToList());
        Send($"{index}", topic, from, to, null, dice);
    }

    /// <summary>Written by one of the office, signed by its head, and on its way.</summary>
    private void Send(string name, LetterTopic topic, string from, string to, Course? before, Dice dice)
    {
        var writer = from == "governorate" ? dice.Pick(Governors) : dice.Pick(Staff(from));
        var owner = dice.Pick(Staff(to)).Code;
        var days = dice.Pick<int>([5, 7, 10, 15, 20]);
        var draft = new LetterDraft(topic.Line, to, Words: topic.Words, Effect: topic.Effect, Evidence: topic.Evidence,
            Days: days, Owner: owner, LegalReference: topic.Law, InReplyTo: before?.Id);
        Write(name, draft, writer, before, dice, course =>
        {
            course.Topic = topic;
            world.Later(Math.Max(1, dice.LogNormal(0.7, 0.6)), dice, () => Receive(course, dice));
        });
    }

    private void Write(
        string name, LetterDraft draft, Actor writer, Course? before, Dice dice, Action<Course> sent)
    {
        var course = new Course(name);
        course.Id = Identity.Of("letter", writer.Name, KeyOf(course));
        Do(course, writer, (_, now) => DraftLetterHandler.Decide(
            new(draft), new(before?.State.Thread, []), course.Id, world.Handbook, writer, now));
        _courses.Add(course);
        world.Later(dice.LogNormal(0.5, 0.5), dice, () =>
        {
            var signer = SignerOf(writer.Department!, dice);
            Do(course, signer, (state, now) => SendLetterHandler.Decide(
                draft.Folded(), state, Next(writer.Department!, LetterDirection.Out), world.Handbook, signer, now));
            sent(course);
        });
    }

    private void Receive(Course course, Dice dice)
    {
        if (course.State is not { Status: LetterStatus.Open, Received: null, To: { } to }) return;
        var clerk = dice.Pick(Staff(to));
        Do(course, clerk, (state, now) => ReceiveLetterHandler.Decide(
            state, Next(to, LetterDirection.In), clerk, now));
        // Some pass it on instead, and now and then it comes back from where it went.
        var others = course.Topic!.Departments.Where(one => one != to && Staff(one).Count > 0
            && Managers().ContainsKey(one)).ToList();
        if (course.Hops < 3 && others.Count > 0 && dice.Chance(0.18))
        {
            var passedBack = dice.Chance(0.35) && course.State.Office != to && Staff(course.State.Office).Count > 0;
            world.Later(dice.LogNormal(3, 0.5), dice, () => Send($"{course.Name}/{course.Hops + 1}", course.Topic!, to,
                passedBack ? course.State.Office : dice.Pick(others), course, dice));
            // Who passes it on leaves it lying.
            if (dice.Chance(0.6)) return;
        }

        world.Later(Math.Max(2, dice.LogNormal(course.State.Days * 0.8, 0.5)), dice, () => Report(course, dice));
    }

    private void Report(Course course, Dice dice)
    {
        if (!course.State.IsOpen || course.State.Executor is not { } code || dice.Chance(0.06)) return;
        var executor = new Actor(RoleOf(code), code, course.State.Doer);
        Do(course, executor, (state, now) => ReportLetterHandler.Handle(
            new(course.Id, course.Topic?.Done ?? "پاسخ داده شد.", [course.Topic?.Proof ?? "نامهٔ پاسخ"]), state,
            executor, now));
        world.Later(dice.LogNormal(3, 0.6), dice, () => Judge(course, dice));
    }

    /// <summary>The office that wants the effect looks, or the governor's staff.</summary>
    private void Judge(Course course, Dice dice)
    {
        if (course.State.Status is not LetterStatus.Reported) return;
        var verifier = dice.Pick(Governors);
        if (dice.Chance(course.State.Returns == 0 ? 0.78 : 0.92))
        {
            Do(course, verifier, (state, now) => VerifyLetterHandler.Handle(
                new(course.Id, "در بازدید دیده شد."), state, world.Handbook, verifier, now));
            return;
        }

        Do(course, verifier, (state, now) => ReturnLetterHandler.Handle(
            new(course.Id, "آنچه خواسته شده هنوز دیده نمی‌شود."), state, world.Handbook, verifier, now));
        world.Later(dice.LogNormal(4, 0.5), dice, () => Report(course, dice));
    }

    private void Inform(int index, Dice dice, List<string> offices)
    {
        var from = dice.Pick(offices);
        var writer = from == "governorate" ? dice.Pick(Governors) : dice.Pick(Staff(from));
        var to = dice.Pick(offices.Where(one => one != from).ToList());
        Write($"{index}", new(dice.Pick(LetterTopics.News), to, IsInformation: true), writer, null, dice, _ => { });
    }

    /// <summary>Somebody outside writes; an officer sees to it, and he is answered.</summary>
    private void Register(int index, Dice dice, List<string> offices)
    {
        var office = dice.Pick(offices);
        var clerk = dice.Pick(Staff(office));
        var isWanted = dice.Chance(0.7);
        var course = new Course($"{index}");
        course.Id = Identity.Of("letter", clerk.Name, KeyOf(course));
        var command = new RegisterLetter(
            world.Handbook.Calendar.Next(world.Today.AddDays(-3)) is var date && date <= world.Today
                ? date : world.Today,
            dice.Pick(LetterTopics.FromOutside), Correspondent: dice.Pick(Names), Contact: "مازندران",
            TheirNumber: $"{100 + index}", Words: "نوشتهٔ نامه در پیوست است.",
            Effect: isWanted ? "پاسخ روشن با ذکر روز انجام داده شده باشد." : null,
            Days: isWanted ? dice.Pick<int>([7, 10, 15]) : null);
        Do(course, clerk, (_, now) => RegisterLetterHandler.Decide(command, LetterTies.None, course.Id, office,
            Next(office, LetterDirection.In), world.Handbook, clerk, now));
        _courses.Add(course);
        if (!isWanted) return;
        var manager = Managers()[office];
        world.Later(dice.LogNormal(1, 0.5), dice, () =>
        {
            if (!course.State.IsOpen) return;
            Do(course, manager, (state, now) => AssignLetterHandler.Handle(
                new(course.Id, dice.Pick(Staff(office)).Code), state, world.Handbook, manager, now));
            world.Later(Math.Max(2, dice.LogNormal(course.State.Days * 0.8, 0.5)), dice, () => Report(course, dice));
        });
    }

    private static readonly string[] Names =
        ["شورای روستای کناره", "انجمن دوستداران جنگل", "شرکت تعاونی شالی‌کاران", "زهرا رضایی", "علی نوری"];

    private string RoleOf(string code) =>
        world.Handbook.Officers[code].Roles.Contains("officer") ? "officer"
        : world.Handbook.Officers[code].Roles.Contains("governor") ? "governor" : "manager";

    /// <summary>What the new day brings.</summary>
    private void Look()
    {
        var (calendar, book) = (world.Handbook.Calendar, world.Handbook);
        foreach (var course in _courses.Where(course => course.State.WatchFrom <= world.Today.AddDays(30)))
            if (LetterDuty.Of(course.State, calendar, world.Today) is { } duty)
                Do(course, Actor.Platform, (state, now) => duty.Command switch
                {
                    RedateLetter redate => RedateLetterHandler.Handle(redate, state, book, now),
                    RemindLetter remind => RemindLetterHandler.Handle(remind, state, book, now),
                    RemindLetterVerdict remind => RemindLetterVerdictHandler.Handle(remind, state, book, now),
                    _ => throw new InvalidOperationException($"{duty.Command.GetType().Name} is done by nobody here."),
                }, course.CauseOf(duty));
    }

    private int Next(string office, LetterDirection direction) =>
        _registers.GetValueOrDefault(LetterRegister.Of(office, LetterRegister.YearOf(world.Today), direction)) + 1;

    /// <summary>On the working day so many days from now, in office hours.</summary>
    private string KeyOf(Course course) =>
        FormattableString.Invariant($"{world.Scenario.Key}/letter/{course.Name}/{course.Acts}");

    private void Do(
        Course course, Actor actor, Func<OfficialLetter, DateTimeOffset, object> decide, Guid? cause = null)
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
        var written = _clerkship.WrittenAt(act.Now);
        var e = world.Beside(course.Id, typeof(OfficialLetter), act, happened, isNew: course.Acts == 0, written);
        var entry = happened switch
        {
            LetterSent sent => sent.Entry,
            LetterRegistered registered => registered.Entry,
            LetterReceived received => received.Entry,
            _ => null,
        };
        if (entry is not null)
            Number(entry, course, act with { Key = key + "/number", CausationId = $"{e.Id}" }, written);
        course.Acts++;
        course.Happened.Add((happened, e.Id));
        course.State = course.State.Evolve(e);
    }

    private void Number(RegisterEntry entry, Course course, Act act, DateTimeOffset written)
    {
        var register = LetterRegister.Of(entry.Office, entry.Year, entry.Direction);
        world.Beside(register, typeof(LetterRegister), act, new LetterNumbered(act.Now, entry, course.Id),
            isNew: entry.Running == 1, written);
        _registers[register] = entry.Running;
    }

    /// <summary>One letter, from its first word on.</summary>
    private sealed class Course(string name)
    {
        public string Name => name;

        /// <summary>How often the matter was passed on before.</summary>
        public int Hops => name.Count(letter => letter == '/');
        public Guid Id { get; set; }
        public LetterTopic? Topic { get; set; }
        public int Acts { get; set; }
        public OfficialLetter State { get; set; } = new();
        public List<(object Fact, Guid Id)> Happened { get; } = [];

        public Guid? CauseOf(LetterDuty duty) =>
            Happened.LastOrDefault(one => duty.IsSetBy(one.Fact)) is { Fact: not null } found ? found.Id : null;
    }
}
