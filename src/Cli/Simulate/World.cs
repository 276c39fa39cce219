using System.Collections.Frozen;
using EGov.Casework;
using EGov.Organisation;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Rulebooks;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>
/// The simulated province: its time, its files and queues, and the one way in which anything is done in it.
/// </summary>
internal sealed class World
{
    private readonly PriorityQueue<(Action Act, CaseFile? Reads), (long Time, long Order)> _agenda = new();
    private readonly SortedDictionary<string, SortedSet<(DateTimeOffset At, int Index)>> _queues = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, CaseFile> _files = [];
    private readonly List<CaseFile> _filed = [];
    private readonly HashSet<Guid> _begun = [];
    private readonly Clerkship _clerkship;
    private readonly string _key;
    private long _order;
    private DateTimeOffset _last;

    public World(
        Scenario scenario, Handbook handbook, Func<Clerkship, History> history, MasterKey master,
        IReadOnlyList<Culprit> culprits)
    {
        (Scenario, Handbook, Master, _clerkship) = (scenario, handbook, master, new Clerkship());
        (History, _key) = (history(_clerkship), scenario.Key);
        End = scenario.Until.AddDays(1).Start();
        foreach (var subordinate in Culprits.Subordinates(culprits)) Appoint(subordinate);
        Wrongs = new(this, culprits);
        (Letters, Ties, Callers, Tipsters) = (new(this), new(this), new(this), new(this));
        (Citizens, Offices, Watchman) = (new(this), new(this), new(this));
    }

    public Scenario Scenario { get; }
    public Handbook Handbook { get; private set; }
    public History History { get; }
    public MasterKey Master { get; }
    public DateTimeOffset Now { get; private set; }
    public DateTimeOffset End { get; }
    public DateOnly Today => Now.Day();
    public Citizens Citizens { get; }
    public Offices Offices { get; }
    public Watchman Watchman { get; }
    public Wrongdoing Wrongs { get; }
    public Letters Letters { get; }
    public Ties Ties { get; }
    public Callers Callers { get; }
    public Tipsters Tipsters { get; }

    /// <summary>All files, in the order in which they were filed.</summary>
    public IReadOnlyList<CaseFile> Files => _filed;

    /// <summary>How many events there are of each type.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public Dice Dice(string purpose, params ReadOnlySpan<object> subject) => Simulate.Dice.For(Scenario.Seed, purpose, subject);

    public void Schedule(DateTimeOffset when, Action act, CaseFile? reads = null) =>
        _agenda.Enqueue((act, reads), ((when < Now ? Now : when).UtcTicks, _order++));

    /// <summary>At an hour of a day; of the next one on which people work, where nobody does on that.</summary>
    public void OnWorkday(DateOnly day, double hour, Action act) =>
        Schedule(Handbook.Calendar.Next(day).At(hour), () =>
        {
            // A day off that was declared meanwhile.
            if (Handbook.Calendar.IsWorkingDay(Today)) act();
            else OnWorkday(Today.AddDays(1), hour, act);
        });

    /// <summary>Some days from now, at an hour of work.</summary>
    public void Later(double days, Dice dice, Action act) =>
        OnWorkday(Today.AddDays((int)Math.Ceiling(days)), dice.Between(7.6, 14.2), act);

    /// <summary>The next happening before the end; its file's facts are needed by it, where one is named.</summary>
    public bool TryNext(out Action act, out CaseFile? reads)
    {
        (act, reads) = (static () => { }, null);
        if (!_agenda.TryPeek(out var next, out var when) || when.Time >= End.UtcTicks) return false;
        _agenda.Dequeue();
        Now = new DateTimeOffset(Math.Max(when.Time, Now.UtcTicks), TimeSpan.Zero);
        (act, reads) = next;
        return true;
    }

    public void File(CaseFile file)
    {
        var act = Begin($"{file.Index}/filed", file.Filer, null);
        using (Act.Begin(act)) file.Id = SubmitRequestHandler.NewId();
        _files.Add(file.Index, file);
        _filed.Add(file);
        Carry(file, act, _ => SubmitRequestHandler.Decide(file.Filing, file.Id, Handbook, act.Actor, Master, act.Now));
    }

