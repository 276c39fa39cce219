using System.Globalization;
using System.Text.Json;
using EGov.Casework;
using EGov.Catalogue;
using EGov.Cli;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Rulebooks;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Calendar = EGov.Organisation.Calendar;

namespace EGov.Benchmarks;

/// <summary>The province that the benchmarks play in: two hundred services with a queue each, and files in them.</summary>
public sealed class Province : IAsyncDisposable
{
    /// <summary>Filed, assigned, ready, asked, answered, decided, notified, closed.</summary>
    public const int EventsAFile = 8;

    private const int Queues = 200;
    private static readonly DateTimeOffset Founded = new(2026, 3, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly Text Any = new("نمونه", "Sample");
    private static readonly Actor Clerk = new("clerk", "DSK-SAR-1", "desk-sari");
    private static readonly Actor Officer = new("officer", "ENV-014", "environment");
    private readonly ServiceProvider _services;
    private readonly MasterKey _master;
    private int _files;

    private Province(ServiceProvider services, MasterKey master) => (_services, _master) = (services, master);

    public IDocumentStore Store => _services.GetRequiredService<IDocumentStore>();
    private Handbook Handbook => _services.GetRequiredService<HandbookShelf>().Current;

    /// <summary>Opens the platform's store without its host, and founds the province where there is none.</summary>
    public static async Task<Province> OpenAsync(string connection, string masterKey)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        var master = MasterKey.FromFile(masterKey);
        services.AddPlatform(
            await Platform.PrepareAsync(connection, null, master), master,
            Path.GetDirectoryName(Path.GetDirectoryName(masterKey))!);
        var province = new Province(services.BuildServiceProvider(), master);
        var shelf = province._services.GetRequiredService<HandbookShelf>();
        await shelf.LoadAsync(default);
        if (shelf.Current.Services.Count > 0) return province;
        await using var session = province.Store.LightweightSession();
        foreach (var (stream, aggregate, e) in Beginning()) session.Events.StartStream(aggregate, stream, e);
        await session.SaveChangesAsync();
        await shelf.LoadAsync(default);
        return province;
    }

    /// <summary>Files that wait for their decision, spread over the queues: oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> PrepareAsync(int count)
    {
        var history = new History(Store);
        var ids = new List<Guid>(count);
        var begin = DateTimeOffset.UtcNow.AddHours(-6);
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            var file = _files++;
            var now = begin.AddMilliseconds(i * 100);
            history.Do(id, Act(Clerk, now, $"{file}-submit"), _ => SubmitRequestHandler.Decide(
                Filing($"service-{file % Queues:d3}"), id, Handbook, Clerk, _master, now));
            history.Do(id, Act(Officer, now, $"{file}-assign"), request => AssignRequestHandler.Handle(
                new(id), request, Overtaken.None, Handbook, Officer, now));
            history.Do(id, Act(Officer, now, $"{file}-ready"), request => MarkReadyHandler.Handle(
                new(id), request, Handbook, Officer, now));
            history.Forget(id);
            ids.Add(id);
            if (history.Waiting >= 900) await history.FlushAsync(default);
        }

