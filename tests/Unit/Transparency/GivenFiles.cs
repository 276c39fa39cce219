using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Privacy;
using EGov.Transparency;
using JasperFx.Events;

namespace EGov.Unit.Transparency;

/// <summary>Events of requests as the log has them, and random lives of files that the rules would allow.</summary>
internal sealed class GivenFiles
{
    public static readonly Matter Permit = new("permit", "housing", "sari");
    public static readonly DateTimeOffset Start = new(2026, 3, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly Sealed Words = Sealed.Of(Guid.Empty, "words");
    private static readonly SealedPerson Somebody = new(Words, null, null);

    private readonly List<IEvent> _log = [];

    public IReadOnlyList<IEvent> Log => _log;

    /// <summary>The rows of the whole log, each file folded by itself.</summary>
    public List<PerformanceRow> Rows() => Rows(_log, (_, _) => 2);

    public static List<PerformanceRow> Rows(IEnumerable<IEvent> log, Func<string, DateOnly, int> planned)
    {
        var (files, rows) = (new Dictionary<Guid, PerformanceFile>(), new List<PerformanceRow>());
        foreach (var e in log)
        {
            var file = files.GetValueOrDefault(e.StreamId) ?? new();
            if (file.Next(e, planned) is not { } row) continue;
            rows.Add(row);
            files[e.StreamId] = file.After(row);
        }

        return rows;
    }

    /// <param name="recorded">When it was written; if nothing is said, when it happened.</param>
    public void Add<T>(Guid file, T fact, DateTimeOffset? recorded = null) where T : IHappened =>
        _log.Add(new Event<T>(fact)
        {
            StreamId = file,
            Sequence = _log.Count + 1,
            Timestamp = recorded ?? fact.At,
        });

    public static RequestSubmitted Submitted(DateTimeOffset at, Matter? matter = null) => new(
        at, "MZ-0000-0000-000", matter ?? Permit, "portal", Somebody, null, null, null,
        new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, []);

    public static RequestDecided Decided(
        DateTimeOffset at, int days, bool onTime, Outcome outcome = Outcome.Granted, Matter? matter = null,
        int overtook = 0, string? ground = null) => new(
        at, matter ?? Permit, "HSG-001", "permit-rules", 1, [], outcome, outcome, null, [], null, null, null, days, onTime,
        overtook, ground);

    public static RequestClosed Closed(DateTimeOffset at, Closure closure = Closure.Resolved, Matter? matter = null) =>
        new(at, matter ?? Permit, "HSG-001", closure, at.Day().AddDays(30));

    public static ClosureContested Contested(DateTimeOffset at, Matter? matter = null) => new(at, matter ?? Permit, Words, null);

    public static RequestReopened Reopened(DateTimeOffset at, Matter? matter = null) =>
        new(at, matter ?? Permit, 1, null, null);

    public static RequestTransferred Transferred(DateTimeOffset at, Matter matter, string to) =>
        new(at, matter with { Department = to }, matter.Department, "HSG-001", "out-of-competence", null);

    public static RequestReferred Referred(DateTimeOffset at, Matter? matter = null) =>
        new(at, matter ?? Permit, 1, "HSG-001", "water", Words, at.Day());

    public static LimitBreached Breached(DateTimeOffset at, Matter? matter = null) =>
        new(at, matter ?? Permit, at.Day(), null, null, "apology");

    public static ServiceTerms Terms(string service, int planned) => new()
    {
        Code = service,
        Title = new("", ""),
        Summary = new("", ""),
        Department = "housing",
        LegalBasis = new("", ""),
        LegalLimitDays = 20,
        PromiseDays = 10,
        AppealWindowDays = 20,
        ContestWindowDays = 30,
        AnswerWindowDays = 10,
        PlannedSteps = [.. Enumerable.Range(0, planned).Select(i => $"step-{i}")],
        Rulebook = "permit-rules",
    };

    /// <summary>Files that live at the same time, each through what the rules allow, recorded a while after it happened.</summary>
    public static GivenFiles Random(int seed, int files)
    {
        var random = new Random(seed);
        var facts = new List<(Guid File, IHappened Fact)>();
        for (var i = 0; i < files; i++)
        {
            var id = new Guid(seed, 0, 0, [.. BitConverter.GetBytes((long)i)]);
            facts.AddRange(Life(random).Select(fact => (id, fact)));
        }

        var log = new GivenFiles();
        var clock = Start;
        foreach (var (file, fact) in facts.OrderBy(pair => pair.Fact.At))
        {
            clock = (fact.At > clock ? fact.At : clock).AddSeconds(random.Next(3));
            typeof(GivenFiles).GetMethod(nameof(Add))!.MakeGenericMethod(fact.GetType())
                .Invoke(log, [file, fact, clock.AddHours(random.Next(8) == 0 ? random.Next(-30, 30) : 0)]);
        }

        return log;
    }

    private static IEnumerable<IHappened> Life(Random random)
    {
        string[] departments = ["housing", "water", "roads"], services = ["permit", "branch"];
        string?[] counties = ["sari", "babol", null];
        var matter = new Matter(services[random.Next(2)], departments[random.Next(3)], counties[random.Next(3)]);
        var now = Start.AddHours(random.Next(24 * 120));
        DateTimeOffset Later() => now = now.AddHours(1 + random.Next(24 * 20));

        yield return Submitted(now, matter);
        for (var round = 0; ; round++)
        {
            if (random.Next(4) == 0) yield return Referred(Later(), matter);
            if (random.Next(6) == 0)
            {
                var moved = Transferred(Later(), matter, departments[random.Next(3)]);
                matter = moved.Matter;
                yield return moved;
            }

            if (random.Next(5) == 0)
                yield return new RequestAssigned(Later(), matter, "HSG-001", "HSG-001", random.Next(3),
                    random.Next(2) == 0 ? "court-order" : null);
            if (random.Next(4) == 0) yield return new StepRecorded(Later(), matter, "visit", "HSG-001", null, random.Next(2) == 0);
            if (random.Next(5) == 0) yield return Breached(Later(), matter);
            if (random.Next(8) == 0)
            {
                yield return new RequestWithdrawn(Later(), matter, null);
                yield return Closed(now, Closure.Withdrawn, matter);
                yield break;
            }

            if (random.Next(6) == 0) yield break;
            yield return Decided(Later(), random.Next(60), random.Next(3) > 0, (Outcome)random.Next(3), matter,
                random.Next(6) == 0 ? 1 : 0, "emergency");
            if (random.Next(6) == 0) yield break;
            yield return Closed(Later(), Closure.Resolved, matter);
            if (round == 0 && random.Next(5) == 0)
            {
                yield return new DecisionAppealed(Later(), matter, Words);
                yield return new AppealDecided(Later(), matter, "HSG-002", "HSG-001", random.Next(2) == 0, Outcome.Granted, [], Words);
                yield return Closed(Later(), Closure.Resolved, matter);
            }

            if (random.Next(4) > 0) yield break;
            yield return Contested(Later(), matter);
            yield return Reopened(now, matter);
        }
    }
}
