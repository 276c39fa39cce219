using EGov.Appointments;
using EGov.Organisation;
using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>
/// The posts of the province and who is appointed to them: by the platform's own decide functions, with dice of their
/// own, beside the casework and without a part in its instants.
/// </summary>
internal sealed class Appointing(World world)
{
    private const int DaysToStand = 14;

    // Whoever looks at the province can be this manager, who does not retire, and assess.
    private const string Persona = "ENV-900";

    private static readonly Actor Governor = new("governor", "GVN-01", "governorate");

    private static readonly Dictionary<string, (string Level, double Women)> Grades = new()
    {
        ["expert"] = ("expert", 0.38),
        ["senior"] = ("deputy-head", 0.24),
        ["head"] = ("head", 0.12),
    };

    private static readonly PostLevel[] Levels =
    [
        new("expert", new("کارشناس", "Expert"), 1, null, false),
        new("deputy-head", new("معاون دستگاه", "Deputy head"), 2, null, false),
        new("head", new("رئیس دستگاه", "Head of department"), 3, null, true),
        new("deputy-governor", new("معاون استاندار", "Deputy governor"), 4, "head", true),
        new("governor-general", new("استاندار", "Governor-general"), 5, "head", true),
    ];

    private static readonly PostCriterion[] Criteria =
    [
        new("service", new("دست‌کم هشت سال سابقهٔ کار مرتبط", "At least eight years of service in the field"),
            new("حکم‌های کارگزینی", "Letters of service"), true),
        new("degree", new("کارشناسی یا بالاتر در رشتهٔ مرتبط", "A degree in the field"),
            new("دانشنامه", "The certificate"), true),
        new("record", new("بدون تخلف اداری در پنج سال گذشته", "No breach of duty in five years"),
            new("استعلام از بازرسی", "The inspectorate's answer"), true),
        new("plan", new("برنامهٔ کار نوشته برای یک سال", "A written plan of work for a year"),
            new("برنامه و دفاع از آن", "The plan and its defence"), false),
    ];

    private readonly List<IEvent> _events = [];
    private readonly Dictionary<string, bool> _women = [];
    private readonly Dictionary<Guid, Post> _posts = [];
    private readonly HashSet<Guid> _taken = [];
    private Balance _balance = new();

    public void Open()
    {
        var (from, until) = (world.Scenario.From, world.Scenario.Until);
        world.Schedule(from.At(6.8), Establish);
        var dice = world.Dice("posts");
        for (var i = 0; i < world.Scenario.Months * 4; i++)
        {
            var number = i;
            var day = world.Handbook.Calendar.Next(from.AddDays(dice.Whole(5, world.Scenario.Days)));
            if (day.AddDays(DaysToStand + 10) < until) world.Schedule(day.At(9.5), () => Look(number));
        }

        // Two are open when somebody looks at the province: for one they still stand, the other is to be assessed.
        world.Schedule(until.AddDays(-15).At(9.5), () => Look(world.Scenario.Months * 4, Persona));
        world.Schedule(until.AddDays(-6).At(9.5), () => Look((world.Scenario.Months * 4) + 1, Persona));

        for (var quarter = Quarter.Of(from); quarter.Until < until; quarter = quarter.Next)
        {
            var over = quarter;
            world.Schedule(over.Until.AddDays(1).At(1), () => Publish(over));
        }
    }

    private void Establish()
    {
        Do("levels", Governor, Balance.TheOne, typeof(Balance),
            () => SetLevelsHandler.Handle(new(Levels), null, Governor, world.Now), isNew: true);
        Do("target", Governor, Balance.TheOne, typeof(Balance),
            () => SetTargetHandler.Handle(new(30, world.Today.AddYears(3)), _balance, Governor, world.Now));
        foreach (var officer in world.Handbook.Officers.Values.Where(one => one.IsServing && one.Code != Governor.Code)
                     .OrderBy(one => one.Code, StringComparer.Ordinal))
            Establish(officer);
    }