        await history.FlushAsync(default);
        return ids;
    }

    /// <summary>Files from filing to closing, their events interleaved: up to 2,500 files are open at once.</summary>
    public async Task FillAsync(int files)
    {
        var history = new History(Store);
        var ids = new Guid[files];
        var apart = Math.Clamp(files / 20, 1, 2_500 / EventsAFile);
        var last = files + ((EventsAFile - 1) * apart);
        for (var turn = 0; turn < last; turn++)
        {
            var now = Founded + (TimeSpan.FromDays(240 * ((double)turn / last)));
            for (var stage = EventsAFile - 1; stage >= 0; stage--)
            {
                var file = turn - (stage * apart);
                if (file < 0 || file >= files) continue;
                if (stage == 0) ids[file] = Guid.CreateVersion7();
                Carry(history, ids[file], file, stage, now);
            }

            if (history.Waiting >= 1_500) await history.FlushAsync(default);
        }

        await history.FlushAsync(default);
    }

    private void Carry(History history, Guid id, int file, int stage, DateTimeOffset now)
    {
        var actor = stage switch { 0 => Clerk, 4 => new Actor("citizen", Holds: id), _ => Officer };
        history.Do(id, Act(actor, now, $"filled-{file}-{stage}"), request => stage switch
        {
            0 => SubmitRequestHandler.Decide(
                Filing($"service-{file % Queues:d3}"), id, Handbook, actor, _master, now),
            1 => AssignRequestHandler.Handle(new(id), request, Overtaken.None, Handbook, actor, now),
            2 => MarkReadyHandler.Handle(new(id), request, Handbook, actor, now),
            3 => AskApplicantHandler.Handle(new(id, "پلان تازه؟"), request, Handbook, actor, now),
            4 => SupplyInformationHandler.Handle(new(id, Words: "پیوست است."), request, Handbook, actor, now),
            5 => DecideRequestHandler.Handle(
                new(id, Outcome.Granted, [new("plan-acceptable", Answer.Met)]), request,
                new(new() { ["distance"] = 730, ["income"] = 500_000_000 }), Overtaken.None, Handbook, actor, now),
            6 => NotifyDecisionHandler.Handle(new(id), request, Handbook, actor, now),
            _ => CloseRequestHandler.Handle(new(id, Closure.Resolved), request, Handbook, actor, now),
        });
        if (stage == EventsAFile - 1) history.Forget(id);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Act Act(Actor actor, DateTimeOffset now, string key) =>
        new() { Actor = actor, Now = now, Handbook = Handbook, Key = $"prepared-{Environment.ProcessId}-{key}" };

    private static SubmitRequest Filing(string service) => new(
        service, "sari", new("نمونه نمونه‌پور", "0012345679", "09110000000"), null,
        new Dictionary<string, JsonElement>
        {
            ["distance"] = JsonElement.Parse("730"),
            ["income"] = JsonElement.Parse("500000000"),
        },
        "کارگاه کوچکی برای بسته‌بندی برنج، کنار جادهٔ قدیم.", ["plan"]);

    private static IEnumerable<(Guid Stream, Type Aggregate, object Event)> Beginning()
    {
        yield return (Calendar.TheOne, typeof(Calendar),
            new CalendarOpened(Founded, [DayOfWeek.Friday], new(7, 30), new(14, 30), []));
        foreach (var (code, kind, county) in new (string, string, string?)[]
                 { ("environment", "department", null), ("desk-sari", "desk", "sari") })
            yield return (Identity.Of("department", code), typeof(Department),
                new DepartmentEstablished(Founded, code, Any, kind, county, null));
        foreach (var (code, department, role) in new[]
                 { ("ENV-014", "environment", "officer"), ("DSK-SAR-1", "desk-sari", "clerk") })
            yield return (Identity.Of("officer", code), typeof(Officer),
                new OfficerAppointed(Founded, code, department, [role], "expert", null, []));
        yield return (Identity.Of("rulebook", "siting"), typeof(Rulebook), new RulebookPublished(Founded, Rules));
        foreach (var service in Enumerable.Range(0, Queues)
                     .Select(i => string.Create(CultureInfo.InvariantCulture, $"service-{i:d3}")).Append("intake"))
            yield return (Identity.Of("service", service), typeof(Service),
                new ServiceOffered(Founded, new(2026, 3, 21), Terms(service)));
    }

    private static RulebookVersion Rules { get; } = new()
    {
        Code = "siting",
        Version = 1,
        EffectiveFrom = new(2026, 3, 21),
        Title = Any,
        LegalReference = Any,
        Criteria =
        [
            Criterion("settlement-distance", """{">=":[{"var":"distance"},500]}""", "required"),
            Criterion("income-low", """{"<":[{"var":"income"},900000000]}""", "required"),
            Criterion("plan-acceptable", "\"human\"", "required"),
            Criterion("noise", "\"human\"", "weighs"),
        ],
    };

    private static Criterion Criterion(string code, string test, string kind) =>
        new(code, Any, Any, JsonElement.Parse(test), kind, Any);

    private static ServiceTerms Terms(string code) => new()
    {
        Code = code,
        Title = Any,
        Summary = Any,
        Department = "environment",
        LegalBasis = Any,
        LegalLimitDays = 20,
        PromiseDays = 12,
        AppealWindowDays = 20,
        ContestWindowDays = 30,
        AnswerWindowDays = 10,
        Channels = ["portal", "desk"],
        Documents = [new("plan", Any, true)],
        Facts =
        [
            new("distance", Any, null, Any, "integer", null, null, Sealed: false, Required: true, Min: 0, Max: 100_000),
            new("income", Any, null, Any, "integer", null, null, Sealed: true, Required: true),
        ],
        PlannedSteps = ["environment"],
        Rulebook = "siting",
    };
}
