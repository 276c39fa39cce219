using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>The councils of the province, their meetings and resolutions; with dice of their own.</summary>
/// <remarks>By the platform's own decide functions, beside the casework and without a part in its instants.</remarks>
internal sealed class Councils(World world)
{
    private static readonly Actor Writer = new("governor", "GVN-01", "governorate");
    private static readonly Actor Second = new("governor", "GVN-02", "governorate");

    private static readonly (string Code, Text Name, int Every)[] Known =
    [
        ("administrative", new("شورای اداری استان", "Administrative council of the province"), 42),
        ("planning", new("شورای برنامه‌ریزی و توسعهٔ استان", "Council of planning and development"), 56),
        ("crisis", new("شورای هماهنگی مدیریت بحران", "Council of crisis coordination"), 75),
    ];

    private readonly Dictionary<Guid, Meeting> _meetings = [];
    private readonly Dictionary<Guid, Resolution> _resolutions = [];
    private readonly Dictionary<Guid, Directive> _directives = [];
    private readonly Dictionary<Guid, CouncilMatter> _matters = [];
    private int _acts;

    public void Open()
    {
        if (ManagerOf("governorate") is not { } chair
            || !world.Handbook.Officers.ContainsKey(Writer.Code) || !world.Handbook.Officers.ContainsKey(Second.Code))
            return;
        var scenario = world.Scenario;
        world.OnWorkday(scenario.From, 7.2, () =>
        {
            foreach (var (code, name, _) in Known)
                Do(Writer, Council.Of(code), typeof(Council),
                    () => EstablishCouncilHandler.Decide(new(code, name), null, Writer, world.Now), true);
        });
        foreach (var (code, name, every) in Known)
        {
            var dice = Dice("plan", code);
            var index = 0;
            for (var day = scenario.From.AddDays(dice.Whole(8, 20)); day < scenario.Until; day = day.AddDays(every))
            {
                var (number, held) = (index++, world.Handbook.Calendar.Next(day));
                world.OnWorkday(held.AddDays(-7), 10.2, () => Call(code, name, number, held, chair));
            }
        }

        for (var day = scenario.From.AddDays(1); day <= scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.3), Settle);
    }

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) =>
        world.Dice("councils/" + purpose, subject);

    private Actor? ManagerOf(string department) => world.Handbook.Officers.Values
        .Where(officer => officer.IsServing && officer.Department == department && officer.Roles.Contains("manager"))
        .OrderBy(officer => officer.Code, StringComparer.Ordinal)
        .Select(officer => new Actor("manager", officer.Code, department)).FirstOrDefault();

    private IReadOnlyList<Actor> Managers() =>
    [
        .. world.Handbook.Departments.Keys.Order(StringComparer.Ordinal).Where(code => code != "governorate")
            .Select(ManagerOf).OfType<Actor>(),
    ];

    private void Call(string council, Text name, int number, DateOnly day, Actor chair)
    {
        var dice = Dice("call", council, number);
        var managers = Managers();
        var led = managers.Select(one => one.Department!).ToHashSet();
        var matters = CouncilMatter.All.Where(matter => matter.Departments.Any(led.Contains)).ToList();
        if (matters.Count == 0) return;
        IReadOnlyList<CouncilMatter> agenda =
            [.. Enumerable.Range(0, dice.Whole(1, 3)).Select(_ => dice.Pick(matters)).Distinct()];
        IReadOnlyList<Actor> invited =
        [
            .. managers.Where(one => dice.Chance(0.4) || agenda.Any(it => it.Departments.Contains(one.Department!))),
        ];
        var id = Identity.Of("meeting", world.Scenario.Key, council, $"{number}");
        var known = new Council { Id = Council.Of(council), Code = council, Name = name };
        On(id, Writer, _ => CallMeetingHandler.Decide(
            new(council, new($"نشست {name.Fa}", $"{name.En}: a meeting"), world.Today < day ? day : world.Today,
                chair.Code, [.. agenda.Select(it => it.Item)], Writer.Code, [.. invited.Select(one => one.Code)]),
            id, known, world.Handbook, Writer, world.Now), true);
        if (dice.Chance(0.06))
        {
            world.OnWorkday(day.AddDays(-1), 11, () => On(id, Writer, it => CancelMeetingHandler.Handle(
                new(id, "postponed", "هم‌زمان با سفر وزیر شد."), it, Writer, world.Now)));
            return;
        }

        world.OnWorkday(day, 8.6, () => Hold(id, chair, agenda, invited, dice));
    }

    private void Hold(
        Guid id, Actor chair, IReadOnlyList<CouncilMatter> agenda, IReadOnlyList<Actor> invited, Dice dice)
    {
        var council = _meetings[id].Council;
        if (_meetings.Values.Any(one => one.Council == council && one.IsRunning)) return;
        var open = CouncilMatters.Ordered(
            _resolutions.Values.Where(one => one.Council == council && one.IsOpen));
        On(id, Writer, it => OpenMeetingHandler.Handle(new(id), it, new(open, false), Writer, world.Now));
        IReadOnlyList<Actor> present = [.. invited.Where(_ => dice.Chance(0.85))];
        On(id, Writer, it => RecordAttendanceHandler.Handle(
            new(id, [chair.Code, Writer.Code, Second.Code, .. present.Select(one => one.Code)]), it, world.Handbook,
            Writer, world.Now));
        if (dice.Chance(0.4))
            On(id, Writer, it => RecordGuestHandler.Handle(new(id, "نمایندهٔ دهیاران بخش"), it, Writer, world.Now));
        foreach (var resolution in open) Review(resolution.Id, id, dice);
        foreach (var matter in agenda) Discuss(id, matter, present, dice);
        world.Schedule(world.Now.AddHours(3.5), () =>
        {
            On(id, chair, it => CloseMinutesHandler.Handle(new(id), it,
                new(CouncilMatters.Ordered(_resolutions.Values.Where(one => one.Council == council && one.IsOpen)),
                    true), chair, world.Now));
            world.Later(dice.LogNormal(3, 0.4), dice, () => On(
                id, Second, it => ApproveMinutesHandler.Handle(new(id), it, Second, world.Now)));
            if (dice.Chance(0.1))
                world.Later(dice.LogNormal(5, 0.4), dice, () => On(id, Writer, it => CorrectMinutesHandler.Handle(
                    new(id, "ساعت پایان جلسه ۱۲ بوده است، نه ۱۱."), it, Writer, world.Now)));
        });
    }

    /// <summary>Every open resolution is dealt with before anything new.</summary>
    private void Review(Guid resolution, Guid meeting, Dice dice)
    {
        if (_resolutions[resolution].Status is ResolutionStatus.Reported)
        {
            Judge(resolution, dice);
            if (!_resolutions[resolution].IsOpen) return;
        }

        var isLong = _resolutions[resolution].Continuations >= 2;
        At(resolution, Writer, it => isLong && dice.Chance(0.4) && it.Directive is null
            ? DropResolutionHandler.Handle(
                new(resolution, meeting, "no-means", "اعتبارش در این سال فراهم نمی‌شود."), it, _meetings[meeting],
                Writer, world.Now)
            : ContinueResolutionHandler.Handle(
                new(resolution, meeting, dice.Pick(CouncilMatter.GoingOn), world.Today.AddDays(dice.Whole(30, 60))), it,
                _meetings[meeting], Writer, world.Now));
    }

    private void Discuss(Guid id, CouncilMatter matter, IReadOnlyList<Actor> present, Dice dice)
    {
        var canBeUnnamed = _meetings[id].Present.Count >= Meeting.FewestForAnonymity;
        string? Speaker() => canBeUnnamed && dice.Chance(0.3) ? null
            : present.Count == 0 ? Second.Code
            : dice.Pick(present).Code;
        var viewpoint = _meetings[id].Viewpoints.Count + 1;
        On(id, Writer, it => MinuteViewpointHandler.Handle(
            new(id, matter.Viewpoint, Speaker(), null, null, dice.Chance(0.5) ? matter.Item : null), it, Writer,
            world.Now));
        Guid? taken = dice.Chance(0.65) ? Resolve(id, matter, viewpoint, dice) : null;
        if (taken is { } against && dice.Chance(0.3))
            On(id, Writer, it => MinuteViewpointHandler.Handle(
                new(id, dice.Pick(CouncilMatter.Doubts), Speaker(), null, against), it, Writer, world.Now));
        if (!dice.Chance(0.85)) return;
        world.Later(dice.LogNormal(4, 0.6), dice, () => On(id, Writer, it => AnswerViewpointHandler.Handle(
            taken is null
                ? new(id, viewpoint, dice.Chance(0.5) ? "not-taken-up" : "taken-up-in-part",
                    "بررسی شد؛ بخشی از آن در برنامهٔ امسال هست.")
                : new(id, viewpoint, "taken-up", "در مصوبهٔ همین جلسه آمد.", taken),
            it, Writer, world.Now)));
    }

    private Guid? Resolve(Guid meeting, CouncilMatter matter, int viewpoint, Dice dice)
    {
        if (matter.Departments.Select(ManagerOf).OfType<Actor>().FirstOrDefault() is not { } owner) return null;
        var id = Identity.Of("resolution", world.Scenario.Key, $"{meeting}", $"{viewpoint}");
        _matters[id] = matter;
        ResolutionAdopted? adopted = null;
        At(id, Writer, _ => adopted = AdoptResolutionHandler.Decide(
            new(meeting, matter.Line, owner.Code, world.Today.AddDays(dice.Whole(25, 70)), matter.Effect, null,
                viewpoint),
            id, _meetings[meeting], world.Handbook, Writer, world.Now), true);
        On(meeting, Writer, _ => AdoptResolutionHandler.Minute(id, adopted!));
        if (dice.Chance(0.45)) world.Later(dice.LogNormal(3, 0.4), dice, () => Direct(id, owner, dice));
        else world.Later(dice.LogNormal(32, 0.6), dice, () => Report(id, owner, dice));
        return id;
    }

    private void Report(Guid id, Actor owner, Dice dice)
    {
        if (!_resolutions[id].IsOpen || _resolutions[id].Status is ResolutionStatus.Reported) return;
        At(id, owner, it => ReportResolutionHandler.Handle(
            new(id, "کار پایان یافت و گزارش آن پیوست نامهٔ دستگاه است."), it, null, owner, world.Now));
        if (dice.Chance(0.6)) world.Later(dice.LogNormal(6, 0.5), dice, () => Judge(id, dice));
    }

    private void Judge(Guid id, Dice dice)
    {
        if (_resolutions[id].Status is not ResolutionStatus.Reported) return;
        if (dice.Chance(0.75))
        {
            At(id, Second, it => VerifyResolutionHandler.Handle(
                new(id, "در بازدید دیده شد."), it, world.Handbook, Second, world.Now));
            return;
        }

        At(id, Second, it => ReturnResolutionHandler.Handle(
            new(id, "بخشی از کار مانده است."), it, world.Handbook, Second, world.Now));
        var owner = _resolutions[id].Owner;
        var department = world.Handbook.Officers[owner].Department;
        world.Later(dice.LogNormal(12, 0.5), dice, () => Report(id, new("manager", owner, department), dice));
    }

    /// <summary>A resolution becomes a directive, which runs its course to its effect.</summary>
    private void Direct(Guid id, Actor owner, Dice dice)
    {
        if (!_resolutions[id].IsOpen || _resolutions[id].Directive is not null) return;
        var directive = Identity.Of("directive", world.Scenario.Key, $"{id}");
        DirectiveIssued? issued = null;
        At(id, Writer, it =>
        {
            (var became, issued) = DirectResolutionHandler.Decide(
                new(id, [owner.Department!], _matters[id].Effect, "گزارش بازدید با تاریخ و عکس.", 60), directive, it,
                null, world.Handbook, Writer, world.Now);
            return became;
        });
        Ask(directive, Writer, _ => issued!, true);
        world.Later(dice.LogNormal(2, 0.4), dice, () =>
        {
            Ask(directive, owner, it => AcknowledgeDirectiveHandler.Handle(new(directive), it, owner, world.Now));
            Ask(directive, owner, it => AssignDirectiveHandler.Handle(
                new(directive, owner.Code), it, world.Handbook, owner, world.Now));
            world.Later(Math.Min(40, dice.LogNormal(14, 0.4)), dice, () => Carry(directive, owner, dice));
        });
    }

    private void Carry(Guid directive, Actor owner, Dice dice)
    {
        Ask(directive, owner, it => ReportDirectiveHandler.Handle(
            new(directive, "کار انجام شد.", ["گزارش بازدید"]), it, owner, world.Now));
        world.Later(Math.Min(4, dice.LogNormal(2, 0.3)), dice, () =>
        {
            if (_directives[directive].Parts[0].Returns > 0 || dice.Chance(0.75))
            {
                Ask(directive, Second, it => VerifyDirectiveHandler.Handle(
                    new(directive, owner.Department!, "در بازدید دیده شد."), it, world.Handbook, Second, world.Now));
                return;
            }

            Ask(directive, Second, it => ReturnDirectiveHandler.Handle(
                new(directive, owner.Department!, "در دو جا هنوز مانند پیش است."), it, world.Handbook, Second,
                world.Now));
            world.Later(dice.LogNormal(4, 0.3), dice, () => Carry(directive, owner, dice));
        });
    }

    /// <summary>What the platform sees by itself: a directive that is effective settles its resolution.</summary>
    private void Settle()
    {
        foreach (var resolution in _resolutions.Values.Where(one => one.AwaitsDirective).ToList())
            if (_directives.GetValueOrDefault(resolution.Directive!.Value) is { } directive
                && SettleResolutionHandler.IsSettledBy(directive))
                At(resolution.Id, Actor.Platform, it => SettleResolutionHandler.Handle(
                    new(resolution.Id), it, directive, world.Now));
    }

    /// <summary>On the working day so many days from now, in office hours.</summary>
    private void On(Guid meeting, Actor by, Func<Meeting, object> decide, bool isNew = false) =>
        Apply(_meetings, meeting, by, decide, (state, e) => state.Evolve(e), isNew);

    private void At(Guid resolution, Actor by, Func<Resolution, object> decide, bool isNew = false) =>
        Apply(_resolutions, resolution, by, decide, (state, e) => state.Evolve(e), isNew);

    private void Ask(Guid directive, Actor by, Func<Directive, object> decide, bool isNew = false) =>
        Apply(_directives, directive, by, decide, (state, e) => state.Evolve(e), isNew);

    private void Apply<T>(
        Dictionary<Guid, T> states, Guid id, Actor by, Func<T, object> decide, Func<T, IEvent, T> evolve, bool isNew)
        where T : class, new()
    {
        var state = states.GetValueOrDefault(id) ?? new();
        states[id] = evolve(state, Do(by, id, typeof(T), () => decide(state), isNew));
    }

    private IEvent Do(Actor by, Guid stream, Type aggregate, Func<object> decide, bool isNew)
    {
        var fact = world.Beside($"councils/{_acts++}", by, stream, aggregate, decide, isNew);
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        e.StreamId = stream;
        return e;
    }
}