    private void Establish(Officer officer)
    {
        var (level, women) = Grades[officer.Grade];
        var dice = world.Dice("posts", "incumbent", officer.Code);
        var isWoman = _women[officer.Code] = dice.Chance(women);
        var code = $"post-{officer.Code}".ToLowerInvariant();
        var named = Levels.Single(one => one.Code == level).Name;
        var office = world.Handbook.Departments[officer.Department].Name;
        Do($"{code}/established", Governor, Post.Of(code), typeof(Post), () => EstablishPostHandler.Decide(
            new(code, new($"{named.Fa}، {office.Fa}", $"{named.En}, {office.En}"), officer.Department, level), _balance,
            world.Handbook, Governor, world.Now), isNew: true);
        var since = world.Today.AddDays(-dice.Whole(60, 900));
        Do($"{code}/incumbent", Governor, Post.Of(code), typeof(Post), () => RecordIncumbentHandler.Handle(
            new(Post.Of(code), officer.Code, since, since.AddYears(4), isWoman ? EnterCandidateHandler.Woman : "man"),
            _posts[Post.Of(code)], world.Handbook, Governor, world.Now));
    }

    /// <summary>A deputy or a head retires, and somebody is looked for.</summary>
    private void Look(int number, string? panelist = null)
    {
        var dice = world.Dice("posts", "vacancy", number);
        var level = dice.Chance(0.3) ? "head" : "deputy-head";
        var own = panelist is null ? null : world.Handbook.Officers[panelist].Department;
        var held = Held(level).Where(post =>
            Below(post).Any() && post.Department != own && post.Holding!.Officer != Persona).ToList();
        if (held.Count == 0) return;
        var post = dice.Pick(held);
        var panel = Held("head").Where(one => one.Department != post.Department)
            .Select(one => one.Holding!.Officer).ToList();
        if (panel.Count < Vacancy.Fewest) return;
        _taken.Add(post.Id);
        var key = $"{post.Code}/{number}";
        if (post.Holding is not null)
            OnPost($"{key}/ended", post.Id, state =>
                EndTermHandler.Handle(new(post.Id, world.Today, "retired"), state, Governor, world.Now));
        OnPost($"{key}/criteria", post.Id, state =>
            SetPostCriteriaHandler.Handle(new(post.Id, Criteria), state, Governor, world.Now));
        var start = panelist is null ? dice.Whole(0, panel.Count - 1) : Math.Max(0, panel.IndexOf(panelist));
        OnPost($"{key}/opened", post.Id, state => OpenVacancyHandler.Handle(
            new(post.Id, world.Today.AddDays(DaysToStand),
                [.. Enumerable.Range(0, Vacancy.Fewest).Select(i => panel[(start + i) % panel.Count])]),
            state, _balance, world.Handbook, Governor, world.Now));
        var insiders = Below(post).Take(dice.Whole(1, 2)).ToList();
        foreach (var insider in insiders) _taken.Add(insider.Id);
        world.Schedule(world.Today.AddDays(4).At(11), () => Enter(key, post.Id, insiders, dice));
        world.Schedule(world.Today.AddDays(DaysToStand + 2).At(10), () => Assess(key, post.Id, dice));
        world.Schedule(world.Today.AddDays(DaysToStand + 5).At(12), () => Appoint(key, post.Id, insiders, dice));
    }

    private void Enter(string key, Guid post, List<Post> insiders, Dice dice)
    {
        var outsiders = dice.Whole(2, 5);
        for (var i = 0; i < outsiders + insiders.Count; i++)
        {
            var insider = i < insiders.Count ? insiders[i] : null;
            var isWoman = insider is null ? dice.Chance(0.42) : _women[insider.Holding!.Officer];
            var person = People.Candidate(world.Scenario.Seed, dice.Whole(0, 99_999), isWoman);
            OnPost($"{key}/entered/{i}", post, state => EnterCandidateHandler.Handle(
                new(post, person.Name, person.NationalNumber!, isWoman ? EnterCandidateHandler.Woman : "man",
                    insider?.Level, insider?.Holding!.Officer),
                state, new(CivilNumber.MarkOfPerson(world.Master, person.NationalNumber!), false, _balance),
                world.Handbook, Governor, world.Now));
            _women[$"{_posts[post].Vacancy!.Candidates[^1].Id}"] = isWoman;
        }
    }

