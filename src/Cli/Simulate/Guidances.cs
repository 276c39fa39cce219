using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>How things are to be understood in the province: asked, drafted, commented on, issued, and cited.</summary>
/// <remarks>
/// With dice of its own, by the platform's own decide functions. Decisions that rest on a clause say so, and are else
/// what they would be without it.
/// </remarks>
internal sealed class Guidances(World world)
{
    private const int RequestsForOne = 150, Fewest = 2;

    private static readonly Actor[] Governors =
        [new("governor", "GVN-01", "governorate"), new("governor", "GVN-02", "governorate")];

    private readonly Dictionary<Guid, GuidanceNote> _notes = [];
    private int _acts;

    public void Open()
    {
        if (Governors.Any(one => !world.Handbook.Officers.ContainsKey(one.Code))) return;
        var scenario = world.Scenario;
        var topics = GuidanceTopic.All.Where(topic => ManagerOf(topic.Department) is not null
            && world.Handbook.Services.ContainsKey(topic.Service)).ToList();
        var count = Math.Min(topics.Count, Math.Max(Fewest, scenario.Requests / RequestsForOne));
        for (var index = 0; index < count; index++)
        {
            var (number, topic) = (index, topics[index]);
            var dice = Dice("plan", number);
            world.OnWorkday(scenario.From.AddDays((int)(scenario.Days * 0.6 * dice.Unit())), dice.Between(8, 13),
                () => Begin(number, topic, dice));
        }

        // A question that the governorate never answers, and one for which no new rule is needed.
        world.OnWorkday(scenario.From.AddDays((int)(scenario.Days * 0.5)), 10, () => Leave(topics));
        for (var day = scenario.From.AddDays(1); day <= scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.9), Look);
    }

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) =>
        world.Dice("guidance/" + purpose, subject);

    private Actor? ManagerOf(string department) => world.Handbook.Officers.Values
        .Where(one => one.IsServing && one.Department == department && one.Roles.Contains("manager"))
        .OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => new Actor("manager", one.Code, department))
        .FirstOrDefault();

    private void Begin(int number, GuidanceTopic topic, Dice dice)
    {
        var id = Identity.Of("guidance", world.Scenario.Key, $"{number}");
        if (dice.Chance(0.6))
        {
            Ask(id, topic);
            world.Later(dice.LogNormal(5, 0.6), dice, () =>
            {
                On(id, Governors[0], it => RedraftGuidanceHandler.Handle(
                    new(id, topic.Text, 7), it, world.Handbook, Governors[0], world.Now));
                Hear(id, topic, dice);
            });
            return;
        }

        On(id, Governors[0], _ => DraftGuidanceHandler.Decide(
            new(topic.Text, 7), id, world.Handbook, Governors[0], world.Now), true);
        Hear(id, topic, dice);
    }

    private void Ask(Guid id, GuidanceTopic topic)
    {
        var manager = ManagerOf(topic.Department)!;
        On(id, manager, _ => AskGuidanceHandler.Decide(
            new(topic.Line, topic.Question, [topic.Service]), id, world.Handbook, manager, world.Now), true);
    }

    private void Hear(Guid id, GuidanceTopic topic, Dice dice)
    {
        if (dice.Chance(0.7))
            world.Later(dice.Between(1, 3), dice, () =>
            {
                var manager = ManagerOf(topic.Department)!;
                if (_notes[id].Draft is { } draft && world.Today <= draft.CommentUntil)
                    On(id, manager, it => CommentGuidanceHandler.Handle(
                        new(id, dice.Chance(0.4), topic.Objection), it, manager, world.Now));
            });
        world.Later(14 + dice.LogNormal(3, 0.5), dice, () => Issue(id, topic, dice));
    }

    private void Issue(Guid id, GuidanceTopic topic, Dice dice)
    {
        var heard = _notes[id].Draft!.Commented.Count == 0 ? null
            : new Text("نظر دستگاه خوانده شد و متن همان ماند.", "The comment was read; the text stays as it is.");
        On(id, Governors[1], it => IssueGuidanceHandler.Handle(
            new(id, world.Today.AddDays(3), heard), it, world.Handbook, Governors[1], world.Now));
        world.Guide(_notes[id]);
        // One department in five does not say that it has read it.
        if (dice.Chance(0.8)) world.Later(dice.LogNormal(4, 0.6), dice, () =>
        {
            var manager = ManagerOf(topic.Department)!;
            On(id, manager, it => AcknowledgeGuidanceHandler.Handle(new(id), it, manager, world.Now));
        });
        if (dice.Chance(0.2)) world.Later(dice.LogNormal(60, 0.3), dice, () =>
        {
            On(id, Governors[0], it => RepealGuidanceHandler.Handle(
                new(id, world.Today.AddDays(10), new("قانون تازه‌ای آمده است", "There is a new law")), it,
                Governors[0], world.Now));
            world.Guide(_notes[id]);
        });
    }

    private void Leave(List<GuidanceTopic> topics)
    {
        if (topics.Count == 0) return;
        var dice = Dice("left");
        Ask(Identity.Of("guidance", world.Scenario.Key, "left"), dice.Pick(topics));
        var answered = Identity.Of("guidance", world.Scenario.Key, "answered");
        Ask(answered, dice.Pick(topics));
        world.Later(dice.Between(2, 8), dice, () => On(answered, Governors[1], it => AnswerGuidanceHandler.Handle(
            new(answered, "همان معیار قانون بس است؛ قاعدهٔ تازه‌ای لازم نیست."), it, world.Handbook, Governors[1],
            world.Now)));
    }

    /// <summary>What the new day brings.</summary>
    private void Look()
    {
        foreach (var note in _notes.Values.Where(one => one.WatchFrom <= world.Today).ToList())
            On(note.Id, Actor.Platform, it => RemindGuidanceHandler.Handle(
                new(note.Id), it, world.Handbook, world.Now));
    }

    /// <summary>On the working day so many days from now, in office hours.</summary>
    private void On(Guid id, Actor by, Func<GuidanceNote, object> decide, bool isNew = false)
    {
        var state = _notes.GetValueOrDefault(id) ?? new();
        var fact = world.Beside($"guidance/{_acts++}", by, id, typeof(GuidanceNote), () => decide(state), isNew);
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        e.StreamId = id;
        _notes[id] = state.Evolve(e);
    }
}