    /// <summary>Carries out one act on a file by the function that the host calls.</summary>
    /// <param name="at">When it was done, where it is put on record only now.</param>
    public Request Do(CaseFile file, Actor actor, Func<Request, DateTimeOffset, object> decide, DateTimeOffset? at = null)
    {
        var act = Begin($"{file.Index}/{file.Acts++}", actor, at);
        return Carry(file, act, state => decide(state, act.Now));
    }

    /// <summary>What the platform gives itself, brought about by an event.</summary>
    public Request React(CaseFile file, Guid cause, Func<Request, DateTimeOffset, object> decide)
    {
        var act = Begin($"{file.Index}/{file.Acts++}", Actor.Platform, null) with { CausationId = cause.ToString() };
        return Carry(file, act, state => decide(state, act.Now));
    }

    /// <summary>Somebody of the staff reads a file.</summary>
    public void Open(CaseFile file, Actor reader, string purpose)
    {
        if (!file.State.IsReadableBy(reader)) throw new InvalidOperationException($"{reader.Name} may not read {file.State.TrackingNumber}.");
        var act = Begin($"{file.Index}/opened/{file.Openings}", reader, null);
        var opened = OpenFile.Decide(file.State, purpose, Words.WithoutTask, reader, Handbook, act.Now);
        Count(opened);
        History.Append(Openings.Of(file.Id), typeof(Openings), act, opened, isNew: file.Openings++ == 0);
    }

    /// <summary>Carries out an act that is on no file and changes nothing in the handbook.</summary>
    public void Record(
        string key, Actor actor, Guid stream, Type aggregate, Func<DateTimeOffset, IHappened> decide)
    {
        var act = Begin(key, actor, null);
        var fact = decide(act.Now);
        Count(fact);
        History.Append(stream, aggregate, act, fact, isNew: _begun.Add(stream));
    }

    /// <returns>The id of the event.</returns>
    public Guid Declare(Actor officer, DeclareInterest interest)
    {
        var act = Begin($"interest/{officer.Code}", officer, null);
        Change(Identity.Of("officer", officer.Code), typeof(Officer), act, DeclareInterestHandler.Decide(
            interest, Identity.Of("interest", officer.Name, act.Key!), Master, Handbook, officer, act.Now));
        return SealOnAppend.EventId(officer, act.Key!, 0);
    }

    /// <summary>Puts on record what happens beside the files; their own order and hours stay as they are.</summary>
    public IEvent Beside(Guid stream, Type aggregate, Act act, object happened, bool isNew, DateTimeOffset written)
    {
        Count(happened);
        return History.Beside(stream, aggregate, act, happened, isNew, written);
    }

    /// <returns>The id of the event.</returns>
    public Guid Declare(Actor admin, DeclareHoliday holiday)
    {
        var act = Begin($"holiday/{holiday.Day:yyyy-MM-dd}", admin, null);
        Change(Calendar.TheOne, typeof(Calendar), act,
            DeclareHolidayHandler.Handle(holiday, new Calendar { Working = Handbook.Calendar }, act.Now));
        return SealOnAppend.EventId(admin, act.Key!, 0);
    }

    public void Publish(Actor admin, PublishRulebook command)
    {
        var act = Begin($"rulebook/{command.Version.Code}/{command.Version.Version}", admin, null);
        Change(command.RulebookId, typeof(Rulebook), act,
            PublishRulebookHandler.Handle(command, Handbook.Rulebooks[command.Version.Code], Handbook, act.Now));
    }

    /// <summary>From its day on acts can rest on its clauses.</summary>
    public void Guide(GuidanceNote note) => Handbook = Handbook with
    {
        Guidance = Handbook.Guidance.Where(one => one.Key != note.Number).Append(new(note.Number, note))
            .ToFrozenDictionary(),
    };

    /// <summary>What is no casework: it shifts neither the instants nor the record of any file.</summary>
    public object Beside(
        string key, Actor actor, Guid stream, Type aggregate, Func<object> decide, bool isNew = false)
    {
        var full = $"{_key}/{key}";
        var act = new Act
        {
            Actor = actor,
            Now = Now,
            Handbook = Handbook,
            Key = full,
            CorrelationId = Identity.Of("correlation", full).ToString(),
        };
        object fact;
        using (Act.Begin(act)) fact = decide();
        Count(fact);
        History.Append(stream, aggregate, act, fact, isNew);
        return fact;
    }

