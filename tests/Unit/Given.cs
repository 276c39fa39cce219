using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Cli.Simulate;
using EGov.Ledger;
using EGov.Organisation;
using EGov.Portal.Texts;
using EGov.Privacy;
using EGov.Rulebooks;
using EGov.Texts;
using EGov.Webhooks;
using JasperFx.Events;

namespace EGov.Unit;

/// <summary>The state that past events leave behind, folded by the very code the platform runs.</summary>
public static class Given
{
    public static readonly Guid Id = new("0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4");
    public static readonly MasterKey Master = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    public static readonly Text Any = new("نمونه", "Sample");

    /// <summary>Saturday 2 May 2026, half past nine in the province: its first working day.</summary>
    public static readonly DateTimeOffset Start = new(2026, 5, 2, 6, 0, 0, TimeSpan.Zero);

    public static readonly WorkingCalendar Calendar =
        Fold(new Calendar(), new CalendarOpened(Start, [DayOfWeek.Friday], new(7, 30), new(14, 30), [])).Working;

    public static readonly RulebookVersion Rules = new()
    {
        Code = "env-siting",
        Version = 7,
        EffectiveFrom = new(2025, 3, 21),
        Title = Any,
        LegalReference = Any,
        Criteria =
        [
            Criterion("settlement-distance", """{">=":[{"var":"distance"},500]}"""),
            Criterion("income-low", """{"<":[{"var":"income"},900000000]}"""),
            Criterion("plan-acceptable", "\"human\""),
            Criterion("noise", "\"human\"", "weighs"),
        ],
    };

    public static readonly ServiceTerms Terms = new()
    {
        Code = "environmental-opinion",
        Title = Any,
        Summary = Any,
        Department = "environment",
        LegalBasis = Any,
        LegalLimitDays = 20,
        PromiseDays = 12,
        AppealWindowDays = 20,
        ContestWindowDays = 30,
        AnswerWindowDays = 10,
        Extension = new(1, 5),
        Channels = ["portal", "desk"],
        Documents = [new("plan", Any, true)],
        Facts =
        [
            new("distance", Any, null, Any, "integer", null, null, Sealed: false, Required: true, Min: 0, Max: 100_000),
            new("income", Any, null, Any, "integer", null, null, Sealed: true, Required: true),
        ],
        PlannedSteps = ["environment"],
        Rulebook = "env-siting",
    };

    public static readonly Handbook Handbook = By(Terms);

    /// <summary>A small province: two departments, a desk, and the officers of <see cref="Who"/>.</summary>
    public static Handbook By(
        ServiceTerms terms, RulebookVersion? rules = null, WorkingCalendar? calendar = null) => new()
        {
            Services = Frozen([Fold(new Service(), new ServiceOffered(Start, new(2026, 1, 1), terms))], it => it.Code),
            Rulebooks = Frozen([Fold(new Rulebook(), new RulebookPublished(Start, rules ?? Rules))], it => it.Code),
            Departments = Frozen(
                [Department("environment"), Department("regional-water"), Department("desk-sari", "desk", "sari")],
                it => it.Code),
            Officers = Frozen(
                [
                    Officer(Who.Officer, "expert"), Officer(Who.Colleague, "expert"), Officer(Who.Senior, "senior"),
                    Officer(Who.Manager, "head"), Officer(Who.Neighbour, "expert"), Officer(Who.Clerk, "expert"),
                ],
                it => it.Code),
            Calendar = calendar ?? Calendar,
        };

    public static Criterion Criterion(string code, string test, string kind = "required") =>
        new(code, Any, Any, JsonElement.Parse(test), kind, Any);

    /// <summary>The same hour on a later day: day 6 is the first Friday.</summary>
    public static DateTimeOffset On(int day) => Start.AddDays(day);

    public static Request Request(params object[] past) => Fold(new Request(), past);

    /// <summary>The facts of <see cref="Past.Submitted"/>, opened.</summary>
    public static OpenFacts Facts(int distance = 730, int income = 500_000_000) =>
        new(new() { ["distance"] = distance, ["income"] = income });