    private void Assess(string key, Guid post, Dice dice)
    {
        var vacancy = _posts[post].Vacancy!;
        foreach (var (i, candidate) in vacancy.Candidates.Index())
        {
            var (merit, isMet) = (dice.Between(35, 90), i == 0 || dice.Chance(0.75));
            foreach (var seat in vacancy.Panel)
            {
                var member = new Actor("manager", seat.Officer, world.Handbook.Officers[seat.Officer].Department);
                var score = (int)Math.Clamp(merit + dice.Between(-8, 8), 0, 100);
                OnPost($"{key}/assessed/{i}/{seat.Officer}", post, state => AssessCandidateHandler.Handle(
                    new(post, candidate.Id,
                        [
                            .. Criteria.Select(criterion => new GivenFinding(criterion.Code,
                                isMet || criterion.Code != "service", "مدارک دیده شد.")),
                        ],
                        score),
                    state, new(), member, world.Now), member);
            }
        }
    }

    private void Appoint(string key, Guid post, List<Post> insiders, Dice dice)
    {
        var vacancy = _posts[post].Vacancy!;
        // Those of the staff were entered first; others would have to join it before.
        var own = vacancy.Candidates.Take(insiders.Count).Where(vacancy.IsQualified)
            .OrderByDescending(vacancy.ScoreOf).FirstOrDefault();
        foreach (var insider in insiders) _taken.Remove(insider.Id);
        _taken.Remove(post);
        if (own is null || dice.Chance(0.1))
        {
            OnPost($"{key}/nobody", post, state =>
                EndVacancyHandler.Handle(new(post, "nobody-qualified"), state, Governor, world.Now));
            return;
        }

        var before = insiders[vacancy.Candidates.ToList().IndexOf(own)];
        var officer = before.Holding!.Officer;
        OnPost($"{key}/moved", before.Id, state =>
            EndTermHandler.Handle(new(before.Id, world.Today, "moved-on"), state, Governor, world.Now));
        OnPost($"{key}/appointed", post, state => AppointHolderHandler.Handle(
            new(post, own.Id, officer, world.Today, world.Today.AddYears(4),
                vacancy.AreReasonsPublic
                    ? new("معیارها احراز شد و برنامهٔ کار از همه روشن‌تر بود.",
                        "The criteria are met, and the plan of work was the clearest.")
                    : null,
                vacancy.AreReasonsPublic ? null : "برنامهٔ کار از همه روشن‌تر بود.", "declined"),
            state, new(officer, false), world.Handbook, Governor, world.Now));
    }

    private void Publish(Quarter quarter) => Do($"balance/{quarter.Name}", Actor.Platform, Balance.TheOne,
        typeof(Balance),
        () => PublishBalanceHandler.Decide(new(quarter.Until), _balance, _events, _women, world.Now));

    private IEnumerable<Post> Held(string level) => _posts.Values
        .Where(post => post.Level == level && !_taken.Contains(post.Id) && post.IsHeldOn(world.Today))
        .OrderBy(post => post.Code, StringComparer.Ordinal);

    /// <summary>Whose holders could move up to a post.</summary>
    private IEnumerable<Post> Below(Post post) =>
        Held(post.Level == "head" ? "deputy-head" : "expert").Where(one => one.Department == post.Department);

    private void OnPost(string key, Guid post, Func<Post, object> decide, Actor? by = null) =>
        Do(key, by ?? Governor, post, typeof(Post), () => decide(_posts[post]));

    private void Do(string key, Actor actor, Guid stream, Type aggregate, Func<object> decide, bool isNew = false)
    {
        var fact = world.Beside($"posts/{key}", actor, stream, aggregate, decide, isNew);
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        e.StreamId = stream;
        _events.Add(e);
        if (aggregate == typeof(Balance)) _balance = _balance.Evolve(e);
        else _posts[stream] = _posts.GetValueOrDefault(stream, new()).Evolve(e);
    }
}