    /// <summary>Somebody joins before the first day's work.</summary>
    private void Appoint(AppointOfficer command)
    {
        if (Now == default) Now = Scenario.From.At(6.5);
        var act = Begin($"officer/{command.Officer}", new("admin", "ADM-01", "governorate"), null);
        var appointed = AppointOfficerHandler.Decide(command, Handbook, act.Now);
        Count(appointed);
        var stream = Identity.Of("officer", command.Officer);
        History.Append(stream, typeof(Officer), act, appointed, isNew: true);
        Handbook = Handbook.After(stream, appointed);
    }

    /// <summary>The queues of a department that hold files, the most urgent first.</summary>
    public IEnumerable<string> QueuesOf(string department) =>
        _queues.Where(queue => queue.Value.Count > 0 && queue.Key.StartsWith(department + "/", StringComparison.Ordinal))
            .Select(queue => queue.Key).OrderByDescending(key => key[^1]).ThenBy(key => key, StringComparer.Ordinal);

    /// <summary>The files of a queue, first in first.</summary>
    public IEnumerable<CaseFile> Queue(string queue) =>
        _queues.TryGetValue(queue, out var files) ? files.Select(entry => _files[entry.Index]) : [];

    /// <summary>The files of its queue that came before it.</summary>
    public IEnumerable<CaseFile> Before(CaseFile file) =>
        file.State.Queue is not { } queue || !Handbook.TermsOf(file.State).IsFirstInFirstOut ? []
        : _queues[queue].TakeWhile(entry => entry.At < file.State.QueuedAt).Select(entry => _files[entry.Index]);

    private Request Carry(CaseFile file, Act act, Func<Request, object> decide)
    {
        var before = file.State;
        var after = History.Do(file.Id, act, state =>
        {
            var result = decide(state);
            var ordinal = 0;
            foreach (var data in result as IEnumerable<object> ?? [result])
            {
                Count(data);
                file.Note(data, SealOnAppend.EventId(act.Actor, act.Key!, ordinal++));
            }

            return result;
        });
        file.LastAt = act.Now;
        file.State = after;
        if (before.Queue == after.Queue && before.QueuedAt == after.QueuedAt) return after;
        if (before.Queue is { } left) _queues[left].Remove((before.QueuedAt, file.Index));
        if (after.Queue is { } entered)
        {
            if (!_queues.TryGetValue(entered, out var queue)) _queues[entered] = queue = [];
            queue.Add((after.QueuedAt, file.Index));
        }

        return after;
    }

    private void Change(Guid stream, Type aggregate, Act act, object fact)
    {
        Count(fact);
        History.Append(stream, aggregate, act, fact, isNew: false);
        Handbook = Handbook.After(stream, fact);
    }

    private Act Begin(string key, Actor actor, DateTimeOffset? at)
    {
        // No two acts share an instant: each is a millisecond after the one before.
        if (at is null) _last = Now = Now > _last ? Now : _last.AddMilliseconds(1);
        var full = $"{_key}/{key}";
        _clerkship.Note(at ?? Now, Now, Dice("record", key));
        return new()
        {
            Actor = actor,
            Now = at ?? Now,
            Handbook = Handbook,
            Key = full,
            CorrelationId = Identity.Of("correlation", full).ToString(),
        };
    }

    private void Count(object data) =>
        _counts[data.GetType().Name] = _counts.GetValueOrDefault(data.GetType().Name) + 1;
}

/// <summary>When acts are put on record: a moment after they are done, and never out of order.</summary>
internal sealed class Clerkship
{
    private DateTimeOffset _written;

    /// <summary>What <see cref="History"/> asks for each act.</summary>
    public DateTimeOffset WrittenAt(DateTimeOffset act) => _written < act ? act : _written;

    /// <param name="done">When the act was done.</param>
    /// <param name="now">When it is being recorded.</param>
    public void Note(DateTimeOffset done, DateTimeOffset now, Dice dice)
    {
        var seconds = dice.Chance(0.01) ? dice.Between(3, 40) : dice.LogNormal(0.4, 0.6);
        var written = (now > done ? now : done).AddMilliseconds(Math.Ceiling(seconds * 1000));
        _written = written > _written ? written : _written.AddMilliseconds(1);
    }
}