    public static Request Fold(Request state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Service Fold(Service state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Rulebook Fold(Rulebook state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Calendar Fold(Calendar state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Department Fold(Department state, params object[] past) =>
        Folded(state, (it, e) => it.Evolve(e), past);

    public static Officer Fold(Officer state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static ApiKey Fold(ApiKey state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Webhook Fold(Webhook state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Province Fold(Province state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);
    public static Withholding Fold(Withholding state, params object[] past) =>
        Folded(state, (it, e) => it.Evolve(e), past);

    public static Openings Fold(Openings state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);

    public static Erasure Fold(Erasure state, params object[] past) => Folded(state, (it, e) => it.Evolve(e), past);

    public static IEvent AsEvent(object data)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(data.GetType()), data)!;
        e.StreamId = Id;
        return e;
    }

    private static T Folded<T>(T state, Func<T, IEvent, T> evolve, object[] past) =>
        past.Aggregate(state, (before, data) => evolve(before, AsEvent(data)));

    /// <summary>The same parts, one of them replaced or added.</summary>
    public static FrozenDictionary<string, T> With<T>(this FrozenDictionary<string, T> parts, string code, T part) =>
        parts.Where(other => other.Key != code).Append(new(code, part)).ToFrozenDictionary();

    private static FrozenDictionary<string, T> Frozen<T>(IEnumerable<T> parts, Func<T, string> code) =>
        parts.ToFrozenDictionary(code);

    private static Department Department(string code, string kind = "department", string? county = null) =>
        Fold(new Department(), new DepartmentEstablished(Start, code, Any, kind, county, null));

    private static Officer Officer(Actor who, string grade) =>
        Fold(new Officer(), new OfficerAppointed(Start, who.Code, who.Department!, [who.Role], grade, "ENV-900", []));
}

/// <summary>Everybody who acts in the tests.</summary>
public static class Who
{
    public static readonly Actor Officer = new("officer", "ENV-014", "environment");
    public static readonly Actor Colleague = new("officer", "ENV-021", "environment");
    public static readonly Actor Senior = new("officer", "ENV-031", "environment");
    public static readonly Actor Manager = new("manager", "ENV-900", "environment");
    public static readonly Actor Neighbour = new("officer", "WAT-007", "regional-water");
    public static readonly Actor Clerk = new("clerk", "DSK-SAR-1", "desk-sari");
    public static readonly Actor Custodian = new("custodian", "CUS-01", "governorate");
    public static readonly Actor Admin = new("admin", "ADM-01", "governorate");
    public static readonly Actor Applicant = new("citizen", Holds: Given.Id);
    public static readonly Actor Stranger = new("citizen", Subject: new("0198f3c2-0000-7000-8000-000000000001"));
}

/// <summary>What happened to the file before: events as the platform would have written them.</summary>
public static class Past
{
    public static readonly Matter Matter = new("environmental-opinion", "environment", "sari");
    public static readonly RequestSubmitted Submitted = Filed();
    public static readonly RequestAssigned Assigned = GivenTo(Who.Officer);
    public static readonly RequestReady Ready = new(
        Given.On(1), Matter, "ENV-014", 1, 20, 12, Working(1, 20), Working(1, 12));
    public static readonly InformationRequested Asked = new(
        Given.On(3), Matter, "ENV-014", Words("Noise map?"), Working(3, 10), ClockStopped: true, null, null);
    public static readonly InformationRequested AskedBeforeReady = Asked with { ClockStopped = false };
    public static readonly RequestReferred Referred = new(
        Given.On(2), Matter, 1, "ENV-014", "regional-water", Words("River?"), Working(2, 10));
    public static readonly ReferralAnswered Answered = new(
        Given.On(4), Matter, 1, "WAT-007", "regional-water", Opinion.Favourable, Words("No objection."));
    public static readonly RequestTransferred Transferred = new(
        Given.On(2), Matter with { Department = "regional-water" }, "environment", "ENV-014", "reorganisation", null);
    public static readonly DecisionNotified Notified = new(
        Given.On(12), Matter, "ENV-014", "portal", Given.On(12).Day().AddDays(20));
    public static readonly DecisionAppealed Appealed = new(Given.On(14), Matter, Words("The plan was not read."));
    public static readonly LimitBreached Breached = new(
        Given.On(30), Matter, Ready.LegalLimit, "ENV-014", "ENV-900", "apology");
    public static readonly ClosureConfirmed Confirmed = new(Given.On(45), Matter);
    public static readonly RequestRated Rated = new(Given.On(15), Matter, 4);
    public static readonly object[] Withdrawn =
    [
        new RequestWithdrawn(Given.On(2), Matter, null),
        new RequestClosed(Given.On(2), Matter, "", Closure.Withdrawn, Given.On(2).Day()),
    ];

    public static readonly ErasureAsked ErasureAsked = new(Given.On(50), Words("Please."));
    public static readonly ErasureProposed ErasureProposed =
        new(Given.On(51), "own-request", "CUS-01", Words("He asked for it."));
    public static readonly object[] UntilReady = [Submitted, Assigned, Ready];
    public static readonly object[] UntilNotified = [.. UntilReady, Decided(), Notified];
    public static readonly object[] UntilClosed = [.. UntilNotified, Closed()];

    public static RequestSubmitted Filed(string channel = "portal") => new(
        Given.Start, TrackingNumber.Of(Given.Id), Matter, channel, new(Words("نمونه"), null, null), null, null, null,
        new Dictionary<string, JsonElement> { ["distance"] = JsonElement.Parse("730") },
        new Dictionary<string, Sealed> { ["income"] = Sealed.Of(Given.Id, 500_000_000) }, null, []);

    public static RequestAssigned GivenTo(Actor officer) =>
        new(Given.Start, Matter, officer.Code, officer.Code, 0, null);

    public static OfficerRecused Recused(Actor officer) => new(Given.On(1), officer.Code, "kinship");

    public static DecisionPrepared Prepared(
        Outcome proposed = Outcome.Granted, Outcome computed = Outcome.Granted, string? ground = null,
        Actor? by = null) =>
        new(Given.On(5), Matter, (by ?? Who.Officer).Code, "env-siting", 7, Answers(computed), computed, proposed,
            ground);

    public static RequestDecided Decided(Outcome outcome = Outcome.Granted, Actor? by = null) =>
        new(Given.On(10), Matter, (by ?? Who.Officer).Code, "env-siting", 7, Answers(outcome), outcome, outcome, null,
            outcome is Outcome.Refused ? ["plan-acceptable"] : [], null, null, null, 8, true, 0, null);

    public static RequestClosed Closed(Closure closure = Closure.Resolved) =>
        new(Given.On(13), Matter, "ENV-014", closure, Given.On(13).Day().AddDays(30));

    public static object[] Contested(DateTimeOffset at) =>
    [
        new ClosureContested(at, Matter, Words("Nothing was done."), null),
        new RequestReopened(at, Matter, 1, Given.Calendar.AddWorkingDays(at.Day(), 20),
            Given.Calendar.AddWorkingDays(at.Day(), 12)),
    ];

    /// <summary>All criteria answered so that they give this outcome.</summary>
    public static IReadOnlyList<CriterionAnswer> Answers(Outcome computed) =>
    [
        new("settlement-distance", Answer.Met, "computed", new('0', 64), null),
        new("income-low", Answer.Met, "computed", new('0', 64), null),
        new("plan-acceptable", computed is Outcome.Granted ? Answer.Met : Answer.NotMet, "ENV-014", null, null),
    ];

    public static Sealed Words(string words) => Sealed.Of(Given.Id, words);

    private static DateOnly Working(int day, int days) => Given.Calendar.AddWorkingDays(Given.On(day).Day(), days);
}

/// <summary>Draws of a file whose service draws, with the platform's key alone or with a witness's.</summary>
public static class Lots
{
    public static readonly ServiceTerms Terms = Given.Terms with { Assignment = "draw" };
    public static readonly Handbook Handbook = Given.By(Terms);
    public static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    public static readonly string NonceText = Convert.ToHexStringLower(Nonce);
    public static readonly DrawSigner Platform = SimulatedLots.Signer();
    public static readonly DrawSigner Witness = DrawSigner.Create();
    public static readonly DrawContributor[] Alone = [new("platform", Platform.Key.Id)];
    public static readonly DrawContributor[] Both = [.. Alone, new("ombudsman", Witness.Key.Id)];
    public static readonly Hash Leaf = Hash.Of("leaf"u8);
    private static readonly ConcurrentDictionary<(string, Guid), string> Signed = [];

    public static DrawRequested Requested(
        DrawContributor[]? contributors = null, bool hasNonce = false) => new(
        Given.On(1), Past.Matter, Identity.Of("draw", Given.Id.ToString(), "1"), ["ENV-014", "ENV-021", "ENV-031"],
        [], DrawPolicy.Version, 3, contributors ?? Alone, Given.On(hasNonce ? 2 : 1).AddHours(1),
        hasNonce ? DrawSeed.Commit(Nonce) : null, hasNonce ? Given.On(2) : null);

    /// <summary>The command by which lots are drawn, with what these contributors give.</summary>
    public static ExecuteDraw Execute(Guid draw, params string[] contributors) => new(
        Given.Id, "ledger.example.org", 41, Leaf.ToBase64(), [.. contributors.Select(name => Give(name, draw))]);

    public static DrawAlpha Alpha(Guid draw) => new("ledger.example.org", draw, 41, Leaf);

    private static GivenContribution Give(string name, Guid draw)
    {
        var signer = name == "platform" ? Platform : Witness;
        return new(name, signer.Key.ToBase64(),
            Signed.GetOrAdd((name, draw), _ => Convert.ToBase64String(signer.Sign(Alpha(draw)))));
    }
}

/// <summary>What a rule's no looks like to its readers.</summary>
public static partial class Then
{
    /// <summary>The code and status; and both texts name exactly what the rule said, no less and no more.</summary>
    public static void Refusal(string code, Func<object> act, int status = 409)
    {
        var refused = Should.Throw<Refused>(() => { act(); }, $"Nothing refused it with {code}.");
        refused.Code.ShouldBe(code);
        refused.Status.ShouldBe(status);
        foreach (var language in new[] { Language.Fa.Code, Language.En.Code })
        {
            var marked = new Refused(code, [.. refused.Details.Select((_, i) => (object)$"detail {i}")]);
            Detail().Matches(Refusals.Title(marked, language)).Select(found => found.Value).Distinct().Count()
                .ShouldBe(refused.Details.Count, $"{code} in {language}");
            Refusals.Title(refused, language).ShouldNotBeNullOrWhiteSpace();
        }
    }

    /// <summary>The words of a value that is sealed but not closed yet.</summary>
    public static string? Words(Sealed? value) =>
        value?.Plain.ValueKind is JsonValueKind.String ? value.Plain.GetString() : value?.Plain.GetRawText();

    [GeneratedRegex(@"detail \d")]
    private static partial Regex Detail();
}
